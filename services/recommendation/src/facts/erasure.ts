// Removes all that is here of a member who left. The number stays, so that nothing of them comes after.
import { deleteInBatches, type Transaction } from '@movies/service-kit';
import { countChanges } from './activity.ts';
import { removeRatingsOf } from './opinions.repository.ts';

const OWN = ['interactions', 'dismissals', 'predictions', 'candidates', 'forecasts'];

export async function erase(tx: Transaction, userId: number): Promise<void> {
  await holdOpinions(tx);
  await tx.run(
    `INSERT INTO members (user_id, gone) VALUES ($1, true)
     ON CONFLICT (user_id) DO UPDATE SET username = '', genres = '{}', people = '{}', movies = '{}', adventure = NULL,
       in_groups = false, gone = true`,
    [userId],
  );
  await removeRatingsOf(tx, userId);
  for (const table of OWN) await deleteInBatches(tx, table, 'user_id = $1', [userId]);
  await countChanges(tx, 1);
  await tx.run('UPDATE training_runs SET requested_by = NULL WHERE requested_by = $1', [userId]);
}

/** Who keeps opinions sees who has left, and who removes a member sees all that was kept. */
export async function holdOpinions(tx: Transaction): Promise<void> {
  await tx.rows(`SELECT pg_advisory_xact_lock(hashtext('recommendation opinions'))`);
}
