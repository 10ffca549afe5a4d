// While few films are known here, the movie service is asked what TMDb has for someone: films of the genres they named, and
// what it recommends to those who like what they like. Nobody waits for it: what it finds is there the next time.
import type { Context } from '../../context.ts';
import type { History } from '../history/history.ts';
import { strengthsOf } from '../history/tastes.ts';
import { type Found, replaceCandidates } from './candidates.repository.ts';

const FEW_FILMS = 3_000;
const MOST_GENRES = 3;
const MOST_LIKED = 4;
const PATIENCE_MS = 10_000;
/** For the same wishes, and where the movie service has no TMDb. */
const AGAIN_MS = 3_600_000;
const MOST_REMEMBERED = 10_000;

type Needs = Pick<Context, 'database' | 'client' | 'movieUrl' | 'catalogue' | 'log'>;

interface Asked {
  for: string;
  at: number;
}

const askedBy = new WeakMap<Needs['client'], Map<number, Asked>>();
/** Whose place it takes to remember that there is no TMDb at all. */
const ANYONE = 0;

/** Resolves when what was found is stored, for whoever wants to wait; it never fails. */
export async function askForCandidates(context: Needs, userId: number, history: History): Promise<void> {
  if (context.catalogue.known().columns.size > FEW_FILMS) return;
  const asked = askedBy.get(context.client) ?? new Map<number, Asked>();
  askedBy.set(context.client, asked);
  if (isRecent(asked.get(ANYONE), '')) return;
  try {
    await ask(context, userId, { history, asked });
  } catch (error) {
    context.log.warn({ err: error }, 'no films of TMDb could be asked for');
  }
}

interface Asking {
  history: History;
  asked: Map<number, Asked>;
}

async function ask({ database, client, movieUrl }: Needs, userId: number, { history, asked }: Asking): Promise<void> {
  const wishes = { genres: history.wishes.genres.slice(0, MOST_GENRES), liked: likedMost(history) };
  const words = JSON.stringify(wishes);
  if (wishes.genres.length + wishes.liked.length === 0 || isRecent(asked.get(userId), words)) return;
  if (asked.size >= MOST_REMEMBERED) asked.clear();
  asked.set(userId, { for: words, at: performance.now() });
  const url = `${movieUrl}/internal/candidates`;
  const { found } = await client.post<{ found: Found[] | null }>(url, wishes, { timeoutMs: PATIENCE_MS });
  if (found === null) asked.set(ANYONE, { for: '', at: performance.now() });
  else await database.transaction((tx) => replaceCandidates(tx, userId, found));
}

function isRecent(asked: Asked | undefined, words: string): boolean {
  return asked !== undefined && asked.for === words && performance.now() - asked.at < AGAIN_MS;
}

/** The newest of what they like clearly. */
function likedMost(history: History): number[] {
  const liked = strengthsOf(history).filter(({ strength }) => strength >= 1);
  return liked.slice(-MOST_LIKED).map(({ item }) => item);
}
