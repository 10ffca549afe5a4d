import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Recommendation, recommendedForMe } from '@movies/contract';
import { eventually } from '@movies/testing';
import {
  type GatewayUnderTest,
  rawRequest,
  type ScriptedService,
  startGatewayForTest,
  startScriptedService,
} from './testing.ts';

let auth: ScriptedService;
let movie: ScriptedService;
let recommendation: ScriptedService;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  [auth, movie, recommendation] = await Promise.all([
    startScriptedService(),
    startScriptedService(),
    startScriptedService(),
  ]);
});
afterAll(() => Promise.all([auth.stop(), movie.stop(), recommendation.stop()]));

// Each test has a gateway that knows nothing yet.
beforeEach(async () => {
  gateway = await startGatewayForTest(auth, { MOVIE_URL: movie.url, RECOMMENDATION_URL: recommendation.url });
  movie.answer((_hit, response) => json(response, FILMS));
  recommendation.answer((_hit, response) => json(response, []));
  movie.hits.length = 0;
});
afterEach(() => gateway.stop());

const FILMS = [aFilm(1, 'Animation', '1995-11-22'), aFilm(2, 'Drama', '2001-01-01')];

function aFilm(id: number, genre: string, release_date: string) {
  const facts = {
    media_type: 'movie',
    genres: [{ id: id * 10, name: genre }],
    original_language: 'en',
    poster_url: '',
  };
  const opinions = { rating: 4, rating_count: 9, budget: 5, overview: 'Long.' };
  return {
    id,
    title: `Film ${id}`,
    release_date,
    genre,
    directors: [{ id: 1, name: 'Someone' }],
    ...facts,
    ...opinions,
  };
}

function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value));
}

async function ask(search = '', path = recommendedForMe.path) {
  const headers = { authorization: `Bearer ${auth.token()}` };
  return rawRequest(gateway.url, { method: 'GET', path: `${path}${search}`, headers });
}

const FAILURES: [string, () => unknown][] = [
  ['answers 503', () => recommendation.answer((_hit, response) => json(response, {}, 503))],
  ['breaks off', () => recommendation.answer((_hit, response) => response.destroy())],
  ['hangs', () => recommendation.answer(() => undefined)],
];

describe.each(FAILURES)('where the recommendation service %s', (_how, fail) => {
  test('what is popular is shown within half a second, and said to be', async () => {
    await ask();
    fail();
    const answer = await ask();
    expect(answer.ms).toBeLessThan(500);
    expect(answer.status).toBe(200);
    expect(answer.headers['x-degraded']).toBe('popular');
    const list = JSON.parse(answer.text) as Recommendation[];
    expect(list.map(({ movie: { id } }) => id)).toEqual([1, 2]);
    expect(list[0]).toEqual({
      movie: {
        id: 1,
        title: 'Film 1',
        media_type: 'movie',
        release_date: '1995-11-22',
        genre: 'Animation',
        genres: [{ id: 10, name: 'Animation' }],
        directors: ['Someone'],
        original_language: 'en',
        rating: 4,
        rating_count: 9,
        poster_url: '',
      },
      score: 1,
      predicted_rating: null,
      reason: { kind: 'popular', text: 'Many people like it' },
    });
  });
});

describe('where the recommendation service is not there', () => {
  beforeEach(() => recommendation.goAway());
  afterEach(() => recommendation.comeBack());

  test('the movie service is asked for what the request wants, and for nothing of who asks', async () => {
    await ask('?limit=5&genre=Drama&year_from=1990&adventure=1&exclude=watchlist', '/recommendations');
    const [hit] = movie.hits;
    expect(hit?.url).toBe('/api/movies?sort=popularity&limit=5&genre=Drama&year_from=1990');
    expect(hit?.headers.authorization).toBeUndefined();
  });

  test('a request that nobody would answer is refused all the same', async () => {
    movie.answer((_hit, response) => json(response, { code: 'validation_failed' }, 400));
    const answer = await ask('?limit=10000');
    expect([answer.status, answer.text]).toEqual([400, '{"code":"validation_failed"}']);
  });

  test('nor the movie service, an empty list is better than none', async () => {
    movie.answer((_hit, response) => response.destroy());
    const answer = await ask();
    expect([answer.status, answer.text, answer.headers['x-degraded']]).toEqual([200, '[]', 'popular']);
  });
});

test('with the movie service away too, what was popular before is shown, as far as it is wanted', async () => {
  await ask();
  await eventually(() => expect(movie.hits).toHaveLength(1));
  await ask();
  await gateway.resources.cache.clear();
  await recommendation.goAway();
  await movie.goAway();
  try {
    const ids = async (search: string) =>
      (JSON.parse((await ask(search)).text) as Recommendation[]).map(({ movie: { id } }) => id);
    expect(await ids('')).toEqual([1, 2]);
    expect(await ids('?genre=drama')).toEqual([2]);
    expect(await ids('?year_to=1999')).toEqual([1]);
    expect(await ids('?media_type=tv')).toEqual([]);
    expect(await ids('?limit=1')).toEqual([1]);
  } finally {
    await Promise.all([recommendation.comeBack(), movie.comeBack()]);
  }
});

test('a refusal of the recommendation service itself comes through', async () => {
  recommendation.answer((_hit, response) => json(response, { code: 'validation_failed' }, 400));
  const answer = await ask('?limit=0');
  expect([answer.status, answer.text]).toEqual([400, '{"code":"validation_failed"}']);
});
