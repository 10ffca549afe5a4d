// Films someone does not want to be shown, until they change their mind.
import { AppError, type Caller } from '@movies/service-kit';
import type { Context } from '../../context.ts';
import { holdMember } from '../../facts/members.ts';
import { filmOf, movieMissing } from '../shown/finding.ts';

/** Answers whether it is new. */
export async function dismiss({ database }: Context, caller: Caller, ref: number | string): Promise<boolean> {
  const { id } = await filmOf(database, ref);
  return database.transaction(async (tx) => {
    await holdMember(tx, caller);
    // So that the film is still there when it is dismissed.
    if (!(await tx.row('SELECT FROM movies WHERE id = $1 FOR KEY SHARE', [id]))) throw movieMissing();
    const added = await tx.run('INSERT INTO dismissals (user_id, movie_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      caller.userId,
      id,
    ]);
    return added === 1;
  });
}

export async function undismiss({ database }: Context, caller: Caller, ref: number | string): Promise<void> {
  const { id } = await filmOf(database, ref);
  const removed = await database.run('DELETE FROM dismissals WHERE user_id = $1 AND movie_id = $2', [
    caller.userId,
    id,
  ]);
  if (removed === 0) throw new AppError('missing', 'not_dismissed', 'You have not dismissed this movie.');
}
