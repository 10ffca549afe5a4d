// That there is an index for everything films are chosen and sorted by.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { MovieListQuery } from '@movies/contract';
import type { Sql } from '@movies/service-kit';
import { type MovieUnderTest, startMovieForTest } from '../testing.ts';
import type { Filters } from './filters.ts';
import { idsInOrder, trendingIds } from './listing.repository.ts';
import { filmsWithAll, filmsWithSome, likelyWords } from './search.repository.ts';

let movie: MovieUnderTest;
const FILMS = 1_500;

beforeAll(async () => {
  movie = await startMovieForTest();
  await movie.context.database.run(`
    INSERT INTO movies (title, popularity, release_date, original_language)
    SELECT 'Film number ' || n, n, date '1950-01-01' + 15 * n, 'x' || n % 50 FROM generate_series(1, ${FILMS}) AS n`);
  const { database } = movie.context;
  for (let from = 0; from < FILMS; from += 250) {
    await database.rows('SELECT refresh_search(ARRAY(SELECT id FROM movies ORDER BY id LIMIT 250 OFFSET $1))', [from]);
  }
  await database.run('INSERT INTO movie_genres SELECT id, (ARRAY[18, 35, 80])[1 + id % 3], 0 FROM movies');
  await database.run(`INSERT INTO people (name) SELECT 'Person ' || n FROM generate_series(1, 300) AS n`);
  await database.run(`INSERT INTO credits SELECT id, 'cast', 0, 1 + id % 300, '' FROM movies`);
  for (const table of ['movies', 'movie_scores', 'movie_search', 'movie_genres', 'people', 'credits', 'search_words']) {
    await database.run(`ANALYZE ${table}`);
  }
});
afterAll(() => movie.stop());

/** The plan of the statement that `ask` sends. */
async function planOf(ask: (sql: Sql) => Promise<unknown>, ...off: string[]): Promise<string> {
  let plan = '';
  await movie.context.database.transaction(async (tx) => {
    for (const kind of off) await tx.run(`SET LOCAL enable_${kind} = off`);
    const explain = async <Row>(text: string, values: readonly unknown[] = []) => {
      const rows = await tx.rows<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
      plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      return [] as Row[];
    };
    await ask({ rows: explain, row: async () => undefined, run: async () => 0 });
  });
  return plan;
}

const page = { limit: 20, offset: 40 };

test.each<[MovieListQuery['sort'], MovieListQuery['order'], string]>([
  ['popularity', 'desc', 'movie_scores_popularity'],
  ['popularity', 'asc', 'movie_scores_popularity'],
  ['rating', 'desc', 'movie_scores_mean'],
  ['rating', 'asc', 'movie_scores_lowest_mean'],
  ['rating_count', 'desc', 'movie_scores_rating_count'],
  ['rating_count', 'asc', 'movie_scores_rating_count'],
  ['release_date', 'desc', 'movies_latest'],
  ['release_date', 'asc', 'movies_release_date'],
  ['title', 'desc', 'movies_title'],
  ['title', 'asc', 'movies_title'],
])('sorted by %s, %s: read in the order of an index', async (sort, order, index) => {
  const plan = await planOf((sql) => idsInOrder(sql, { ...(sort ? { sort } : {}), ...(order ? { order } : {}) }, page));
  expect(plan).toContain(`using ${index} `);
  expect(plan).not.toMatch(/Sort|Seq Scan/);
});

test.each<[Filters, string]>([
  [{ genre: 'drama' }, 'movie_genres'],
  [{ genre: '18' }, 'movie_genres'],
  [{ genre: '18', year: 1951 }, 'movie_genres_of_genre'],
  [{ person: 'person 7' }, 'credits_of_person'],
  [{ person: '7' }, 'credits_of_person'],
  [{ year: 1951 }, 'movie_scores_release_date'],
  [{ year_from: 2010 }, 'movie_scores_release_date'],
  [{ year_to: 1950 }, 'movie_scores_release_date'],
  [{ language: 'x7' }, 'movies_original_language'],
  [{ min_rating: 4 }, 'movie_scores_(lowest_)?mean'],
  [{ max_rating: 1 }, 'movie_scores_(lowest_)?mean'],
])('chosen by %j: found by an index', async (filters, index) => {
  const plan = await planOf((sql) => idsInOrder(sql, filters, page), 'seqscan');
  expect(plan).toMatch(new RegExp(`(using|Scan on|Bitmap Index Scan on) ${index}`));
});

test('what is trending is read in the order of indexes', async () => {
  const plan = await planOf((sql) => trendingIds(sql, page), 'seqscan');
  expect(plan).toContain('movie_scores_trend');
  expect(plan).toContain('movie_scores_popularity');
});

test('words are looked for in indexes', async () => {
  const sought = { words: [['number'], ['77']], key: '=number77' };
  const all = await planOf((sql) => filmsWithAll(sql, sought, {}), 'seqscan');
  expect(all).toContain('movie_search_titles');
  expect(all).not.toContain('Seq Scan');
  const some = await planOf((sql) => filmsWithSome(sql, sought, 'mber 77', {}), 'seqscan', 'indexscan');
  for (const index of ['movie_search_titles', 'movie_search_people', 'movie_search_part_of_title']) {
    expect(some).toContain(index);
  }
  const words = await planOf((sql) => likelyWords(sql, ['nubmer', 'somethingelse']), 'seqscan');
  expect(words).toContain('search_words_pkey');
  expect(words).toContain('search_words_like');
});
