// Members as others see them, kept as the auth service tells.
import { type EventRecord, userDeleted, userRegistered, userRenamed } from '@movies/contract';
import { AppError, type Caller, type Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { ALL } from '../tags.ts';
import { erase } from './erasure.ts';

/**
 * Makes sure that a member who writes is known, and keeps all else that they write waiting until this is done; so two
 * requests of theirs can't cross, and nothing comes after their account is gone. Answers the name they go by.
 */
export async function holdAuthor(
  tx: Transaction,
  { userId, username }: Pick<Caller, 'userId' | 'username'>,
): Promise<string> {
  const author = await tx.row<{ username: string; gone: boolean }>(
    `INSERT INTO authors AS known (user_id, username, name) VALUES ($1, $2, $2)
     ON CONFLICT (user_id) DO UPDATE SET username = known.username RETURNING username, gone`,
    [userId, username],
  );
  if (author?.gone) throw new AppError('unauthenticated', 'account_gone', 'This account was deleted.');
  return author?.username ?? username;
}

interface Person {
  user_id: number;
  username: string;
  name: string;
}

/** Makes members known of whom the auth service has only begun to tell. */
export async function saveAuthors(tx: Transaction, people: readonly Person[]): Promise<void> {
  await tx.run(
    `INSERT INTO authors (user_id, username, name)
     SELECT user_id, username, name
     FROM jsonb_to_recordset($1::jsonb) AS given (user_id integer, username text, name text)
     ORDER BY user_id ON CONFLICT DO NOTHING`,
    [JSON.stringify(people)],
  );
}

/** For following the auth service. */
export function accountEvents(context: Context) {
  return async (events: EventRecord[], tx: Transaction): Promise<void> => {
    for (const { type, data } of events) {
      if (type === userRegistered.name || type === userRenamed.name) await rename(context, tx, data as Person);
      if (type === userDeleted.name) await erase(context, tx, (data as Person).user_id);
    }
  };
}

/** What says nothing new locks nothing: an import tells of thousands, and holds them while it keeps what they rated. */
const RENAME = `
  INSERT INTO authors AS known (user_id, username, name)
  SELECT $1::integer, $2::text, $3::text
  WHERE NOT EXISTS (SELECT FROM authors WHERE user_id = $1 AND username = $2 AND name = $3)
  ON CONFLICT (user_id) DO UPDATE SET username = excluded.username, name = excluded.name
  WHERE NOT known.gone AND (known.username, known.name) <> (excluded.username, excluded.name)`;

async function rename({ cache }: Context, tx: Transaction, { user_id, username, name }: Person): Promise<void> {
  const changed = await tx.run(RENAME, [user_id, username, name]);
  // The name stands on any number of answers.
  if (changed > 0) tx.afterCommit(() => cache.purge([ALL]));
}
