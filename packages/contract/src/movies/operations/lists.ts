// Favourites, watchlist and watched films.
import { type TSchema, Type } from 'typebox';
import { Message } from '../../fields.ts';
import { operation } from '../../operation.ts';
import { problems } from '../../problem.ts';
import * as L from '../schemas/lists.ts';
import { MovieRef, PagedMovies } from '../schemas/movies.ts';

const lists = { service: 'movie', group: 'Lists', access: 'member' } as const;

interface Naming<Query extends TSchema, Body extends TSchema> {
  ids: { list: string; add: string; remove: string };
  path: string;
  aliases?: string[];
  what: string;
  query: Query;
  body: Body;
}

/** The same three operations for every list. */
function listOperations<Query extends TSchema, Body extends TSchema>(naming: Naming<Query, Body>) {
  const { ids, path, aliases = [], what, query, body } = naming;
  const under = (method: string, rest = '') => aliases.map((alias) => `${method} ${alias}${rest}`);
  return [
    operation({
      ...lists,
      id: ids.list,
      method: 'GET',
      path,
      aliases: under('GET'),
      budget: 'read',
      summary: `My ${what}, newest first`,
      query,
      replies: { 200: Type.Array(L.ListedMovie), ...problems(400, 401) },
    }),
    operation({
      ...lists,
      id: ids.add,
      method: 'POST',
      path,
      aliases: under('POST'),
      budget: 'write',
      summary: `Add to my ${what}`,
      description: '201 when it is new there, 200 when it was there.',
      body,
      replies: { 200: L.ListedMovie, 201: L.ListedMovie, ...problems(400, 401, 404) },
    }),
    operation({
      ...lists,
      id: ids.remove,
      method: 'DELETE',
      path: `${path}/:id`,
      aliases: under('DELETE', '/:id'),
      budget: 'write',
      summary: `Take from my ${what}`,
      params: MovieRef,
      replies: { 200: Message, ...problems(400, 401, 404) },
    }),
  ] as const;
}

export const [myFavorites, addFavorite, removeFavorite] = listOperations({
  ids: { list: 'myFavorites', add: 'addFavorite', remove: 'removeFavorite' },
  path: '/api/movies/favorites',
  aliases: ['/api/v1/movies/favorites'],
  what: 'favourites',
  query: PagedMovies,
  body: L.MovieToList,
});

export const [myWatchlist, addToWatchlist, removeFromWatchlist] = listOperations({
  ids: { list: 'myWatchlist', add: 'addToWatchlist', remove: 'removeFromWatchlist' },
  path: '/api/movies/watchlist',
  aliases: ['/api/v1/movies/watchlist'],
  what: 'watchlist',
  query: PagedMovies,
  body: L.MovieToList,
});

export const [myWatched, addWatched, removeWatched] = listOperations({
  ids: { list: 'myWatched', add: 'addWatched', remove: 'removeWatched' },
  path: '/api/movies/watched',
  what: 'watched films',
  query: L.DiaryQuery,
  body: L.WatchedMovie,
});
