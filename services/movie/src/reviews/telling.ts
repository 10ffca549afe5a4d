// What others are told of reviews, and which answers are void then.
import { type ReviewFacts, reviewEdited, reviewRemoved, reviewWritten } from '@movies/contract';
import type { Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { movieTag, REVIEWS, reviewsOfMovieTag, reviewTag } from '../tags.ts';
import type { FoundReview } from './reviews.repository.ts';

type Core = Pick<Context, 'events' | 'cache'>;

export async function tellWritten({ events, cache }: Core, tx: Transaction, review: FoundReview): Promise<void> {
  await events.tell(tx, reviewWritten, `user:${review.user_id}`, factsOf(review));
  tx.afterCommit(() => cache.purge(listsWith(review)));
}

/** One that is out of sight stays so: of that nobody hears. */
export async function tellEdited({ events, cache }: Core, tx: Transaction, review: FoundReview): Promise<void> {
  if (!review.hidden) await events.tell(tx, reviewEdited, `user:${review.user_id}`, factsOf(review));
  tx.afterCommit(() => cache.purge([reviewTag(review.id)]));
}

export async function tellShownAgain({ events, cache }: Core, tx: Transaction, review: FoundReview): Promise<void> {
  await events.tell(tx, reviewEdited, `user:${review.user_id}`, factsOf(review));
  tx.afterCommit(() => cache.purge(listsWith(review)));
}

type Place = Pick<FoundReview, 'id' | 'user_id' | 'movie_id' | 'hidden'>;

/** One that was out of sight is told as removed already. */
export async function tellRemoved({ events, cache }: Core, tx: Transaction, review: Place): Promise<void> {
  const { id: review_id, user_id, movie_id, hidden } = review;
  if (!hidden) await events.tell(tx, reviewRemoved, `user:${user_id}`, { review_id, user_id, movie_id });
  tx.afterCommit(() => cache.purge(listsWith(review)));
}

function factsOf(review: FoundReview): ReviewFacts {
  const {
    id: review_id,
    user_id,
    username,
    movie_id,
    movie_title,
    title,
    rating,
    contains_spoilers,
    created_at,
  } = review;
  return { review_id, user_id, username, movie_id, movie_title, title, rating, contains_spoilers, created_at };
}

function listsWith({ id, movie_id }: Pick<Place, 'id' | 'movie_id'>): string[] {
  return [movieTag(movie_id), REVIEWS, reviewsOfMovieTag(movie_id), reviewTag(id)];
}
