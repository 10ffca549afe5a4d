// Members as this service knows them: their names and what they say they like, kept as the auth service tells.
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

/** For following the auth service. Those who come in a row are kept at once: an import brings them by the thousand. */
export async function accountEvents(events: EventRecord[], tx: Transaction): Promise<void> {
  const named = new Map<number, string>();
  const saveNames = async () => {
    if (named.size > 0) await rename(tx, named);
    named.clear();
  };
  for (const { type, data } of events) {
    if (type === userRegistered.name || type === userRenamed.name) {
      const { user_id, username } = data as Person;
      named.set(user_id, username);
    }
    if (type === userPreferencesSaved.name) await prefer(tx, data as Saved);
    if (type === userDeleted.name) {
      await saveNames();
      await erase(tx, (data as Person).user_id);
    }
  }
  await saveNames();
}

async function rename(tx: Transaction, named: ReadonlyMap<number, string>): Promise<void> {
  await tx.run(
    `INSERT INTO members AS known (user_id, username)
     SELECT user_id, username FROM unnest($1::integer[], $2::text[]) AS told (user_id, username) ORDER BY user_id
     ON CONFLICT (user_id) DO UPDATE SET username = excluded.username WHERE NOT known.gone`,
    [[...named.keys()], [...named.values()]],
  );
}

async function prefer(tx: Transaction, { user_id, preferences }: Saved): Promise<void> {
  const { genres, actors, movies, recommendations } = preferences;
  await tx.run(
    `INSERT INTO members AS known (user_id, genres, people, movies, adventure, in_groups)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (user_id) DO UPDATE SET genres = excluded.genres, people = excluded.people, movies = excluded.movies,
       adventure = excluded.adventure, in_groups = excluded.in_groups
     WHERE NOT known.gone`,
    [user_id, genres.map(String), actors, movies, recommendations.adventure ?? null, recommendations.group ?? true],
  );
}
