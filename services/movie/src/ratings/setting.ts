// Sets and takes back a rating, with all that hangs on it: films are ordered by it, other services follow it.
import { ratingRemoved, ratingSet } from '@movies/contract';
import type { Transaction } from '@movies/service-kit';
import { movieMissing } from '../catalogue/failures.ts';
import type { Context } from '../context.ts';
import { movieTag, RATINGS, ratingsOfTag, reviewTag } from '../tags.ts';
import { removeRating, type WrittenRating, writeRating } from './ratings.repository.ts';

type Core = Pick<Context, 'events' | 'cache'>;

/** For whoever holds the author. */
export async function setRating(
  { events, cache }: Core,
  tx: Transaction,
  { userId, movieId, rating }: { userId: number; movieId: number; rating: number },
): Promise<WrittenRating> {
  const written = await writeRating(tx, userId, movieId, rating);
  if (!written) throw movieMissing();
  const { previous, updated_at: rated_at, reviewed } = written;
  if (previous === rating) return written;
  const told = { user_id: userId, movie_id: movieId, rating, previous, rated_at };
  await events.tell(tx, ratingSet, `user:${userId}`, told);
  tx.afterCommit(() => cache.purge(tagsOf(userId, movieId, reviewed)));
  return written;
}

/** False where there is none. */
export async function unsetRating(
  { events, cache }: Core,
  tx: Transaction,
  userId: number,
  movieId: number,
): Promise<boolean> {
  const removed = await removeRating(tx, userId, movieId);
  if (!removed) return false;
  await events.tell(tx, ratingRemoved, `user:${userId}`, { user_id: userId, movie_id: movieId });
  tx.afterCommit(() => cache.purge(tagsOf(userId, movieId, removed.reviewed)));
  return true;
}

function tagsOf(userId: number, movieId: number, reviewId: number | null): string[] {
  const review = reviewId === null ? [] : [reviewTag(reviewId)];
  return [movieTag(movieId), RATINGS, ratingsOfTag(userId), ...review];
}
