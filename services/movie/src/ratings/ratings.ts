// What members think a film is worth.
import type { Rating, RatingInput } from '@movies/contract';
import type { Caller } from '@movies/service-kit';
import { movieIdOf } from '../catalogue/references.ts';
import type { Context } from '../context.ts';
import { holdAuthor } from '../members/authors.ts';
import { storeReviewText } from '../reviews/writing.ts';
import { ratingMissing } from './failures.ts';
import { ratingOf } from './ratings.repository.ts';
import { setRating, unsetRating } from './setting.ts';

type Ref = number | string;

export async function myRating(context: Context, { userId }: Caller, ref: Ref): Promise<Rating> {
  const rating = await ratingOf(context.database, userId, await movieIdOf(context, ref));
  if (!rating) throw ratingMissing();
  return rating;
}

export async function rate(context: Context, caller: Caller, ref: Ref, { rating, review }: RatingInput) {
  const movieId = await movieIdOf(context, ref);
  return context.database.transaction(async (tx) => {
    await holdAuthor(tx, caller);
    const set = await setRating(context, tx, { userId: caller.userId, movieId, rating });
    const { previous, reviewed: _, ...answered } = set;
    const isNew = previous === null;
    if (review === undefined) return { isNew, rating: answered };
    const review_id = await storeReviewText(context, tx, caller, movieId, review);
    return { isNew, rating: { ...answered, review_id } };
  });
}

export async function takeBack(context: Context, caller: Caller, ref: Ref): Promise<void> {
  const movieId = await movieIdOf(context, ref);
  await context.database.transaction(async (tx) => {
    await holdAuthor(tx, caller);
    if (!(await unsetRating(context, tx, caller.userId, movieId))) throw ratingMissing();
  });
}
