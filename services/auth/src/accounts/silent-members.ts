// Members whom nobody can log in as: the people of data sets and of demo data.
import { randomBytes } from 'node:crypto';
import { userRegistered } from '@movies/contract';
import type { Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';

export interface SilentMember {
  username: string;
  name?: string;
  bio?: string;
}

const AT_ONCE = 1_000;

/**
 * Answers their ids, in the same order. Those that were added before are found again; where someone else has taken a
 * user name, a silent member goes by a longer one.
 */
export async function addSilentMembers(
  context: Pick<Context, 'database' | 'events' | 'passwords'>,
  people: readonly SilentMember[],
): Promise<number[]> {
  const ids: number[] = [];
  // The password is known to nobody, not even here.
  const hash = await context.passwords.hash(randomBytes(24).toString('base64'));
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const some = people.slice(from, from + AT_ONCE);
    ids.push(...(await context.database.transaction((tx) => addSome(context, tx, some, hash))));
  }
  return ids;
}

/** No e-mail address that someone registers with may have a colon in it, so this is nobody else's. */
const emailOf = ({ username }: SilentMember) => `silent:${username.toLowerCase()}@members.invalid`;

async function addSome(
  { events }: Pick<Context, 'events'>,
  tx: Transaction,
  people: readonly SilentMember[],
  hash: string,
): Promise<number[]> {
  const rows = JSON.stringify(
    people.map((person) => ({ name: person.username, bio: '', ...person, email: emailOf(person) })),
  );
  const added = await tx.rows<{ id: number; username: string; name: string }>(ADD, [
    rows,
    hash,
    randomBytes(3).toString('hex'),
  ]);
  const told = added.map(({ id: user_id, username, name }) => ({
    subject: `user:${user_id}`,
    data: { user_id, username, name },
  }));
  await events.tellAll(tx, userRegistered, told);
  const all = await tx.rows<{ id: number; email: string }>('SELECT id, email FROM users WHERE email = ANY ($1)', [
    people.map(emailOf),
  ]);
  const ids = new Map(all.map(({ id, email }) => [email, id]));
  return people.map((person) => ids.get(emailOf(person)) as number);
}

const ADD = `
  WITH given AS (
    SELECT DISTINCT ON (email) * FROM jsonb_to_recordset($1::jsonb) AS given (username text, name text, bio text, email text)
  ), added AS (
    INSERT INTO users (username, email, password_hash, name, email_verified)
    SELECT CASE WHEN taken.id IS NULL THEN given.username ELSE left(given.username, 25) || '-' || $3 END,
      given.email, $2, given.name, true
    FROM given LEFT JOIN users AS taken ON lower(taken.username) = lower(given.username) AND taken.email <> given.email
    WHERE NOT EXISTS (SELECT FROM users AS known WHERE known.email = given.email)
    ORDER BY given.email
    ON CONFLICT (email) DO NOTHING
    RETURNING id, username, name, email
  ), profiles AS (
    INSERT INTO user_profiles (user_id, bio) SELECT added.id, given.bio FROM added JOIN given USING (email)
  )
  SELECT id, username, name FROM added ORDER BY id`;
