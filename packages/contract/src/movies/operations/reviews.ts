// Reviews of films, and what others say to them.
import { Type } from 'typebox';
import { ById, Message } from '../../fields.ts';
import { operation } from '../../operation.ts';
import { problems } from '../../problem.ts';
import { MovieRef } from '../schemas/movies.ts';
import * as R from '../schemas/reviews.ts';

const reviews = { service: 'movie', group: 'Reviews' } as const;

export const reviewsOfMovie = operation({
  ...reviews,
  id: 'reviewsOfMovie',
  method: 'GET',
  path: '/api/movies/:id/reviews',
  access: 'optional',
  budget: 'read',
  summary: 'Reviews of a movie',
  params: MovieRef,
  query: R.ReviewListQuery,
  replies: { 200: Type.Array(R.Review), ...problems(400, 401, 404) },
  cache: { seconds: 60, tags: ['reviews-of-movie:{id}'], for: 'guests' },
});

export const myReview = operation({
  ...reviews,
  id: 'myReview',
  method: 'GET',
  path: '/api/movies/:id/review',
  access: 'member',
  budget: 'read',
  summary: 'My review of a movie',
  params: MovieRef,
  replies: { 200: R.Review, ...problems(400, 401, 404) },
});

export const writeReview = operation({
  ...reviews,
  id: 'writeReview',
  method: 'POST',
  path: '/api/movies/:id/review',
  aliases: ['POST /movies/:id/review'],
  access: 'member',
  budget: 'write',
  summary: 'Review a movie',
  params: MovieRef,
  body: R.ReviewInput,
  replies: { 201: R.Review, ...problems(400, 401, 404, 409) },
});

export const editReview = operation({
  ...reviews,
  id: 'editReview',
  method: 'PUT',
  path: '/api/movies/:id/review',
  aliases: ['PUT /movies/:id/review'],
  access: 'member',
  budget: 'write',
  summary: 'Edit my review',
  description: 'What is not sent stays as it is.',
  params: MovieRef,
  body: R.ReviewChanges,
  replies: { 200: R.Review, ...problems(400, 401, 404) },
});

export const deleteReview = operation({
  ...reviews,
  id: 'deleteReview',
  method: 'DELETE',
  path: '/api/movies/:id/review',
  aliases: ['DELETE /movies/:id/review'],
  access: 'member',
  budget: 'write',
  summary: 'Delete my review',
  params: MovieRef,
  replies: { 200: Message, ...problems(400, 401, 404) },
});

export const oneReview = operation({
  ...reviews,
  id: 'oneReview',
  method: 'GET',
  path: '/api/reviews/:id',
  access: 'optional',
  budget: 'read',
  summary: 'One review',
  params: ById,
  replies: { 200: R.Review, ...problems(400, 401, 404) },
  cache: { seconds: 60, tags: ['review:{id}'], for: 'guests' },
});

export const latestReviews = operation({
  ...reviews,
  id: 'latestReviews',
  method: 'GET',
  path: '/api/reviews',
  access: 'optional',
  budget: 'read',
  summary: 'Latest reviews',
  query: R.ReviewListQuery,
  replies: { 200: Type.Array(R.Review), ...problems(400, 401) },
  cache: { seconds: 60, tags: ['reviews'], for: 'guests' },
});

export const myReviews = operation({
  ...reviews,
  id: 'myReviews',
  method: 'GET',
  path: '/api/user/reviews',
  access: 'member',
  budget: 'read',
  summary: 'My reviews',
  query: R.ReviewListQuery,
  replies: { 200: Type.Array(R.Review), ...problems(400, 401) },
});

export const reviewsOf = operation({
  ...reviews,
  id: 'reviewsOf',
  method: 'GET',
  path: '/api/profile/:id/reviews',
  access: 'optional',
  budget: 'read',
  summary: "A person's reviews",
  params: ById,
  query: R.ReviewListQuery,
  replies: { 200: Type.Array(R.Review), ...problems(400, 401, 404) },
  cache: { seconds: 60, tags: ['reviews'], for: 'guests' },
});

export const likeReview = operation({
  ...reviews,
  id: 'likeReview',
  method: 'PUT',
  path: '/api/reviews/:id/like',
  access: 'member',
  budget: 'write',
  summary: 'Like a review of someone else',
  params: ById,
  replies: { 200: R.Review, ...problems(400, 401, 403, 404) },
});

export const unlikeReview = operation({
  ...reviews,
  id: 'unlikeReview',
  method: 'DELETE',
  path: '/api/reviews/:id/like',
  access: 'member',
  budget: 'write',
  summary: 'Take a like back',
  params: ById,
  replies: { 200: R.Review, ...problems(400, 401, 404) },
});

export const commentsOf = operation({
  ...reviews,
  id: 'commentsOf',
  method: 'GET',
  path: '/api/reviews/:id/comments',
  access: 'optional',
  budget: 'read',
  summary: 'Comments under a review',
  params: ById,
  query: R.PagedQuery,
  replies: { 200: Type.Array(R.Comment), ...problems(400, 401, 404) },
  cache: { seconds: 60, tags: ['review:{id}'], for: 'guests' },
});

export const writeComment = operation({
  ...reviews,
  id: 'writeComment',
  method: 'POST',
  path: '/api/reviews/:id/comments',
  access: 'member',
  budget: 'write',
  summary: 'Comment on a review',
  params: ById,
  body: R.CommentInput,
  replies: { 201: R.Comment, ...problems(400, 401, 404) },
});

export const deleteComment = operation({
  ...reviews,
  id: 'deleteComment',
  method: 'DELETE',
  path: '/api/comments/:id',
  access: 'member',
  budget: 'write',
  summary: 'Delete a comment (mine, or any for staff)',
  params: ById,
  replies: { 200: Message, ...problems(400, 401, 403, 404) },
});
