import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { getMovie } from '@movies/contract';
import { type Database, openDatabase } from '@movies/service-kit';
import { notTested } from '@movies/testing/jest';
import { schema } from '../database.ts';
import { csv, zip } from '../imports/testing.ts';
import { type MovieUnderTest, startMovieForTest, toldBy } from '../testing.ts';
import { importMovieLens } from './import-movielens.ts';

let movie: MovieUnderTest;
let folder: string;
/** With time enough for many rows, as the command has it. */
let database: Database;

beforeAll(async () => {
  movie = await startMovieForTest();
  database = await openDatabase({ ...schema, url: movie.server.url, log: movie.context.log, answerMs: 30_000 });
  folder = await mkdtemp(join(tmpdir(), 'movies-lens-'));
});
afterAll(async () => {
  await database.close();
  await movie.stop();
  await rm(folder, { recursive: true });
});

/** Members as the auth service would add them: the same for the same name. */
const members = new Map<string, number>();
const addMembers = async (people: { username: string }[]) =>
  people.map(({ username }) => {
    if (!members.has(username)) members.set(username, members.size + 1);
    return members.get(username) as number;
  });

beforeEach(async () => {
  await movie.context.database.run('TRUNCATE movie_ratings, movielens_movies, movielens_progress, authors');
  await movie.context.database.run('DELETE FROM movies');
});

async function dataSet(name: string, files: Record<string, string | Buffer>): Promise<string> {
  const path = join(folder, name);
  await mkdir(path, { recursive: true });
  for (const [file, content] of Object.entries(files)) await writeFile(join(path, file), content);
  return path;
}

const bring = (path: string) => importMovieLens({ ...movie.context, database }, path, { addMembers });

const MOVIES = csv(
  'movieId,title,genres',
  '1,Toy Story (1995),Adventure|Children|Comedy',
  '6,Heat (1995),Action|Crime',
  '29,"City of Lost Children, The (Cité des enfants perdus, La) (1995)",Adventure|Sci-Fi',
  '99,Strange One,(no genres listed)',
);
const LINKS = csv('movieId,imdbId,tmdbId', '1,0114709,862', '6,0113277,949', '29,0112682,902', '99,,');
const RATINGS = csv(
  'userId,movieId,rating,timestamp',
  '1,1,4.0,964982703',
  '1,6,4.5,964982224',
  '2,1,3.0,1445714835',
  '2,99,0.5,1445714835',
  '2,12345,3.0,1445714835',
  '3,6,7.0,1445714835',
  'gibberish',
);
const sample = () => dataSet('ml-sample', { 'movies.csv': MOVIES, 'links.csv': LINKS, 'ratings.csv': RATINGS });

async function scores() {
  return movie.context.database.rows(
    `SELECT s.movie_id, rating_count, rating_sum, mean, (SELECT sum(n) FROM unnest(histogram) AS n)::int AS bars
     FROM movie_scores s WHERE rating_count > 0 ORDER BY movie_id`,
  );
}

async function wrongScores() {
  return movie.context.database.rows(
    `SELECT s.movie_id FROM movie_scores s LEFT JOIN movie_ratings r USING (movie_id)
     GROUP BY s.movie_id HAVING s.rating_count <> count(r.id) OR abs(s.rating_sum - coalesce(sum(r.rating), 0)) > 0.01
       OR s.histogram[9] <> count(*) FILTER (WHERE r.rating = 4)`,
  );
}

test('brings films, members and ratings, and says what it could not use', async () => {
  const report = await bring(await sample());
  expect(report).toEqual({
    films: { added: 4, known: 0, skipped: 0 },
    ratings: { added: 4, known: 0, skipped: 3 },
    members: 2,
  });
  const { body } = await movie.api(getMovie, { params: { id: 902 } });
  expect(body).toMatchObject({
    title: 'The City of Lost Children',
    original_title: 'La Cité des enfants perdus',
    release_date: '1995-01-01',
    imdb_id: 'tt0112682',
    genres: [{ name: 'Adventure' }, { name: 'Science Fiction' }],
  });
  expect(await scores()).toEqual([
    { movie_id: 862, rating_count: 2, rating_sum: 7, mean: 3.5, bars: 2 },
    { movie_id: 949, rating_count: 1, rating_sum: 4.5, mean: 4.5, bars: 1 },
    { movie_id: expect.any(Number), rating_count: 1, rating_sum: 0.5, mean: 0.5, bars: 1 },
  ]);
  const told = (await toldBy(movie, 'rating.set')).map(({ data }) => data);
  expect(told.slice(-4)).toContainEqual({
    user_id: members.get('movielens-1'),
    movie_id: 949,
    rating: 4.5,
    previous: null,
    rated_at: '2000-07-30T18:37:04.000Z',
  });
});

test('brought again, from a ZIP too, adds nothing', async () => {
  const path = await sample();
  await bring(path);
  const before = await scores();
  // What was read is not read again, also the lines that could not be used.
  expect(await bring(path)).toMatchObject({ films: { added: 0, known: 4 }, ratings: { added: 0, skipped: 0 } });
  const zipped = join(folder, 'sample.zip');
  const files = { 'movies.csv': MOVIES, 'links.csv': LINKS, 'ratings.csv': `${RATINGS}\n` };
  await writeFile(zipped, zip(...Object.entries(files).map(([name, content]) => ({ name: `other/${name}`, content }))));
  expect(await bring(zipped)).toMatchObject({ films: { added: 0, known: 4 }, ratings: { added: 0, known: 4 } });
  expect(await scores()).toEqual(before);
});

test('reads the older data sets, whose films have no ids elsewhere', async () => {
  const lines = (...all: string[]) => Buffer.from(`${all.join('\n')}\n`, 'latin1');
  const older = await dataSet('ml-1m', {
    'movies.dat': lines("1::Toy Story (1995)::Animation|Children's|Comedy", '2::Amélie (2001)::Romance'),
    'ratings.dat': lines('1::1::5::978300760', '1::2::3::978302109'),
  });
  await bring(await sample());
  // The film that is here already is the same one.
  expect(await bring(older)).toMatchObject({ films: { added: 1, known: 1 }, ratings: { added: 1, known: 1 } });
  const flags = (...on: number[]) => Array.from({ length: 19 }, (_, at) => (on.includes(at) ? 1 : 0)).join('|');
  const oldest = await dataSet('ml-100k', {
    'u.item': lines(
      `1|Toy Story (1995)|01-Jan-1995||http://x|${flags(3, 4, 5)}`,
      `2|Alien (1979)|||x|${flags(11, 15)}`,
    ),
    'u.data': lines('7\t1\t5\t881250949', '7\t2\t4\t881250949'),
  });
  expect(await bring(oldest)).toMatchObject({ films: { added: 1, known: 1 }, ratings: { added: 2 } });
  const genres = await movie.context.database.rows(
    `SELECT g.name FROM movie_genres JOIN genres g ON g.id = genre_id JOIN movies m ON m.id = movie_id
     WHERE m.title = 'Alien' ORDER BY g.name`,
  );
  expect(genres).toEqual([{ name: 'Horror' }, { name: 'Science Fiction' }]);
});

test('leaves films alone that are here with more about them', async () => {
  await bring(await sample());
  await movie.context.database.run(`UPDATE movies SET overview = 'Toys live.', title = 'Toy Story!' WHERE id = 862`);
  await movie.context.database.run('TRUNCATE movielens_movies');
  // One has neither an id nor a year, so it can't be told from others.
  expect(await bring(await sample())).toMatchObject({ films: { added: 1, known: 3 } });
  expect((await movie.api(getMovie, { params: { id: 862 } })).body).toMatchObject({
    title: 'Toy Story!',
    overview: 'Toys live.',
  });
});

test.each([
  ['nothing there', 'missing', /nothing at/],
  ['a folder of other things', 'other', /no data set/],
])('refuses %s with a sentence', async (_, name, sentence) => {
  await dataSet('other', { 'holiday.txt': 'sun' });
  await expect(bring(join(folder, name))).rejects.toThrow(sentence);
});

const many = () => {
  const ratings = Array.from(
    { length: 30_000 },
    (_, at) => `${1 + Math.floor(at / 3)},${[1, 6, 29][at % 3]},4.0,964982703`,
  );
  return dataSet('ml-many', {
    'movies.csv': MOVIES,
    'links.csv': LINKS,
    'ratings.csv': csv('userId,movieId,rating,timestamp', ...ratings),
  });
};

test('goes on where it was when its process was killed, and counts right at any moment', async () => {
  const path = await many();
  const program = fileURLToPath(new URL('./testing-process.ts', import.meta.url));
  const child = spawn(process.execPath, [program, movie.server.url, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(await wrongScores()).toEqual([]);
  const { ratings } = await importMovieLens({ ...movie.context, database }, path, {
    addMembers: async (people) => people.map(({ username }) => Number(username.split('-')[1])),
  });
  expect(ratings.added).toBeLessThan(30_000);
  expect(ratings.added + ratings.known).toBe(30_000);
  expect(await scores()).toMatchObject([862, 902, 949].map((movie_id) => ({ movie_id, rating_count: 10_000 })));
  expect(await wrongScores()).toEqual([]);
});

const shared = fileURLToPath(new URL('../../../../../shared/data/ml-latest-small', import.meta.url));

if (existsSync(shared)) {
  test('brings the whole of ml-latest-small', async () => {
    const report = await bring(shared);
    expect(report).toMatchObject({ films: { added: expect.any(Number), skipped: 0 }, members: 610 });
    expect(report.films.added + report.films.known).toBe(9_742);
    expect(report.ratings.added + report.ratings.known).toBe(100_836);
    expect(report.ratings.skipped).toBe(0);
    expect(report.ratings.known).toBeLessThan(20);
    expect(await wrongScores()).toEqual([]);
  });
} else {
  notTested('the whole of ml-latest-small', 'the data set is not beside this repository');
}
