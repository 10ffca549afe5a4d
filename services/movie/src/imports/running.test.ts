import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { importReport, myImports, rateMovie, undoImport } from '@movies/contract';
import { eventually, type TestMember } from '@movies/testing';
import { holdAuthor } from '../members/authors.ts';
import { erase } from '../members/erasure.ts';
import { type MovieUnderTest, newFilm, startMovieForTest, toldBy } from '../testing.ts';
import { addImport, addLines, importById, queueImport } from './imports.repository.ts';
import { runImport } from './running.ts';
import { csv, finished, imported, send, zip } from './testing.ts';
import { tidyImports } from './tidying.ts';

let movie: MovieUnderTest;
let films: number[];

beforeAll(async () => {
  movie = await startMovieForTest();
  films = await Promise.all(
    [1, 2, 3].map((number) =>
      newFilm(movie, { title: `Story ${number}`, release_date: '1999-01-01', imdb_id: `tt000000${number}` }),
    ),
  );
});
afterAll(() => movie.stop());

const HEAD = 'imdb_id,title,rating,date';
const line = (number: number, rating: number | string, date = '2020-01-01') =>
  `tt000000${number},Story ${number},${rating},${date}`;

async function ratingsOf({ id }: TestMember) {
  return movie.context.database.rows<{ movie_id: number; rating: number; updated_at: string }>(
    'SELECT movie_id, rating, updated_at FROM movie_ratings WHERE user_id = $1 ORDER BY movie_id',
    [id],
  );
}

const undo = (member: TestMember, id: number) => movie.api(undoImport, { token: member.token, params: { id } });

test('is accepted with the place of its report, and tells what it changed', async () => {
  const member = movie.newMember();
  const { status, body, location } = await send(movie, member, csv(HEAD, line(1, 4)));
  expect({ status, body, location }).toEqual({
    status: 202,
    body: { id: body.id, status: 'queued' },
    location: `/api/user/imports/${body.id}`,
  });
  const report = await finished(movie, member, body.id);
  expect(report).toMatchObject({ status: 'done', dry_run: false, file: 'ratings.csv', source: null });
  expect(await ratingsOf(member)).toEqual([{ movie_id: films[0], rating: 4, updated_at: '2020-01-01T00:00:00.000Z' }]);
  const told = (await toldBy(movie, 'rating.set')).map(({ data }) => data as { user_id: number });
  expect(told.filter(({ user_id }) => user_id === member.id)).toEqual([
    { user_id: member.id, movie_id: films[0], rating: 4, previous: null, rated_at: expect.any(String) },
  ]);
});

test('a dry run says the same and changes nothing', async () => {
  const member = movie.newMember();
  const content = zip(
    { name: 'diary.csv', content: csv('Name,Year,Letterboxd URI,Rating,Watched Date', 'Story 1,1999,u,4,2020-01-01') },
    { name: 'ratings.csv', content: csv('Name,Year,Letterboxd URI,Rating', 'Story 1,1999,u,4', 'Story 2,1999,u,3') },
  );
  const dry = await imported(movie, member, content, { name: 'a.zip', query: '?dry_run=true' });
  expect(dry).toMatchObject({ status: 'done', dry_run: true, counts: { added: 2, unchanged: 1 } });
  expect(await ratingsOf(member)).toEqual([]);
  expect(await movie.context.database.rows('SELECT * FROM import_changes WHERE import_id = $1', [dry.id])).toEqual([]);
  const real = await imported(movie, member, content, { name: 'a.zip' });
  expect(real.counts).toEqual(dry.counts);
});

describe('what I rated after what the file says', () => {
  test('stays, and the report says so', async () => {
    const member = movie.newMember();
    await movie.api(rateMovie, { token: member.token, params: { id: films[0] as number }, body: { rating: 2 } });
    const { rows } = await imported(movie, member, csv(HEAD, line(1, 5)));
    expect(rows).toMatchObject([{ outcome: 'unchanged', note: 'The rating of 2 is newer.' }]);
    expect(await ratingsOf(member)).toMatchObject([{ rating: 2 }]);
  });

  test('gives way where the file has no date', async () => {
    const member = movie.newMember();
    await movie.api(rateMovie, { token: member.token, params: { id: films[0] as number }, body: { rating: 2 } });
    const { rows } = await imported(movie, member, csv(HEAD, line(1, 5, '')));
    expect(rows).toMatchObject([{ outcome: 'changed', note: 'The rating was 2.' }]);
    expect(await ratingsOf(member)).toMatchObject([{ rating: 5 }]);
  });
});

test('of several lines about one film the newest counts, whatever their order', async () => {
  const member = movie.newMember();
  const content = csv(HEAD, line(1, 2, '2020-01-01'), line(1, 3, '2022-01-01'), line(1, 4, '2021-01-01'));
  const first = await imported(movie, member, content);
  expect(first.rows.map(({ outcome }) => outcome)).toEqual(['added', 'changed', 'unchanged']);
  expect(await ratingsOf(member)).toMatchObject([{ rating: 3 }]);
  const second = await imported(movie, member, content);
  expect(second.counts.unchanged).toBe(3);
});

describe('undoing', () => {
  test('takes away what was added, and makes what was changed as it was', async () => {
    const member = movie.newMember();
    await imported(movie, member, csv(HEAD, line(1, 2, '2019-01-01')));
    const before = await ratingsOf(member);
    const content = csv(
      'imdb_id,rating,date,review,liked,watchlist,watched_date',
      'tt0000001,5,2020-01-01,,yes,,',
      'tt0000002,4,2020-01-01,Fine.,,yes,2019-05-06',
    );
    const { id, counts } = await imported(movie, member, content);
    expect(counts.added).toBe(2);
    expect(await undo(member, id)).toMatchObject({ status: 200 });
    expect(await ratingsOf(member)).toEqual(before);
    const left = await movie.context.database.row(
      `SELECT (SELECT count(*) FROM user_movie_interactions WHERE user_id = $1) AS lists,
         (SELECT count(*) FROM movie_reviews WHERE user_id = $1) AS reviews`,
      [member.id],
    );
    expect(left).toEqual({ lists: 0, reviews: 0 });
    const { body } = await movie.api(importReport, { token: member.token, params: { id }, query: {} });
    expect(body).toMatchObject({ status: 'undone' });
    const told = (await toldBy(movie)).filter(({ data }) => (data as { user_id: number }).user_id === member.id);
    expect(
      told
        .map(({ type }) => type)
        .slice(-6)
        .toSorted(),
    ).toEqual([
      'interaction.removed',
      'interaction.removed',
      'interaction.removed',
      'rating.removed',
      'rating.set',
      'review.removed',
    ]);
  });

  test('leaves what I changed since', async () => {
    const member = movie.newMember();
    const { id } = await imported(movie, member, csv(HEAD, line(1, 4), line(2, 4), line(3, 4)));
    const rate = (film: number | undefined, rating: number) =>
      movie.api(rateMovie, { token: member.token, params: { id: film as number }, body: { rating } });
    await rate(films[0], 1);
    await rate(films[1], 1);
    await rate(films[1], 4);
    await undo(member, id);
    const left = (await ratingsOf(member)).map(({ movie_id, rating }) => [movie_id, rating]);
    expect(Object.fromEntries(left)).toEqual({ [films[0] as number]: 1, [films[1] as number]: 4 });
  });

  test('twice is once', async () => {
    const member = movie.newMember();
    const { id } = await imported(movie, member, csv(HEAD, line(1, 4)));
    await undo(member, id);
    await imported(movie, member, csv(HEAD, line(1, 4)));
    expect((await undo(member, id)).status).toBe(200);
    expect(await ratingsOf(member)).toHaveLength(1);
  });

  test('waits for none that is running, and is for its member alone', async () => {
    const member = movie.newMember();
    const { id } = await imported(movie, member, csv(HEAD, line(1, 4)));
    expect(await undo(movie.newMember(), id)).toMatchObject({ status: 404, body: { code: 'import_not_found' } });
    await movie.context.database.run(`UPDATE imports SET status = 'running' WHERE id = $1`, [id]);
    expect(await undo(member, id)).toMatchObject({ status: 409, body: { code: 'import_running' } });
    expect(await send(movie, member, csv(HEAD, line(1, 4)))).toMatchObject({
      status: 409,
      body: { code: 'import_running' },
    });
  });
});

test('of several that come at once one is taken', async () => {
  const member = movie.newMember();
  const content = csv(HEAD, ...Array.from({ length: 600 }, () => line(1, 4)));
  const sent = await Promise.all([1, 2, 3].map(() => send(movie, member, content)));
  const taken = sent.filter(({ status }) => status === 202);
  expect(taken.length).toBeGreaterThanOrEqual(1);
  await Promise.all(taken.map(({ body }) => finished(movie, member, body.id)));
  expect(sent.filter(({ status }) => status !== 202).every(({ status }) => status === 409)).toBe(true);
  const { body } = await movie.api(myImports, { token: member.token });
  expect(body).toHaveLength(taken.length);
});

test('two workers on one import do each line once', async () => {
  const member = movie.newMember();
  const titles = Array.from({ length: 700 }, (_, at) => line(1 + (at % 3), 4, `2020-01-01`));
  const { body } = await send(movie, member, csv(HEAD, ...titles));
  await Promise.all([1, 2, 3].map(() => runImport(movie.context, body.id)));
  const report = await finished(movie, member, body.id);
  expect(report.progress).toEqual({ done: 700, total: 700 });
  expect(report.counts).toMatchObject({ added: 3, unchanged: 697 });
});

test('goes on where it was when its worker was killed', async () => {
  const member = movie.newMember();
  const { database } = movie.context;
  await movie.context.database.transaction((tx) => holdAuthor(tx, { userId: member.id, username: member.username }));
  const id = await database.transaction((tx) => addImport(tx, { userId: member.id, file: 'a.csv', dryRun: false }));
  const lines = Array.from({ length: 3_000 }, (_, at) => ({
    place: at + 1,
    file: 'a.csv',
    line: at + 2,
    title: `Story ${1 + (at % 3)}`,
    year: 1999,
    said: { rating: (at % 9) / 2 + 0.5, rated_at: new Date(1e12 + at * 1e6).toISOString() },
    note: '',
  }));
  await addLines(database, id, lines);
  await queueImport(database, id, { total: 3_000, source: null, halved: false, notUnderstood: 0 });
  const program = fileURLToPath(new URL('./testing-process.ts', import.meta.url));
  const worker = spawn(process.execPath, [program, movie.server.url, String(id)], { stdio: 'inherit' });
  await eventually(async () => expect((await importById(database, id))?.done).toBeGreaterThan(0), 10_000);
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  expect((await importById(database, id))?.status).toBe('running');
  while (await runImport(movie.context, id));
  const report = await finished(movie, member, id);
  expect(report.progress).toEqual({ done: 3_000, total: 3_000 });
  expect(report.counts).toMatchObject({ added: 3, not_found: 0 });
  const told = (await toldBy(movie, 'rating.set')).filter(
    ({ data }) => (data as { user_id: number }).user_id === member.id,
  );
  const previous = told.map(({ data }) => (data as { previous: number | null }).previous);
  expect(previous.filter((rating) => rating === null)).toHaveLength(3);
  const last = lines.slice(-3).map(({ said }, at) => ({ movie_id: films[at], rating: said.rating }));
  const rated = (await ratingsOf(member)).map(({ movie_id, rating }) => ({ movie_id, rating }));
  expect(new Set(rated)).toEqual(new Set(last));
  await undo(member, id);
  expect(await ratingsOf(member)).toEqual([]);
});

test('one whose job was lost is found again', async () => {
  const member = movie.newMember();
  const { body } = await send(movie, member, csv(HEAD, line(1, 4)));
  await finished(movie, member, body.id);
  await movie.context.database.run(
    `UPDATE imports SET status = 'queued', updated_at = now() - interval '1 minute' WHERE id = $1`,
    [body.id],
  );
  const asked: number[] = [];
  await tidyImports(movie.context.database, async (id) => void asked.push(id));
  expect(asked).toEqual([body.id]);
});

test('the report comes in pages, and by outcome', async () => {
  const member = movie.newMember();
  const content = csv(HEAD, line(1, 4), line(1, 4), line(2, 4), 'tt7777777,None,3,');
  const { id } = await imported(movie, member, content);
  const ask = (query: object) => movie.api(importReport, { token: member.token, params: { id }, query });
  const second = await ask({ page: 2, limit: 2 });
  expect(second.body).toMatchObject({ rows: [{ line: 4 }, { line: 5, outcome: 'not_found' }] });
  expect(second.headers.get('x-total-count')).toBe('4');
  const missing = await ask({ outcome: 'not_found' });
  expect(missing.body).toMatchObject({ rows: [{ line: 5 }], counts: { not_found: 1, added: 2, unchanged: 1 } });
  expect(missing.headers.get('x-total-count')).toBe('1');
});

test('nothing is left of the imports of someone who leaves', async () => {
  const member = movie.newMember();
  const { id } = await imported(movie, member, csv(HEAD, line(1, 4)));
  await movie.context.database.transaction((tx) => erase(movie.context, tx, member.id));
  for (const table of ['import_rows', 'import_changes']) {
    expect(await movie.context.database.rows(`SELECT FROM ${table} WHERE import_id = $1`, [id])).toEqual([]);
  }
  expect(await movie.context.database.rows('SELECT FROM imports WHERE user_id = $1', [member.id])).toEqual([]);
});
