// Films as they are shown: kept for everyone alike; what a member has done with them is added for each member.
import type { Genre, Movie, MovieInFull, MovieListQuery } from '@movies/contract';
import { AppError, pageOf, type Remembered } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { ALL, GENRES, MOVIES, movieTag, RATINGS } from '../tags.ts';
import { movieMissing } from './failures.ts';
import { dependsOnRatings, type Filters, filtersIn } from './filters.ts';
import { listGenres } from './genres.repository.ts';
import { countFilms, idsInOrder, type Page, trendingIds } from './listing.repository.ts';
import { movieInFull, moviesByIds, withMine } from './movies.repository.ts';
import { movieIdOf, referenceOf } from './references.ts';

const SECONDS = 60;
/** To count takes the longer the more there are, and what changes a count purges it. */
const COUNT_SECONDS = 60 * SECONDS;

export interface Shown<T> {
  value: T;
  from: Remembered<T>['from'];
  /** What the answer depends on. */
  tags: string[];
}
export interface ShownMovies extends Shown<Movie[]> {
  total: number;
  /** What else there is to say of these results. */
  note?: string;
}

type Paged = Pick<MovieListQuery, 'page' | 'limit'>;

export async function listMovies(context: Context, query: MovieListQuery, viewer?: number): Promise<ShownMovies> {
  const { sort = 'popularity', order = sort === 'title' ? 'asc' : 'desc' } = query;
  const isByRatings = dependsOnRatings(query) || sort === 'rating' || sort === 'rating_count';
  const list: List = {
    key: keyOf('list', { ...filtersIn(query), sort, order }),
    tags: isByRatings ? [RATINGS] : [],
    count: () => counted(context, query),
    idsOn: (page) => idsInOrder(context.database, { ...query, sort, order }, page),
  };
  return showPage(context, list, query, viewer);
}

export async function trendingHere(context: Context, query: Paged, viewer?: number): Promise<ShownMovies> {
  const list: List = {
    key: 'trending',
    tags: [],
    count: () => counted(context, {}),
    idsOn: (page) => trendingIds(context.database, page),
  };
  return showPage(context, list, query, viewer);
}

/** Counted once for all the pages of a list, in whatever order. */
function counted({ database, cache }: Context, query: Filters): Promise<Remembered<number>> {
  const filters = filtersIn(query);
  const tags = [ALL, MOVIES, ...(dependsOnRatings(filters) ? [RATINGS] : [])];
  return cache.remember(keyOf('count', filters), { seconds: COUNT_SECONDS, tags }, () => countFilms(database, filters));
}

interface List {
  key: string;
  tags: string[];
  count: () => Promise<Remembered<number>>;
  idsOn: (page: Page) => Promise<number[]>;
}

/** Before a page as far as this, it is worth to count how far there are any: to skip so many takes its time. */
const FAR = 1_000;

export async function showPage(
  { database, cache }: Context,
  { key, tags, count, idsOn }: List,
  query: Paged,
  viewer: number | undefined,
): Promise<ShownMovies> {
  const page = pageOf(query);
  const tagsWith = (movies: Movie[]) => [ALL, MOVIES, ...tags, ...movies.map(({ id }) => movieTag(id))];
  const load = () =>
    cache.remember(`${key} ${page.offset}+${page.limit}`, { seconds: SECONDS, tags: tagsWith }, async () =>
      moviesByIds(database, await idsOn(page)),
    );
  const total = page.offset > FAR ? await count() : undefined;
  if (total && page.offset >= total.value)
    return { value: [], total: total.value, from: total.from, tags: tagsWith([]) };
  // At once, so that with the database away one wait is enough.
  const [counted, found] = await Promise.all([total ?? count(), load()]);
  return {
    value: found.from === 'stale cache' ? found.value : await seenBy(database, viewer, found.value),
    total: counted.value,
    from: found.from,
    tags: tagsWith(found.value),
  };
}

export async function showMovie(context: Context, ref: number | string, viewer?: number): Promise<Shown<MovieInFull>> {
  const { database, cache } = context;
  const tagsOf = ({ id }: MovieInFull) => [ALL, movieTag(id)];
  const { value, from } = await cache.remember(
    `movie ${JSON.stringify(referenceOf(ref))}`,
    { seconds: SECONDS, tags: tagsOf },
    async () => {
      const id = await movieIdOf(context, ref);
      await context.mirror?.complete(id);
      const found = await movieInFull(database, id);
      if (!found) throw movieMissing();
      return found;
    },
  );
  const [seen = value] = from === 'stale cache' ? [value] : await seenBy(database, viewer, [value]);
  return { value: seen, from, tags: tagsOf(value) };
}

export async function showGenres({ database, cache }: Context): Promise<Shown<Genre[]>> {
  const tags = [ALL, GENRES];
  return { ...(await cache.remember('genres', { seconds: 5 * SECONDS, tags }, () => listGenres(database))), tags };
}

/** While the database is away, films are shown without what the member has done with them. */
export async function seenBy<M extends Movie>(
  database: Context['database'],
  viewer: number | undefined,
  movies: M[],
): Promise<M[]> {
  return withMine(database, viewer, movies).catch((error) => {
    if (error instanceof AppError && error.kind === 'unavailable') return movies;
    throw error;
  });
}

export function keyOf(what: string, of: object): string {
  return `${what} ${JSON.stringify(of, Object.keys(of).sort())}`;
}
