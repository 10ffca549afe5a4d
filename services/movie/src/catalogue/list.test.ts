import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createMovie,
  deleteMovie,
  type Genre,
  listGenres,
  listMovies,
  type Movie,
  type MovieListQuery,
  updateMovie,
} from '@movies/contract';
import { type MovieUnderTest, startMovieForTest } from '../testing.ts';
import { type Film, saveFilms } from './saving.ts';

let movie: MovieUnderTest;
let ids: Map<string, number>;

const person = (name: string) => ({ name });
/** Named after what they are in the middle of: popularity, votes, time, or the alphabet. */
const FILMS: Film[] = [
  {
    title: 'Bravo',
    popularity: 30,
    vote_average: 8,
    release_date: '1999-12-31',
    genres: ['Drama', 'Crime'],
    original_language: 'en',
    directors: [person('Agnès Varda')],
  },
  {
    title: 'alpha',
    popularity: 20,
    vote_average: 6,
    release_date: '2000-01-01',
    genres: [18],
    original_language: 'fr',
    cast: [person('Agnès Varda'), person('Jean Marais')],
  },
  {
    title: 'Écho',
    popularity: 10,
    vote_average: 7.9,
    release_date: '2005-06-07',
    genres: ['Science Fiction'],
    original_language: 'fr',
    media_type: 'tv',
  },
  { title: 'Delta', popularity: 40, release_date: '1980-02-29', genres: ['Polar'], original_language: 'de' },
  { title: 'Charlie', popularity: 5, vote_average: 2, original_language: 'en', directors: [person('Jean Marais')] },
];

beforeAll(async () => {
  movie = await startMovieForTest();
  const all = (await movie.api(listGenres)).body as Genre[];
  expect(all.map(({ name }) => name).slice(0, 3)).toEqual(['Action', 'Action & Adventure', 'Adventure']);
  const saved = await movie.context.database.transaction((tx) => saveFilms(movie.context, tx, FILMS));
  ids = new Map(FILMS.map((film, index) => [(film as { title: string }).title, saved[index]?.id ?? 0]));
  await rate('Charlie', 1, 5, 4);
  await rate('Bravo', 2, 3);
  await rate('Delta', 4);
});
afterAll(() => movie.stop());

async function rate(title: string, ...ratings: number[]): Promise<void> {
  await movie.context.database.run(
    'INSERT INTO movie_ratings (movie_id, user_id, rating) SELECT $1, place, rating FROM unnest($2::real[]) WITH ORDINALITY AS given (rating, place)',
    [ids.get(title), ratings],
  );
}

async function titles(query: MovieListQuery): Promise<string[]> {
  const { status, body } = await movie.api(listMovies, { query });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return (body as Movie[]).map(({ title }) => title);
}

describe('a list is in order', () => {
  test.each<[MovieListQuery, string[]]>([
    [{}, ['Delta', 'Bravo', 'alpha', 'Charlie', 'Écho']],
    [{ sort: 'popularity' }, ['Delta', 'Bravo', 'alpha', 'Charlie', 'Écho']],
    [{ sort: 'popularity', order: 'asc' }, ['Écho', 'Charlie', 'alpha', 'Bravo', 'Delta']],
    [{ sort: 'rating' }, ['Delta', 'Écho', 'Charlie', 'alpha', 'Bravo']],
    [{ sort: 'rating', order: 'asc' }, ['Bravo', 'alpha', 'Charlie', 'Écho', 'Delta']],
    [{ sort: 'rating_count' }, ['Charlie', 'Bravo', 'Delta', 'alpha', 'Écho']],
    [{ sort: 'rating_count', order: 'asc' }, ['Écho', 'alpha', 'Delta', 'Bravo', 'Charlie']],
    [{ sort: 'release_date' }, ['Écho', 'alpha', 'Bravo', 'Delta', 'Charlie']],
    [{ sort: 'release_date', order: 'asc' }, ['Delta', 'Bravo', 'alpha', 'Écho', 'Charlie']],
    [{ sort: 'title' }, ['alpha', 'Bravo', 'Charlie', 'Delta', 'Écho']],
    [{ sort: 'title', order: 'desc' }, ['Écho', 'Delta', 'Charlie', 'Bravo', 'alpha']],
  ])('%j', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });
});

describe('a list shows what is asked for', () => {
  test.each<[MovieListQuery, string[]]>([
    [{ genre: 'drama' }, ['Bravo', 'alpha']],
    [{ genre: ' DRÁMA ' }, ['Bravo', 'alpha']],
    [{ genre: '18' }, ['Bravo', 'alpha']],
    [{ genre: 'polar' }, ['Delta']],
    [{ genre: 'no such' }, []],
    [{ genre: '99999999999' }, []],
    [{ genre: '' }, ['Bravo', 'Charlie', 'Delta', 'alpha', 'Écho']],
    [{ year: 1999 }, ['Bravo']],
    [{ year: 2000 }, ['alpha']],
    [{ year_from: 2000 }, ['alpha', 'Écho']],
    [{ year_to: 1999 }, ['Bravo', 'Delta']],
    [{ year_from: 1999, year_to: 2000 }, ['Bravo', 'alpha']],
    [{ year_from: 2001, year_to: 2000 }, []],
    [{ year: 1999, year_from: 2000 }, []],
    [{ min_rating: 4 }, ['Delta', 'Écho']],
    [{ max_rating: 2.5 }, ['Bravo']],
    [{ min_rating: 3, max_rating: 3.5 }, ['Charlie', 'alpha']],
    [{ min_rating: 0 }, ['Bravo', 'Charlie', 'Delta', 'alpha', 'Écho']],
    [{ max_rating: 0 }, []],
    [{ language: 'fr' }, ['alpha', 'Écho']],
    [{ media_type: 'tv' }, ['Écho']],
    [{ media_type: 'movie' }, ['Bravo', 'Charlie', 'Delta', 'alpha']],
    [{ person: 'agnes varda' }, ['Bravo', 'alpha']],
    [{ person: 'Jean Marais' }, ['Charlie', 'alpha']],
    [{ person: 'Varda' }, []],
    [{ person: '99999999999' }, []],
    [{ genre: 'drama', language: 'fr', person: 'Agnès Varda', year: 2000, min_rating: 3 }, ['alpha']],
    [{ genre: 'drama', language: 'de' }, []],
    ...(["' OR '1'='1", "'; DROP TABLE movies; --", '\\', '%', '\u{1f3ac}', '٣'].flatMap((text) => [
      [{ genre: text }, []],
      [{ person: text }, []],
    ]) as [MovieListQuery, string[]][]),
  ])('%j', async (query, expected) => {
    expect((await titles(query)).sort()).toEqual(expected.sort());
    const { headers } = await movie.api(listMovies, { query });
    expect(headers.get('x-total-count')).toBe(String(expected.length));
  });

  test('by the number of a person', async () => {
    const { body } = await movie.api(listMovies, { query: { person: 'jean marais' } });
    const { cast, directors } = (body as Movie[]).find(({ title }) => title === 'Charlie') as Movie;
    expect(cast).toEqual([]);
    expect((await titles({ person: String(directors[0]?.id) })).sort()).toEqual(['Charlie', 'alpha']);
  });

  test('a film that moves to another year is found in that year alone', async () => {
    const { token } = movie.newMember();
    const body = { title: 'Wanderer', genres: ['Western'], release_date: '1931-05-01' };
    const created = await movie.api(createMovie, { token, body });
    const { id } = created.body as { id: number };
    await movie.api(updateMovie, { token, params: { id }, body: { release_date: '1932-05-01' } });
    for (const genre of [{}, { genre: 'western' }]) {
      expect(await titles({ ...genre, year: 1932 })).toEqual(['Wanderer']);
      expect(await titles({ ...genre, year: 1931 })).toEqual([]);
    }
    await movie.api(deleteMovie, { token, params: { id } });
  });

  test('a mean counts as it is shown', async () => {
    const shown = (await movie.api(listMovies, { query: { sort: 'rating' } })).body as Movie[];
    for (const { title, rating } of shown) {
      expect(await titles({ min_rating: rating as number, max_rating: rating as number })).toContain(title);
    }
  });
});

describe('a list comes in pages', () => {
  const page = (query: MovieListQuery) => movie.api(listMovies, { query });

  test('and says in headers where one is', async () => {
    const { body, headers } = await page({ sort: 'title', limit: 2, page: 2 });
    expect((body as Movie[]).map(({ title }) => title)).toEqual(['Charlie', 'Delta']);
    const told = ['x-total-count', 'x-page', 'x-page-count', 'x-limit'].map((name) => headers.get(name));
    expect(told).toEqual(['5', '2', '3', '2']);
    const link = (n: number, rel: string) => `</api/movies?sort=title&limit=2&page=${n}>; rel="${rel}"`;
    expect(headers.get('link')).toBe([link(1, 'first'), link(1, 'prev'), link(3, 'next'), link(3, 'last')].join(', '));
  });

  test('and is empty far beyond its end', async () => {
    const { status, body, headers } = await page({ page: 1_000_000, limit: 100, sort: 'rating' });
    expect({ status, body }).toEqual({ status: 200, body: [] });
    expect([headers.get('x-total-count'), headers.get('x-page'), headers.get('x-page-count')]).toEqual([
      '5',
      '1000000',
      '1',
    ]);
  });
});

test.each([
  'page=0',
  'page=1000001',
  'limit=0',
  'limit=101',
  'limit=many',
  'sort=id',
  'sort=title;--',
  'order=up',
  'year=1799',
  'year=99999999999',
  'year_from=x',
  'year_to=2201',
  'min_rating=6',
  'max_rating=-1',
  'language=english',
  'language=EN',
  'media_type=song',
  `genre=${'x'.repeat(61)}`,
  'genre=%00',
  `person=${'x'.repeat(121)}`,
])('a list is not asked for by ?%s', async (search) => {
  const answer = await fetch(`${movie.url}${listMovies.path}?${search}`);
  const [field] = search.split('=');
  expect(await answer.json()).toMatchObject({ code: 'validation_failed', errors: [{ field }] });
  expect(answer.status).toBe(400);
});

test('genres are those that films have, by their names', async () => {
  const { status, body } = await movie.api(listGenres);
  expect(status).toBe(200);
  expect(body).toEqual([
    { id: 80, name: 'Crime' },
    { id: 18, name: 'Drama' },
    { id: expect.any(Number), name: 'Polar' },
    { id: 878, name: 'Science Fiction' },
  ]);
});
