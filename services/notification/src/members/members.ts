// Members as this service knows them: their names, and what they want to be told, kept as the auth service tells.
import {
  type DataOf,
  type EventRecord,
  userDeleted,
  userPreferencesSaved,
  userRegistered,
  userRenamed,
} from '@movies/contract';
import { AppError, type Caller, type Transaction } from '@movies/service-kit';
import { erase } from './erasure.ts';

/** Makes sure that a member who writes is known and stays, and keeps all else that they write waiting until this is done. */
export async function holdMember(tx: Transaction, { userId, username }: Pick<Caller, 'userId' | 'username'>) {
  const member = await tx.row<{ gone: boolean }>(
    `INSERT INTO members AS known (user_id, username) VALUES ($1, $2)
     ON CONFLICT (user_id) DO UPDATE SET username = known.username RETURNING gone`,
    [userId, username],
  );
  if (member?.gone) throw new AppError('unauthenticated', 'account_gone', 'This account was deleted.');
}

type Person = DataOf<typeof userRegistered>;
type Saved = DataOf<typeof userPreferencesSaved>;

/** For following the auth service. */
export async function accountEvents(events: EventRecord[], tx: Transaction): Promise<void> {
  for (const { type, data } of events) {
    if (type === userRegistered.name || type === userRenamed.name) await rename(tx, data as Person);
    if (type === userPreferencesSaved.name) await prefer(tx, data as Saved);
    if (type === userDeleted.name) await erase(tx, (data as Person).user_id);
  }
}

async function rename(tx: Transaction, { user_id, username }: Person): Promise<void> {
  await tx.run(
    `INSERT INTO members AS known (user_id, username) VALUES ($1, $2)
     ON CONFLICT (user_id) DO UPDATE SET username = excluded.username WHERE NOT known.gone`,
    [user_id, username],
  );
}

async function prefer(tx: Transaction, { user_id, preferences }: Saved): Promise<void> {
  const { followed_movies = true, replies = true, likes = true, email_digest = 'off' } = preferences.notifications;
  await tx.run(
    `INSERT INTO members AS known (user_id, followed_movies, replies, likes, email_digest) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (user_id) DO UPDATE SET followed_movies = excluded.followed_movies, replies = excluded.replies,
       likes = excluded.likes, email_digest = excluded.email_digest,
       digest_at = CASE WHEN known.email_digest = excluded.email_digest THEN known.digest_at ELSE now() END
     WHERE NOT known.gone`,
    [user_id, followed_movies, replies, likes, email_digest],
  );
}
