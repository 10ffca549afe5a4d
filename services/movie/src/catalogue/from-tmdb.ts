// What TMDb says is popular and trending. Without it, or while it is away and nothing of it is known, what is so here.
import type { Movie, MovieListQuery } from '@movies/contract';
import { pageOf } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { ALL, MOVIES, movieTag, TMDB } from '../tags.ts';
import { listMovies, type ShownMovies, seenBy, trendingHere } from './browsing.ts';
import { moviesByIds } from './movies.repository.ts';

const SECONDS = 60;
export const LAST_KNOWN = "TMDb can't be reached right now; these are the last known results.";

type Paged = Pick<MovieListQuery, 'page' | 'limit'>;

export async function popularMovies(context: Context, query: Paged, viewer?: number): Promise<ShownMovies> {
  const here = () => listMovies(context, { ...query, sort: 'popularity' }, viewer);
  return fromTmdb(context, 'popular', query, viewer, here);
}

export async function trendingMovies(context: Context, query: Paged, viewer?: number): Promise<ShownMovies> {
  return fromTmdb(context, 'trending', query, viewer, () => trendingHere(context, query, viewer));
}

interface Kept {
  movies: Movie[];
  total: number;
  fresh: boolean;
}

async function fromTmdb(
  { mirror, cache, database }: Context,
  list: 'popular' | 'trending',
  query: Paged,
  viewer: number | undefined,
  here: () => Promise<ShownMovies>,
): Promise<ShownMovies> {
  if (!mirror) return here();
  const page = pageOf(query);
  const tagsOf = ({ movies }: Kept) => [ALL, MOVIES, TMDB, ...movies.map(({ id }) => movieTag(id))];
  const key = `${list} of TMDb ${page.offset}+${page.limit}`;
  const { value, from } = await cache.remember(key, { seconds: SECONDS, tags: tagsOf }, async () => {
    const { ids, ...rest } = await mirror[list](page);
    return { ...rest, movies: await moviesByIds(database, ids) };
  });
  if (value.movies.length === 0 && !value.fresh) return { ...(await here()), note: LAST_KNOWN };
  const shown = { value: await seenBy(database, viewer, value.movies), total: value.total, from, tags: tagsOf(value) };
  return value.fresh ? shown : { ...shown, note: LAST_KNOWN };
}
