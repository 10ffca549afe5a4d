// What can go wrong with reviews, and with what is said to them.
import { AppError, invalidField } from '@movies/service-kit';

export const reviewMissing = () => new AppError('missing', 'review_not_found', 'There is no such review.');
export const noReviewOfYours = () => new AppError('missing', 'review_not_found', 'You have not reviewed this movie.');
export const reviewExists = () =>
  new AppError('conflict', 'review_exists', 'You have reviewed this movie already: edit your review instead.');
export const ownReview = (doing: string) =>
  new AppError('forbidden', 'own_review', `You can't ${doing} your own review.`);
export const commentMissing = () => new AppError('missing', 'comment_not_found', 'There is no such comment.');
export const notYourComment = () =>
  new AppError('forbidden', 'not_yours', 'Only who wrote this comment, and staff, may delete it.');
export const wrongCursor = () =>
  invalidField('invalid_cursor', 'cursor', 'is not one that a list with this order has given');
