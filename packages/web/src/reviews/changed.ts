import { getMovie, latestReviews, myReview, myReviews, oneReview, reviewsOf, reviewsOfMovie } from '@movies/contract';
import { outdate } from '../api/hooks.ts';

/** A review was written, changed or deleted: every list of them is another now. */
export function outdateReviews(): Promise<unknown> {
  return outdate(getMovie, myReview, myReviews, reviewsOfMovie, reviewsOf, latestReviews, oneReview);
}
