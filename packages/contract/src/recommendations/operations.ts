// Recommendations: for one person, for several, and how they are made.
import { Type } from 'typebox';
import { Message, Paging } from '../fields.ts';
import { MovieRef } from '../movies/schemas/movies.ts';
import { operation } from '../operation.ts';
import { problems } from '../problem.ts';
import { ServiceBroken, ServiceStatus } from '../status.ts';
import * as S from './schemas.ts';

const recommendations = { service: 'recommendation', group: 'Recommendations' } as const;

export const recommendationStatus = operation({
  ...recommendations,
  id: 'recommendationStatus',
  method: 'GET',
  path: '/api/recommendations/status',
  access: 'public',
  budget: 'read',
  summary: 'Status of the recommendation service',
  replies: { 200: ServiceStatus, 500: ServiceBroken },
});

export const recommendedForMe = operation({
  ...recommendations,
  id: 'recommendedForMe',
  method: 'GET',
  path: '/api/user/recommendations',
  aliases: ['GET /recommendations', 'GET /api/recommendations'],
  access: 'member',
  budget: 'read',
  summary: 'Recommended for me, and why',
  description:
    'What I rated a moment ago counts already. `X-Degraded: popular` says that only what is popular can be given.',
  query: S.ForMeQuery,
  replies: { 200: Type.Array(S.Recommendation), ...problems(400, 401) },
  deadlineMs: 300,
  standIn: 'popular',
});

export const similarMovies = operation({
  ...recommendations,
  id: 'similarMovies',
  method: 'GET',
  path: '/api/movies/:id/recommendations',
  aliases: ['GET /api/movies/:id/similar'],
  access: 'public',
  budget: 'read',
  summary: 'Similar movies',
  params: MovieRef,
  query: S.SimilarQuery,
  replies: { 200: Type.Array(S.Recommendation), ...problems(400, 404) },
  cache: { seconds: 300, tags: ['similar', 'movie:{id}'], for: 'everyone' },
});

export const myPrediction = operation({
  ...recommendations,
  id: 'myPrediction',
  method: 'GET',
  path: '/api/movies/:id/prediction',
  access: 'member',
  budget: 'read',
  summary: 'How I would probably rate a movie',
  params: MovieRef,
  replies: { 200: S.Prediction, ...problems(400, 401, 404) },
});

export const recommendedForGroup = operation({
  ...recommendations,
  id: 'recommendedForGroup',
  method: 'POST',
  path: '/api/recommendations/group',
  access: 'member',
  budget: 'heavy',
  summary: 'Movies for a group of people to see together',
  description: 'I am one of the two to ten. Who does not want that says so in their preferences; 403 names them.',
  body: S.GroupRequest,
  replies: { 200: Type.Array(S.GroupRecommendation), ...problems(400, 401, 403) },
});

export const myScorecard = operation({
  ...recommendations,
  id: 'myScorecard',
  method: 'GET',
  path: '/api/user/recommendations/scorecard',
  access: 'member',
  budget: 'read',
  summary: 'How well my ratings were predicted',
  replies: { 200: S.Scorecard, ...problems(401) },
});

export const dismissMovie = operation({
  ...recommendations,
  id: 'dismissMovie',
  method: 'PUT',
  path: '/api/movies/:id/dismissal',
  access: 'member',
  budget: 'write',
  summary: 'Not interested in a movie',
  params: MovieRef,
  replies: { 200: Message, 201: Message, ...problems(400, 401, 404) },
});

export const undismissMovie = operation({
  ...recommendations,
  id: 'undismissMovie',
  method: 'DELETE',
  path: '/api/movies/:id/dismissal',
  access: 'member',
  budget: 'write',
  summary: 'Interested after all',
  params: MovieRef,
  replies: { 200: Message, ...problems(400, 401, 404) },
});

export const train = operation({
  ...recommendations,
  id: 'train',
  method: 'POST',
  path: '/api/admin/recommendations/train',
  access: 'staff',
  budget: 'heavy',
  summary: 'Train a new model now',
  body: S.TrainRequest,
  replies: { 202: S.TrainingRun, ...problems(400, 401, 403, 409) },
});

export const trainingRuns = operation({
  ...recommendations,
  id: 'trainingRuns',
  method: 'GET',
  path: '/api/admin/recommendations/runs',
  access: 'staff',
  budget: 'read',
  summary: 'Training runs and their measured quality, newest first',
  query: Type.Object(Paging),
  replies: { 200: Type.Array(S.TrainingRun), ...problems(400, 401, 403) },
});
