import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Reference } from '../catalogue/references.ts';
import { saveFilms } from '../catalogue/saving.ts';
import { type MovieUnderTest, startMovieForTest } from '../testing.ts';
import { csv, imported } from './testing.ts';

let movie: MovieUnderTest;
const asked: Reference[] = [];

/** Knows one film. */
beforeAll(async () => {
  movie = await startMovieForTest((core) => ({
    bring: async (reference: Reference) => {
      asked.push(reference);
      if (reference.id !== 949 && reference.imdbId !== 'tt0113277') return undefined;
      const film = { id: 949, tmdb_id: 949, title: 'Heat', release_date: '1995-12-15' };
      const [saved] = await core.database.transaction((tx) => saveFilms(core, tx, [film]));
      return saved?.id;
    },
  }));
});
afterAll(() => movie.stop());

const content = csv('imdb_id,tmdb_id,title,rating', 'tt0113277,,Heat,4', ',77,Nobody,3', ',,No Number,3');

test('a dry run asks TMDb for nothing', async () => {
  const { rows } = await imported(movie, movie.newMember(), content, { query: '?dry_run=true' });
  expect(rows.map(({ outcome }) => outcome)).toEqual(['not_found', 'not_found', 'not_found']);
  expect(asked).toEqual([]);
});

test('films that only TMDb knows are brought, where there is a number to ask for', async () => {
  const { rows } = await imported(movie, movie.newMember(), content);
  expect(rows).toMatchObject([
    { outcome: 'added', movie_id: 949, confidence: 1 },
    { outcome: 'not_found' },
    { outcome: 'not_found' },
  ]);
  expect(asked).toHaveLength(2);
  expect(asked).toEqual(expect.arrayContaining([{ imdbId: 'tt0113277' }, { id: 77 }]));
});
