import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Reference } from '../catalogue/references.ts';
import { saveFilms } from '../catalogue/saving.ts';
import { type MovieUnderTest, startMovieForTest } from '../testing.ts';
import { tmdbAway } from '../tmdb/failures.ts';
import type { Mirror } from '../tmdb/mirror.ts';
import { csv, imported } from './testing.ts';

let movie: MovieUnderTest;
const asked: Reference[] = [];

/** Knows one film. */
beforeAll(async () => {
  movie = await startMovieForTest((core) => ({
    ...IDLE,
    bring: async (reference: Reference) => {
      asked.push(reference);
      if (reference.id === 78) throw tmdbAway(1);
      if (reference.id !== 949 && reference.imdbId !== 'tt0113277') return undefined;
      const film = { id: 949, tmdb_id: 949, title: 'Heat', release_date: '1995-12-15' };
      const [saved] = await core.database.transaction((tx) => saveFilms(core, tx, [film]));
      return saved?.id;
    },
  }));
});
afterAll(() => movie.stop());

const content = csv(
  'imdb_id,tmdb_id,title,rating',
  'tt0113277,,Heat,4',
  ',77,Nobody,3',
  ',,No Number,3',
  ',78,Somebody,3',
);

const NOTHING = { ids: [], total: 0, fresh: true };
const IDLE: Mirror = {
  bring: async () => undefined,
  complete: async () => undefined,
  search: async () => NOTHING,
  trending: async () => NOTHING,
  popular: async () => NOTHING,
  discover: async () => NOTHING,
  recommendationsOf: async () => NOTHING,
  refresh: async () => 0,
  fillGenres: async () => undefined,
};

test('a dry run asks TMDb for nothing', async () => {
  const { rows } = await imported(movie, movie.newMember(), content, { query: '?dry_run=true' });
  expect(rows.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 4 }, () => 'not_found'));
  expect(asked).toEqual([]);
});

test('films that only TMDb knows are brought, where there is a number to ask for', async () => {
  const { rows } = await imported(movie, movie.newMember(), content);
  expect(rows).toMatchObject([
    { outcome: 'added', movie_id: 949, confidence: 1 },
    { outcome: 'not_found' },
    { outcome: 'not_found' },
    { outcome: 'not_found', note: expect.stringContaining('did not answer') },
  ]);
  expect(asked).toHaveLength(3);
  expect(asked).toEqual(expect.arrayContaining([{ imdbId: 'tt0113277' }, { id: 77 }, { id: 78 }]));
});
