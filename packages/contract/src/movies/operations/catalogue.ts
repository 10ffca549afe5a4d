// Films: finding them, and keeping them.
import { Type } from 'typebox';
import { Message } from '../../fields.ts';
import { operation } from '../../operation.ts';
import { problems } from '../../problem.ts';
import { ServiceBroken, ServiceStatus } from '../../status.ts';
import * as S from '../schemas/movies.ts';

const catalogue = { service: 'movie', group: 'Movies' } as const;

export const movieStatus = operation({
  ...catalogue,
  id: 'movieStatus',
  method: 'GET',
  path: '/api/movies/status',
  access: 'public',
  budget: 'read',
  summary: 'Status of the movie service',
  replies: { 200: ServiceStatus, 500: ServiceBroken },
});

export const listMovies = operation({
  ...catalogue,
  id: 'listMovies',
  method: 'GET',
  path: '/api/movies',
  aliases: ['GET /api/v1/movies'],
  access: 'optional',
  budget: 'read',
  summary: 'List movies',
  query: S.MovieListQuery,
  replies: { 200: Type.Array(S.Movie), ...problems(400, 401) },
  cache: { seconds: 60, tags: ['movies'], for: 'guests' },
});

export const popularMovies = operation({
  ...catalogue,
  id: 'popularMovies',
  method: 'GET',
  path: '/api/movies/popular',
  aliases: ['GET /movies/popular'],
  access: 'optional',
  budget: 'read',
  summary: 'Popular movies',
  query: S.PagedMovies,
  replies: { 200: S.Results, ...problems(400, 401) },
  cache: { seconds: 60, tags: ['movies'], for: 'guests' },
});

export const trendingMovies = operation({
  ...catalogue,
  id: 'trendingMovies',
  method: 'GET',
  path: '/api/movies/trending',
  access: 'optional',
  budget: 'read',
  summary: 'What people watch and rate these days',
  query: S.PagedMovies,
  replies: { 200: S.Results, ...problems(400, 401) },
  cache: { seconds: 60, tags: ['movies'], for: 'guests' },
});

export const searchMovies = operation({
  ...catalogue,
  id: 'searchMovies',
  method: 'GET',
  path: '/api/movies/search',
  aliases: ['GET /movies/search', 'GET /api/v1/movies/search'],
  access: 'optional',
  budget: 'read',
  summary: 'Search movies',
  description: 'Forgives accents, case and typing slips; the best match comes first.',
  query: S.MovieSearchQuery,
  replies: { 200: S.Results, ...problems(400, 401) },
  cache: { seconds: 60, tags: ['movies'], for: 'guests' },
});

export const listGenres = operation({
  ...catalogue,
  id: 'listGenres',
  method: 'GET',
  path: '/api/movies/genres',
  aliases: ['GET /api/v1/movies/genres'],
  access: 'public',
  budget: 'read',
  summary: 'Genres',
  replies: { 200: Type.Array(S.Genre) },
  cache: { seconds: 300, tags: ['genres'], for: 'everyone' },
});

export const getMovie = operation({
  ...catalogue,
  id: 'getMovie',
  method: 'GET',
  path: '/api/movies/:id',
  aliases: ['GET /movies/:id', 'GET /api/v1/movies/:id'],
  access: 'optional',
  budget: 'read',
  summary: 'One movie',
  params: S.MovieRef,
  replies: { 200: S.MovieInFull, ...problems(400, 401, 404) },
  cache: { seconds: 60, tags: ['movie:{id}'], for: 'guests' },
  deadlineMs: 5_000,
});

export const createMovie = operation({
  ...catalogue,
  id: 'createMovie',
  method: 'POST',
  path: '/api/movies',
  access: 'member',
  budget: 'write',
  summary: 'Add a movie',
  body: S.NewMovie,
  replies: { 201: S.MovieCreated, ...problems(400, 401, 409) },
});

export const updateMovie = operation({
  ...catalogue,
  id: 'updateMovie',
  method: 'PUT',
  path: '/api/movies/:id',
  access: 'member',
  budget: 'write',
  summary: 'Change a movie (who added it, and staff)',
  description: 'What is not sent stays as it is.',
  params: S.MovieRef,
  body: S.MovieChanges,
  replies: { 200: Message, ...problems(400, 401, 403, 404, 409) },
});

export const deleteMovie = operation({
  ...catalogue,
  id: 'deleteMovie',
  method: 'DELETE',
  path: '/api/movies/:id',
  access: 'member',
  budget: 'write',
  summary: 'Delete a movie (who added it, and staff)',
  params: S.MovieRef,
  replies: { 200: Message, ...problems(400, 401, 403, 404) },
});

export const clearMovieCache = operation({
  ...catalogue,
  id: 'clearMovieCache',
  method: 'DELETE',
  path: '/api/movies/cache/clear',
  access: 'staff',
  budget: 'write',
  summary: 'Clear the cache',
  replies: { 200: Message, ...problems(401, 403) },
});
