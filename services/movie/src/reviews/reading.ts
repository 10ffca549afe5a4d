// One review at a time.
import type { Review } from '@movies/contract';
import type { Caller } from '@movies/service-kit';
import { movieIdOf } from '../catalogue/references.ts';
import type { Context } from '../context.ts';
import { noReviewOfYours, reviewMissing } from './failures.ts';
import { maySee, reviewById, reviewIdOf, shownTo } from './reviews.repository.ts';

export async function oneReview({ database }: Context, id: number, viewer: Caller | undefined): Promise<Review> {
  const review = await reviewById(database, id, viewer?.userId);
  if (!review || !maySee(viewer, review)) throw reviewMissing();
  return shownTo(viewer, review);
}

export async function myReview(context: Context, caller: Caller, ref: number | string): Promise<Review> {
  const { database } = context;
  const id = await reviewIdOf(database, caller.userId, await movieIdOf(context, ref));
  const review = id && (await reviewById(database, id, caller.userId));
  if (!review) throw noReviewOfYours();
  return shownTo(caller, review);
}
