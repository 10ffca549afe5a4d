// Reviews as they are listed: of a film, of a person, of all. What moderators took out of sight is only listed to who
// wrote it and to staff, and only under the person's name.
import type { Review, ReviewListQuery } from '@movies/contract';
import { type Caller, pageOf } from '@movies/service-kit';
import { movieIdOf } from '../catalogue/references.ts';
import type { Context } from '../context.ts';
import { refuseGone, seesHidden } from '../members/people.ts';
import { ALL, LIKES, MOVIES, RATINGS, REVIEWS, reviewsOfMovieTag, reviewTag } from '../tags.ts';
import { cursorOf, placeOf } from './cursor.ts';
import {
  countReviews,
  countReviewsOfMovie,
  pageOfReviews,
  type ReviewInList,
  type Scope,
} from './review-lists.repository.ts';
import { shownTo } from './reviews.repository.ts';

export interface ReviewList {
  reviews: Review[];
  /** Where the list goes on, if it does. */
  next: string | undefined;
  /** How many there are; not counted for who goes on from a cursor. */
  total: number | undefined;
  /** What a kept answer depends on. */
  tags: string[];
}

type Viewer = Caller | undefined;

export async function reviewsOfMovie(
  context: Context,
  ref: number | string,
  query: ReviewListQuery,
  viewer: Viewer,
): Promise<ReviewList> {
  const movieId = await movieIdOf(context, ref);
  const count = () => countReviewsOfMovie(context.database, movieId);
  return list(context, { movieId }, query, viewer, count);
}

export async function latestReviews(context: Context, query: ReviewListQuery, viewer: Viewer): Promise<ReviewList> {
  return list(context, {}, query, viewer, () => countAll(context));
}

export async function reviewsOf(
  context: Context,
  userId: number,
  query: ReviewListQuery,
  viewer: Viewer,
): Promise<ReviewList> {
  await refuseGone(context.database, userId);
  const scope = { userId, withHidden: seesHidden(viewer, userId) };
  return list(context, scope, query, viewer, () => countReviews(context.database, scope));
}

/** Counting all would cost far more than a page of them. */
async function countAll({ database, cache }: Context): Promise<number> {
  const keep = { seconds: 600, tags: [ALL, REVIEWS] };
  return (await cache.remember('count-of-reviews', keep, () => countReviews(database, {}))).value;
}

async function list(
  { database }: Context,
  scope: Scope,
  query: ReviewListQuery,
  viewer: Viewer,
  count: () => Promise<number>,
): Promise<ReviewList> {
  const { sort = 'newest', cursor } = query;
  const { limit, offset } = pageOf(query);
  const from = cursor === undefined ? { offset } : placeOf(sort, cursor);
  const total = cursor === undefined ? await count() : undefined;
  const isBeyond = total !== undefined && offset >= total;
  const page = { sort, limit: limit + 1, from, viewerId: viewer?.userId };
  const found = isBeyond ? [] : await pageOfReviews(database, scope, page);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    reviews: shown.map(({ value: _, ...review }) => shownTo(viewer, review)),
    next: last && cursorOf(sort, last),
    total,
    tags: [...tagsOf(scope, sort), ...shown.map(({ id }: ReviewInList) => reviewTag(id))],
  };
}

function tagsOf({ movieId }: Scope, sort: string): string[] {
  const which = movieId === undefined ? REVIEWS : reviewsOfMovieTag(movieId);
  // The titles of the films stand in it.
  const usual = [ALL, MOVIES, which];
  if (sort === 'likes') return [...usual, LIKES];
  return sort === 'rating' ? [...usual, RATINGS] : usual;
}
