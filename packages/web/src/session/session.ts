// Who is logged in. The access token lives in memory alone; the refresh token in a cookie that no script can read.
import { logOut, type Profile, refresh } from '@movies/contract';
import { createClient } from '@movies/contract/client';
import { alone, hearOtherTabs, memberHint, type Tokens, tellOtherTabs } from './tabs.ts';

export type Session =
  /** Not known yet: the cookie is being asked about. */
  | { kind: 'waking' }
  /** `ended`: someone was logged in a moment ago, and did not ask to leave. */
  | { kind: 'guest'; ended?: boolean }
  | { kind: 'member'; profile: Profile };

const ask = createClient('');
/** A token that is about to expire would do so on its way. */
const TOO_SOON_MS = 20_000;

let session: Session = memberHint.get() ? { kind: 'waking' } : { kind: 'guest' };
let tokens: Tokens | undefined;
let renewing: Promise<string | undefined> | undefined;
const listeners = new Set<() => void>();

export const currentSession = (): Session => session;

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function become(next: Session): void {
  session = next;
  for (const listener of listeners) listener();
}

function accept(given: Tokens): void {
  const isSame = session.kind === 'member' && session.profile.updated_at === given.profile.updated_at;
  tokens = given;
  memberHint.set(true);
  if (!isSame) become({ kind: 'member', profile: given.profile });
}

function forget(ended: boolean): void {
  tokens = undefined;
  memberHint.set(false);
  become(ended ? { kind: 'guest', ended } : { kind: 'guest' });
}

hearOtherTabs((word) => {
  if (word.kind === 'renewed') accept(word.tokens);
  else if (session.kind !== 'guest') forget(true);
});

interface Given {
  access_token: string;
  expires_in: number;
  profile: Profile;
}

export function enter({ access_token, expires_in, profile }: Given): void {
  const entered = { token: access_token, expiresAt: Date.now() + expires_in * 1_000, profile };
  accept(entered);
  tellOtherTabs({ kind: 'renewed', tokens: entered });
}

/** The profile has changed in a way that this tab knows. */
export function nowKnownAs(profile: Profile): void {
  if (!tokens) return;
  accept({ ...tokens, profile });
  tellOtherTabs({ kind: 'renewed', tokens: { ...tokens, profile } });
}

/** A token to call with; none for guests. Throws where that can't be known because the platform is away. */
export async function currentToken(): Promise<string | undefined> {
  if (tokens && tokens.expiresAt - TOO_SOON_MS > Date.now()) return tokens.token;
  return tokens || session.kind === 'waking' ? renew() : undefined;
}

/** A new token instead of one that is not accepted (any more). */
export function renew(refused?: string): Promise<string | undefined> {
  renewing ??= alone('movies.refresh', () => renewUnlessDone(refused)).finally(() => {
    renewing = undefined;
  });
  return renewing;
}

async function renewUnlessDone(refused: string | undefined): Promise<string | undefined> {
  // Another tab may have been quicker.
  const isFresh = tokens && tokens.token !== refused && tokens.expiresAt - TOO_SOON_MS > Date.now();
  if (isFresh) return tokens?.token;
  const answer = await ask(refresh, { body: {} });
  if (answer.status === 200) {
    enter(answer.body);
    return answer.body.access_token;
  }
  if (answer.status === 401 || answer.status === 400) {
    if (session.kind !== 'guest') {
      forget(session.kind === 'member');
      tellOtherTabs({ kind: 'left' });
    }
    return undefined;
  }
  throw new Error('whether someone is logged in can not be known now');
}

/** Resolves once it is known who is here, or that this can't be known now. */
export async function wake(): Promise<void> {
  if (session.kind !== 'waking') return;
  await currentToken().catch(() => become({ kind: 'guest', ended: true }));
}

export async function leave(): Promise<void> {
  const token = await currentToken().catch(() => undefined);
  if (token) await ask(logOut, { token });
  forget(false);
  tellOtherTabs({ kind: 'left' });
}

/** The account is gone, or its sessions ended by its own wish. */
export function left(): void {
  forget(false);
  tellOtherTabs({ kind: 'left' });
}
