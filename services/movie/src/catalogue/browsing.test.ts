import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as contract from '@movies/contract';
import { statementsOf } from '../testing/statements.ts';
import { aFilm, type MovieUnderTest, newFilm, startMovieForTest } from '../testing.ts';
import { findTrends } from './trends.ts';

let movie: MovieUnderTest;

beforeAll(async () => {
  movie = await startMovieForTest();
});
afterAll(() => movie.stop());

const CACHE = 'Results retrieved from cache';
const DATABASE = 'Results retrieved from database';
const { popularMovies, trendingMovies, searchMovies, listMovies, getMovie, listGenres } = contract;

type Asked = { token?: string | undefined; query?: object };
async function results(operation: typeof popularMovies | typeof searchMovies, asked: Asked = {}) {
  const { status, body, headers } = await movie.api(operation as typeof searchMovies, asked);
  expect(status).toBe(200);
  const { message, data } = body as contract.Results;
  return { message, titles: data.map(({ title }) => title), data, headers };
}

async function rate(userId: number, movieId: number, rating: number): Promise<void> {
  const text = 'INSERT INTO movie_ratings (user_id, movie_id, rating) VALUES ($1, $2, $3)';
  await movie.context.database.run(text, [userId, movieId, rating]);
}

describe('results', () => {
  test.each([
    ['popular', popularMovies, {}],
    ['trending', trendingMovies, {}],
    ['searched for', searchMovies, { q: 'kept' }],
    ['searched for in vain', searchMovies, { q: 'nothing is called so' }],
  ] as const)('say where they come from: %s', async (_, operation, query) => {
    await newFilm(movie, { title: 'Kept' });
    const first = await results(operation, { query });
    expect([first.message, first.headers.get('cache-control')]).toEqual([DATABASE, 'no-store']);
    const second = await results(operation, { query });
    expect(second.message).toBe(CACHE);
    expect(second.headers.get('cache-control')).not.toBe('no-store');
    expect(second.data).toEqual(first.data);
    expect((await results(operation, { query, token: movie.newMember().token })).message).toBe(CACHE);
    await movie.api(contract.clearMovieCache, { token: movie.newMember('staff').token });
    expect((await results(operation, { query })).message).toBe(DATABASE);
  });

  test('that are trending come before those that are popular', async () => {
    const { database, cache } = movie.context;
    await database.run(`INSERT INTO movies (title, popularity) VALUES ('Popular', 1000), ('Less so', 900)`);
    const [once, often] = [await newFilm(movie, { title: 'Seen once' }), await newFilm(movie, { title: 'Seen often' })];
    await rate(901, once, 3);
    await rate(902, often, 1);
    await rate(903, often, 5);
    await findTrends(database, cache);
    const { titles, data } = await results(trendingMovies);
    expect(titles.slice(0, 4)).toEqual(['Seen often', 'Seen once', 'Popular', 'Less so']);
    expect(new Set(data.map(({ id }) => id)).size).toBe(data.length);
    expect((await results(trendingMovies, { query: { limit: 2, page: 2 } })).titles).toEqual(['Popular', 'Less so']);
    expect((await results(popularMovies)).titles.slice(0, 2)).toEqual(['Popular', 'Less so']);
  });

  test('have pages', async () => {
    const { data, headers } = await results(popularMovies, { query: { page: 1_000_000, limit: 100 } });
    expect([data, headers.get('x-page')]).toEqual([[], '1000000']);
    expect(Number(headers.get('x-total-count'))).toBeGreaterThan(0);
  });
});

describe('what is kept', () => {
  test('is told to the gateway by its tags, unless it is for a member', async () => {
    const id = await newFilm(movie, { title: 'Tagged' });
    const tags = async (token?: string) => {
      const { headers } = await movie.api(searchMovies, { query: { q: 'tagged', min_rating: 0 }, token });
      return headers.get('x-cache-tags');
    };
    expect((await tags())?.split(',')).toEqual(
      expect.arrayContaining(['movie-service', 'movies', 'ratings', `movie:${id}`]),
    );
    expect(await tags(movie.newMember().token)).toBeNull();
    const { headers } = await movie.api(getMovie, { params: { id } });
    expect(headers.get('x-cache-tags')).toBe(`movie-service,movie:${id}`);
    expect((await movie.api(listGenres)).headers.get('x-cache-tags')).toBe('movie-service,genres');
  });

  test('is never what a member has done', async () => {
    const id = await newFilm(movie, { title: 'Mine and yours' });
    const [one, other] = [movie.newMember(), movie.newMember()];
    await rate(one.id, id, 4.5);
    const seenBy = async (token?: string) =>
      (await results(searchMovies, { query: { q: 'mine and yours' }, token })).data[0]?.my;
    expect(await seenBy(one.token)).toMatchObject({ rating: 4.5, favorite: false });
    expect(await seenBy(other.token)).toMatchObject({ rating: null });
    expect(await seenBy()).toBeUndefined();
  });

  test.each([
    ['listed', listMovies, { sort: 'title', limit: 100 }],
    ['popular', popularMovies, { limit: 100 }],
    ['trending', trendingMovies, { limit: 100 }],
    ['searched for', searchMovies, { q: 'seen at once', limit: 100 }],
  ] as const)('is forgotten as soon as a film is added, changed or deleted: %s', async (what, operation, query) => {
    const { token } = movie.newMember();
    const titles = async () => {
      const { body } = await movie.api(operation as typeof listMovies, { query: query as object });
      const found = (Array.isArray(body) ? body : (body as unknown as contract.Results).data) as contract.Movie[];
      return found.map(({ title }) => title).filter((title) => title.startsWith(`Seen at once ${what}`));
    };
    expect(await titles()).toEqual([]);
    const id = await newFilm(movie, { title: `Seen at once ${what}` });
    expect(await titles()).toEqual([`Seen at once ${what}`]);
    const staff = movie.newMember('staff').token;
    await movie.api(contract.updateMovie, {
      params: { id },
      token: staff,
      body: { title: `Seen at once ${what} again` },
    });
    expect(await titles()).toEqual([`Seen at once ${what} again`]);
    expect((await movie.api(contract.deleteMovie, { params: { id }, token })).status).toBe(403);
    await movie.api(contract.deleteMovie, { params: { id }, token: staff });
    expect(await titles()).toEqual([]);
  });

  test('of one movie and of the genres is forgotten when it changes', async () => {
    await newFilm(movie, { genre: 'Drama' });
    const id = await newFilm(movie, { title: 'One' });
    const token = movie.newMember('staff').token;
    const title = async () => ((await movie.api(getMovie, { params: { id } })).body as contract.Movie).title;
    const genres = async () => ((await movie.api(listGenres)).body as contract.Genre[]).map(({ name }) => name);
    expect([await title(), (await genres()).includes('Kaiju')]).toEqual(['One', false]);
    await movie.api(contract.updateMovie, { params: { id }, token, body: { title: 'Two', genre: 'Kaiju' } });
    expect([await title(), (await genres()).includes('Kaiju')]).toEqual(['Two', true]);
    await movie.api(contract.updateMovie, { params: { id }, token, body: { genres: [] } });
    expect((await genres()).includes('Kaiju')).toBe(false);
  });
});

describe('how many statements it takes', () => {
  const of = (work: () => Promise<unknown>) => statementsOf(movie, work).then(({ length }) => length);
  const fresh = async (work: () => Promise<unknown>) => {
    await movie.context.cache.clear();
    return of(work);
  };

  beforeAll(async () => {
    for (let n = 0; n < 25; n += 1)
      await newFilm(movie, { title: `Counted ${n}`, cast: ['One', 'Two'], genre: 'Drama' });
  });

  test.each<[string, number, (asked: Asked) => Promise<unknown>]>([
    [
      'a list',
      3,
      (asked) => movie.api(listMovies, { ...asked, query: { genre: 'drama', person: 'One', sort: 'title' } }),
    ],
    ['popular', 3, (asked) => movie.api(popularMovies, asked)],
    ['trending', 3, (asked) => movie.api(trendingMovies, asked)],
    ['a search', 3, (asked) => movie.api(searchMovies, { ...asked, query: { q: 'counted' } })],
    ['a search with slips', 5, (asked) => movie.api(searchMovies, { ...asked, query: { q: 'cuonted' } })],
    ['a search in vain', 4, (asked) => movie.api(searchMovies, { ...asked, query: { q: 'xyzzyxyzzy' } })],
  ])('%s: %i, and one more for a member; none from the cache', async (_, most, ask) => {
    const { token } = movie.newMember();
    expect(await fresh(() => ask({}))).toBeLessThanOrEqual(most);
    expect(await of(() => ask({}))).toBe(0);
    expect(await of(() => ask({ token }))).toBeLessThanOrEqual(1);
  });

  test('a page far beyond the end: only what counts', async () => {
    const ask = () => movie.api(listMovies, { query: { page: 1_000_000, sort: 'title' } });
    expect(await fresh(ask)).toBe(1);
  });

  test('one movie: two', async () => {
    const id = await newFilm(movie);
    const ask = () => movie.api(getMovie, { params: { id } });
    expect(await fresh(ask)).toBe(2);
    expect(await of(ask)).toBe(0);
    expect(await of(() => movie.api(getMovie, { params: { id }, token: movie.newMember().token }))).toBe(1);
  });

  test('to add one: no more for a large one than for a small one', async () => {
    const { token } = movie.newMember();
    const large = {
      genres: ['Drama', 'Own', 'Crime'],
      directors: ['A', 'B'],
      cast: Array.from({ length: 100 }, (_, n) => `Player ${n}`),
    };
    const small = { genres: ['Own'], directors: ['A'], cast: ['B'] };
    const add = (body: object) => of(() => movie.api(contract.createMovie, { token, body: aFilm(body) }));
    expect(await add(small)).toBeLessThanOrEqual(15);
    expect(await add(large)).toBe(await add(small));
  });
});
