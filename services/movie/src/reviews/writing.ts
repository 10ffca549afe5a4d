// What members write of films.
import type { Review, ReviewChanges, ReviewInput } from '@movies/contract';
import type { Caller, Transaction } from '@movies/service-kit';
import { movieMissing } from '../catalogue/failures.ts';
import { movieIdOf } from '../catalogue/references.ts';
import type { Context } from '../context.ts';
import { holdAuthor } from '../members/authors.ts';
import { setRating } from '../ratings/setting.ts';
import { noReviewOfYours, reviewExists } from './failures.ts';
import {
  deleteReviewOf,
  type FoundReview,
  insertReview,
  reviewById,
  reviewIdOf,
  shownTo,
  updateReview,
} from './reviews.repository.ts';
import { tellEdited, tellRemoved, tellWritten } from './telling.ts';

type Ref = number | string;

export async function writeReview(context: Context, caller: Caller, ref: Ref, input: ReviewInput): Promise<Review> {
  const movieId = await movieIdOf(context, ref);
  return context.database.transaction(async (tx) => {
    await holdAuthor(tx, caller);
    await rateToo(context, tx, caller, movieId, input);
    if (await reviewIdOf(tx, caller.userId, movieId)) throw reviewExists();
    return shownTo(caller, await addReview(context, tx, caller, movieId, input));
  });
}

export async function editReview(context: Context, caller: Caller, ref: Ref, changes: ReviewChanges): Promise<Review> {
  const movieId = await movieIdOf(context, ref);
  return context.database.transaction(async (tx) => {
    await holdAuthor(tx, caller);
    const id = await reviewIdOf(tx, caller.userId, movieId);
    if (id === undefined) throw noReviewOfYours();
    await rateToo(context, tx, caller, movieId, changes);
    return shownTo(caller, await changeReview(context, tx, caller, id, changes));
  });
}

/** The text that came with a rating. For whoever holds the author; answers the id of the review. */
export async function storeReviewText(
  context: Context,
  tx: Transaction,
  caller: Caller,
  movieId: number,
  review: string,
): Promise<number> {
  const known = await reviewIdOf(tx, caller.userId, movieId);
  if (known === undefined) return (await addReview(context, tx, caller, movieId, { review })).id;
  await changeReview(context, tx, caller, known, { review });
  return known;
}

export async function deleteReview(context: Context, caller: Caller, ref: Ref): Promise<void> {
  const movieId = await movieIdOf(context, ref);
  await context.database.transaction(async (tx) => {
    await holdAuthor(tx, caller);
    const removed = await deleteReviewOf(tx, caller.userId, movieId);
    if (!removed) throw noReviewOfYours();
    await tellRemoved(context, tx, { ...removed, user_id: caller.userId, movie_id: movieId });
  });
}

async function rateToo(
  context: Context,
  tx: Transaction,
  { userId }: Caller,
  movieId: number,
  { rating }: { rating?: number },
): Promise<void> {
  if (rating !== undefined) await setRating(context, tx, { userId, movieId, rating });
}

async function addReview(
  context: Context,
  tx: Transaction,
  { userId }: Caller,
  movieId: number,
  input: ReviewInput,
): Promise<FoundReview> {
  const id = await insertReview(tx, userId, movieId, input);
  const review = id && (await reviewById(tx, id, userId));
  if (!review) throw movieMissing();
  await tellWritten(context, tx, review);
  return review;
}

async function changeReview(
  context: Context,
  tx: Transaction,
  { userId }: Caller,
  id: number,
  changes: ReviewChanges,
): Promise<FoundReview> {
  const isChanged = await updateReview(tx, id, changes);
  const review = await reviewById(tx, id, userId);
  // With its film, a moment ago.
  if (!review) throw noReviewOfYours();
  if (isChanged) await tellEdited(context, tx, review);
  return review;
}
