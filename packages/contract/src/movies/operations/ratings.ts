// Ratings of films.
import { Type } from 'typebox';
import { ById, Message } from '../../fields.ts';
import { operation } from '../../operation.ts';
import { problems } from '../../problem.ts';
import { MovieRef } from '../schemas/movies.ts';
import * as R from '../schemas/reviews.ts';

const ratings = { service: 'movie', group: 'Ratings' } as const;

export const myRating = operation({
  ...ratings,
  id: 'myRating',
  method: 'GET',
  path: '/api/movies/:id/rating',
  aliases: ['GET /movies/:id/rating', 'GET /api/v1/movies/:id/rate'],
  access: 'member',
  budget: 'read',
  summary: 'My rating of a movie',
  params: MovieRef,
  replies: { 200: R.Rating, ...problems(400, 401, 404) },
});

export const rateMovie = operation({
  ...ratings,
  id: 'rateMovie',
  method: 'PUT',
  path: '/api/movies/:id/rating',
  aliases: [
    'POST /api/movies/:id/rating',
    'PUT /movies/:id/rating',
    'POST /movies/:id/rating',
    'PUT /api/v1/movies/:id/rate',
    'POST /api/v1/movies/:id/rate',
    'POST /rate/:id',
  ],
  access: 'member',
  budget: 'write',
  summary: 'Rate a movie, or change my rating',
  description: '201 when it is new, 200 when it changed. A `review` is stored as my review of the movie.',
  params: MovieRef,
  body: R.RatingInput,
  replies: { 200: R.Rating, 201: R.Rating, ...problems(400, 401, 404) },
});

export const takeBackRating = operation({
  ...ratings,
  id: 'takeBackRating',
  method: 'DELETE',
  path: '/api/movies/:id/rating',
  aliases: ['DELETE /movies/:id/rating', 'DELETE /api/v1/movies/:id/rate'],
  access: 'member',
  budget: 'write',
  summary: 'Take my rating back',
  params: MovieRef,
  replies: { 200: Message, ...problems(400, 401, 404) },
});

export const myRatings = operation({
  ...ratings,
  id: 'myRatings',
  method: 'GET',
  path: '/api/user/ratings',
  access: 'member',
  budget: 'read',
  summary: 'My ratings',
  query: R.RatingListQuery,
  replies: { 200: Type.Array(R.RatedMovie), ...problems(400, 401) },
});

export const ratingsOf = operation({
  ...ratings,
  id: 'ratingsOf',
  method: 'GET',
  path: '/api/profile/:id/ratings',
  access: 'public',
  budget: 'read',
  summary: "A person's ratings",
  params: ById,
  query: R.RatingListQuery,
  replies: { 200: Type.Array(R.RatedMovie), ...problems(400, 404) },
  cache: { seconds: 60, tags: ['ratings-of:{id}', 'movies'], for: 'everyone' },
});
