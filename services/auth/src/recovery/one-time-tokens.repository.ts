// All SQL about the tokens that travel by e-mail: each proves, once, that someone reads a person's mail.

import { randomBytes } from 'node:crypto';
import { deleteInBatches, type Sql } from '@movies/service-kit';
import { hashOf } from '../sessions/tokens.ts';

export type Purpose = 'confirm_email' | 'reset_password';

const LIFETIME: Record<Purpose, string> = { confirm_email: '7 days', reset_password: '1 hour' };

/** 128 bits can't be guessed, and a link with them is no longer than a line of a letter. */
const BYTES = 16;

interface Addressee {
  id: number;
  email: string;
}

/** A new token; earlier ones for the same purpose are void. */
export async function newOneTimeToken(sql: Sql, { id, email }: Addressee, purpose: Purpose): Promise<string> {
  const token = randomBytes(BYTES).toString('base64url');
  await voidOneTimeTokens(sql, id, purpose);
  await sql.run(
    'INSERT INTO one_time_tokens (hash, user_id, purpose, email, expires_at) VALUES ($1, $2, $3, $4, now() + $5::interval)',
    [hashOf(token), id, purpose, email, LIFETIME[purpose]],
  );
  return token;
}

export async function ownerOfToken(sql: Sql, token: string, purpose: Purpose): Promise<number | undefined> {
  const owner = 'SELECT user_id FROM one_time_tokens WHERE hash = $1 AND purpose = $2';
  return (await sql.row<{ user_id: number }>(owner, [hashOf(token), purpose]))?.user_id;
}

/** Which address it was sent to; from then on it is nobody's. */
export async function useOneTimeToken(sql: Sql, token: string, purpose: Purpose): Promise<string | undefined> {
  const used = 'DELETE FROM one_time_tokens WHERE hash = $1 AND purpose = $2 AND expires_at > now() RETURNING email';
  return (await sql.row<{ email: string }>(used, [hashOf(token), purpose]))?.email;
}

export async function voidOneTimeTokens(sql: Sql, userId: number, purpose: Purpose): Promise<void> {
  await sql.run('DELETE FROM one_time_tokens WHERE user_id = $1 AND purpose = $2', [userId, purpose]);
}

export async function removeExpiredTokens(sql: Sql): Promise<void> {
  await deleteInBatches(sql, 'one_time_tokens', 'expires_at < now()');
}
