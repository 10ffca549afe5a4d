// Who is logged in where. A session has one refresh token at a time; each is exchanged for the next, and one that is used
// again ends the session, since two have it.
import { randomBytes, randomUUID } from 'node:crypto';
import { type Profile, type SessionRevocation, sessionRevoked } from '@movies/contract';
import { AppError, type Caller, invalidToken, type Transaction } from '@movies/service-kit';
import { accountById } from '../accounts/accounts.repository.ts';
import { record } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import * as repository from './sessions.repository.ts';
import { ACCESS_SECONDS, hashOf, newSecret, successorOf } from './tokens.ts';

/** What is known of the program and place that someone logs in from. */
export interface Client {
  userAgent: string;
  address: string;
}

export interface Tokens {
  access_token: string;
  refresh_token: string;
  token_type: 'Bearer';
  expires_in: number;
}

const GRACE_SECONDS = 10;
const LONGEST_USER_AGENT = 300;
const LONGEST_ADDRESS = 64;

export async function openSession(context: Context, tx: Transaction, person: Profile, client: Client): Promise<Tokens> {
  const token = newSecret();
  const id = randomUUID();
  const userAgent = client.userAgent.slice(0, LONGEST_USER_AGENT);
  const address = client.address.slice(0, LONGEST_ADDRESS);
  const session = { id, userId: person.id, userAgent, address, tokenHash: hashOf(token) };
  await repository.addSession(tx, session);
  return tokensFor(context, person, { id, version: 1 }, token);
}

export async function refreshSession(context: Context, token: string): Promise<{ tokens: Tokens; person: Profile }> {
  const { database } = context;
  const salt = randomBytes(16);
  const successor = successorOf(token, salt);
  const rotation = { hash: hashOf(token), successorHash: hashOf(successor), salt };
  const rotated = await repository.rotateToken(database, rotation);
  const { session, next } = rotated ? { session: rotated, next: successor } : await repeatOrEnd(context, token);
  const person = await accountById(database, session.user_id);
  if (!person) throw invalidRefreshToken();
  return { tokens: tokensFor(context, person, session, next), person };
}

/** A token that was used: by the same client again, which lost the answer, or by someone else. */
async function repeatOrEnd(context: Context, token: string) {
  const { database } = context;
  const session = await repository.usedToken(database, hashOf(token));
  if (!session?.is_alive) throw invalidRefreshToken();
  const next = successorOf(token, session.successor_salt);
  const isRetry = session.used_seconds_ago <= GRACE_SECONDS && (await repository.isUnused(database, hashOf(next)));
  if (isRetry) return { session, next };
  await database.transaction(async (tx) => {
    await endSessions(context, tx, session.user_id, { only: session.id });
    await record(tx, { subject: session.user_id, action: 'session.refresh_token_reused' });
  });
  throw reusedRefreshToken();
}

function tokensFor({ sign }: Context, person: Profile, session: repository.SessionRef, refresh_token: string): Tokens {
  return { access_token: sign(person, session), refresh_token, token_type: 'Bearer', expires_in: ACCESS_SECONDS };
}

export async function mySessions({ database }: Context, { userId, sessionId }: Caller) {
  const rows = await repository.sessionsOf(database, userId);
  return rows.map((row) => ({ ...row, current: row.id === sessionId }));
}

export async function endOneSession(context: Context, userId: number, only: string): Promise<SessionRevocation[]> {
  const ended = await context.database.transaction((tx) => endSessions(context, tx, userId, { only }));
  if (ended.length === 0) throw sessionMissing();
  return ended;
}

/** One that ended a moment ago is over all the same. */
export function logOut(context: Context, { userId, sessionId }: Caller): Promise<SessionRevocation[]> {
  return context.database.transaction((tx) => endSessions(context, tx, userId, { only: sessionId }));
}

export function endOtherSessions(context: Context, { userId, sessionId }: Caller): Promise<SessionRevocation[]> {
  return context.database.transaction((tx) => endSessions(context, tx, userId, { except: sessionId }));
}

/** Ends sessions as part of something else, and tells it. */
export async function endSessions(context: Context, tx: Transaction, userId: number, which: repository.Which) {
  return tellRevocations(context, tx, await repository.endSessions(tx, userId, which));
}

/** Makes a person's access tokens void, so that the next ones say what they may do now. */
export async function renewTokens(
  context: Pick<Context, 'events'>,
  tx: Transaction,
  userId: number,
): Promise<SessionRevocation[]> {
  return tellRevocations(context, tx, await repository.raiseVersions(tx, userId));
}

async function tellRevocations({ events }: Pick<Context, 'events'>, tx: Transaction, revocations: SessionRevocation[]) {
  for (const revocation of revocations) {
    await events.tell(tx, sessionRevoked, `session:${revocation.session_id}`, revocation);
  }
  return revocations;
}

/** Throws where the caller's session has ended since the token was signed. */
export async function confirmSession({ database }: Pick<Context, 'database'>, caller: Caller): Promise<void> {
  const session = { id: caller.sessionId, version: caller.sessionVersion };
  if (!(await repository.isCurrent(database, session))) throw invalidToken();
}

const invalidRefreshToken = () =>
  new AppError('unauthenticated', 'invalid_refresh_token', 'The refresh token is not valid. Log in again.');
const reusedRefreshToken = () =>
  new AppError(
    'unauthenticated',
    'refresh_token_reused',
    'This refresh token was used before. To be safe, its session has ended: log in again.',
  );
const sessionMissing = () => new AppError('missing', 'session_not_found', 'You have no such session.');
