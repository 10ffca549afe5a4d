// The catalogue as clients see it where there is a TMDb, and while there is none.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { getMovie, popularMovies, rateMovie, searchMovies, trendingMovies } from '@movies/contract';
import { createLog } from '@movies/service-kit';
import { type FakeTmdb, startFakeTmdb } from '@movies/testing';
import { type TestClock, testClock } from '../testing/time.ts';
import { type MovieUnderTest, newFilm, startMovieForTest } from '../testing.ts';
import { createTmdb, type Tmdb } from '../tmdb/client.ts';
import { createMirror } from '../tmdb/mirror.ts';

const HELPLESS = 'This film could not be fetched from TMDb right now. Please try again later.';
const LAST_KNOWN = "TMDb can't be reached right now; these are the last known results.";

let fake: FakeTmdb;
let client: Tmdb;
let clock: TestClock;
let movie: MovieUnderTest;

beforeAll(async () => {
  fake = await startFakeTmdb();
  clock = testClock();
  client = createTmdb({ url: fake.url, token: fake.token, log: createLog('test', 'silent'), clock });
  movie = await startMovieForTest((core) => createMirror(core, client, { clock }));
});
afterAll(async () => {
  await movie.stop();
  await client.close();
  await fake.close();
});
afterEach(() => {
  fake.heal();
  clock.pass(3_600_000);
});

const show = (id: number | string) => movie.api(getMovie, { params: { id } });

describe('a film that only TMDb has', () => {
  test('is shown as any other, and the second time without TMDb', async () => {
    const { status, body } = await show(603);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: 603, title: 'The Glass Harbour', runtime: 84, imdb_id: 'tt9100000' });
    fake.fail({ kind: 'down' });
    await movie.context.cache.clear();
    expect(await show('imdb:tt9100000')).toMatchObject({ status: 200, body: { id: 603 } });
    expect(await show('tmdb:603')).toMatchObject({ status: 200, body: { id: 603 } });
    expect(fake.count('/movie/603')).toBe(1);
  });

  test('can be rated at once', async () => {
    const { token } = movie.newMember();
    const { status } = await movie.api(rateMovie, { token, params: { id: 605 }, body: { rating: 4 } });
    expect(status).toBe(201);
    expect((await show(605)).body).toMatchObject({ title: 'Sixteen Winters', rating: 4, rating_count: 1 });
  });

  test('is out of reach while TMDb is, which is said in a sentence', async () => {
    fake.fail({ kind: 'broken' });
    const { status, body, headers } = await show(81_006);
    expect(status).toBe(503);
    expect(body).toMatchObject({ code: 'tmdb_unavailable', message: HELPLESS });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|Bearer|stack/);
  });

  test('is not found where TMDb does not have it either', async () => {
    expect(await show(77_777)).toMatchObject({ status: 404, body: { code: 'movie_not_found' } });
    expect(await show('imdb:tt7777777')).toMatchObject({ status: 404 });
  });
});

test('a film that is here can be rated and seen while TMDb hangs', async () => {
  const id = await newFilm(movie);
  fake.fail({ kind: 'hang' });
  const { token } = movie.newMember();
  const since = performance.now();
  expect((await movie.api(rateMovie, { token, params: { id }, body: { rating: 3 } })).status).toBe(201);
  expect((await show(id)).status).toBe(200);
  expect(performance.now() - since).toBeLessThan(400);
});

test('a film that a list has told of is completed when someone looks at it', async () => {
  const { body } = await movie.api(searchMovies, { query: { q: 'ferry' } });
  expect(body).toMatchObject({ data: [{ id: 81_009, title: 'The Night Ferry' }] });
  expect((await show(81_009)).body).toMatchObject({ runtime: expect.any(Number), imdb_id: 'tt9100012' });
});

describe('popular and trending', () => {
  test.each([popularMovies, trendingMovies])('%#: come from TMDb in its order, page by page', async (operation) => {
    const { body, headers } = await movie.api(operation, { query: { limit: 12, page: 2 } });
    const { body: all } = await movie.api(operation, { query: { limit: 100 } });
    expect((body as { data: unknown[] }).data).toEqual((all as { data: unknown[] }).data.slice(12, 24));
    expect(headers.get('x-total-count')).toBe('32');
    expect(body).toMatchObject({ message: expect.stringMatching(/^Results retrieved from (cache|database)$/) });
  });

  test.each([popularMovies, trendingMovies])(
    '%#: of films here, where TMDb is away and was never seen',
    async (operation) => {
      await newFilm(movie, { title: 'Of our own' });
      await movie.context.cache.clear();
      fake.fail({ kind: 'down' });
      const { status, body, headers } = await movie.api(operation, { query: {} });
      expect(status).toBe(200);
      expect(body).toMatchObject({ message: expect.stringContaining(LAST_KNOWN) });
      expect(headers.get('cache-control')).toBe('no-store');
      if (operation === popularMovies) expect((body as { data: unknown[] }).data.length).toBeGreaterThan(0);
    },
  );
});

describe('search', () => {
  test('is filled up from TMDb, shows too', async () => {
    const id = await newFilm(movie, { title: 'Cartographers at Sea' });
    const { body } = await movie.api(searchMovies, { query: { title: 'cartographers' } });
    const { data } = body as { data: { id: number; title: string; media_type: string }[] };
    expect(data.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Cartographers at Sea', 'The Cartographers']),
    );
    expect(data.some((found) => found.id === id)).toBe(true);
  });

  test('finds what is here while TMDb is away, and says so', async () => {
    await newFilm(movie, { title: 'Quixotic Lighthouse' });
    fake.fail({ kind: 'hang' });
    const { status, body } = await movie.api(searchMovies, { query: { title: 'quixotic' } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      message: expect.stringContaining(LAST_KNOWN),
      data: [{ title: 'Quixotic Lighthouse' }],
    });
  });
});
