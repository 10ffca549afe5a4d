// Takes a film away, with all that members have said of it.
import { movieDeleted } from '@movies/contract';
import { deleteInBatches, type Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { ALL } from '../tags.ts';

/** Any number of rows may hang on a film, more than one statement has the time to delete. */
const HANGING = ['movie_ratings', 'movie_reviews', 'user_movie_interactions'];

export async function removeFilm(
  { events, cache }: Pick<Context, 'events' | 'cache'>,
  tx: Transaction,
  id: number,
): Promise<void> {
  // From here on nobody can hang anything more on it.
  await tx.rows('SELECT FROM movies WHERE id = $1 FOR UPDATE', [id]);
  for (const table of HANGING) await deleteInBatches(tx, table, 'movie_id = $1', [id]);
  await tx.run('DELETE FROM movies WHERE id = $1', [id]);
  await events.tell(tx, movieDeleted, `movie:${id}`, { movie_id: id });
  // Its reviews stand on answers that nobody can list here.
  tx.afterCommit(() => cache.purge([ALL]));
}
