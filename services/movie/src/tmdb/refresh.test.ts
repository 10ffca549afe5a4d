// What is taken anew from TMDb, without anyone asking.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { moviesByIds } from '../catalogue/movies.repository.ts';
import { type MirrorUnderTest, startMirrorForTest } from '../testing/mirror.ts';
import { tmdbJobs } from './jobs.ts';

let here: MirrorUnderTest;

beforeAll(async () => {
  here = await startMirrorForTest();
});
afterAll(() => here.stop());
afterEach(() => {
  here.tmdb.heal();
  here.clock.pass(3_600_000);
});

const never = new AbortController().signal;
const jobs = (ending = never) => tmdbJobs({ ...here.core, mirror: here.mirror }, ending);
const refresh = (ending?: AbortSignal) => jobs(ending).handlers['refresh-from-tmdb']();

async function seenDaysAgo(days: number, ...ids: number[]): Promise<void> {
  for (const id of ids) await here.mirror.bring({ id });
  await here.core.database.run(
    `UPDATE movies SET synced_at = now() - $2 * interval '1 day' WHERE id = ANY ($1::integer[])`,
    [ids, days],
  );
}

async function titleOf(id: number): Promise<string | undefined> {
  return (await moviesByIds(here.core.database, [id]))[0]?.title;
}

const rename = (id: number, title: string) => here.tmdb.change('movie', id, { title });

test('a film that was last seen more than a week ago is taken anew; others are left', async () => {
  await seenDaysAgo(8, 603);
  await seenDaysAgo(6, 604);
  rename(603, 'The Glass Harbour (Restored)');
  rename(604, 'Another name');
  await refresh();
  expect(await titleOf(603)).toBe('The Glass Harbour (Restored)');
  expect(await titleOf(604)).toBe('The Glass Harbour: Low Tide');
  const asked = here.tmdb.count('/movie/603');
  await refresh();
  expect(here.tmdb.count('/movie/603')).toBe(asked);
});

test('what staff changed of a mirrored film is replaced', async () => {
  await seenDaysAgo(8, 605);
  await here.core.database.run("UPDATE movies SET title = 'Ours', created_by = NULL WHERE id = 605");
  await refresh();
  expect(await titleOf(605)).toBe('Sixteen Winters');
});

test('a film that TMDb has no longer stays, and is not asked for each hour', async () => {
  await seenDaysAgo(8, 81_001);
  here.tmdb.titles.splice(
    here.tmdb.titles.findIndex(({ id }) => id === 81_001),
    1,
  );
  await refresh();
  here.clock.pass(3_600_000);
  await refresh();
  expect(await titleOf(81_001)).toBe('A Cartographer of Clouds');
  expect(here.tmdb.count('/movie/81001')).toBe(2);
});

test('one film that can not be had keeps nobody from the others', async () => {
  await seenDaysAgo(9, 81_004);
  await seenDaysAgo(8, 81_005);
  rename(81_004, 'Never seen');
  rename(81_005, 'Ten Lanterns');
  here.tmdb.fail({ kind: 'wrong types' }, /81004/);
  await refresh();
  expect([await titleOf(81_004), await titleOf(81_005)]).toEqual(['灯台の娘', 'Ten Lanterns']);
});

test('while TMDb is away it is asked a few times, and the films wait for the next round', async () => {
  const ids = [81_006, 81_007, 81_008, 81_009, 81_010, 81_011, 81_012, 81_013, 81_014, 81_015, 81_018, 81_019];
  await seenDaysAgo(8, ...ids);
  for (const id of ids) rename(id, `New name of ${id}`);
  here.tmdb.fail({ kind: 'down' });
  const before = here.tmdb.count();
  await refresh();
  expect(here.tmdb.count() - before).toBeLessThanOrEqual(8);
  here.tmdb.heal();
  here.clock.pass(10_000);
  await refresh();
  for (const id of ids) expect(await titleOf(id)).toBe(`New name of ${id}`);
});

test('a film that only a list has told of is completed', async () => {
  await here.mirror.search('tinsmith');
  await here.mirror.search('ferry');
  await refresh();
  const films = await here.core.database.rows('SELECT id FROM movies WHERE tmdb_id > 0 AND synced_at IS NULL');
  expect(films).toEqual([]);
});

test('at the end of the process nothing more is begun', async () => {
  await seenDaysAgo(8, 81_020);
  const before = here.tmdb.count();
  await refresh(AbortSignal.abort());
  expect(here.tmdb.count()).toBe(before);
});

test('genres come under their numbers, and are called what TMDb calls them', async () => {
  const { database } = here.core;
  await database.run("UPDATE genres SET name = 'Sci-Fi' WHERE id = 878");
  await database.run("INSERT INTO genres (id, name) VALUES (1000000000, 'Slow cinema')");
  await jobs().handlers['fill-genres']();
  const rows = await database.rows<{ id: number; name: string }>('SELECT id, name FROM genres');
  expect(rows).toContainEqual({ id: 878, name: 'Science Fiction' });
  // Who had the name first keeps it.
  expect(rows.filter(({ name }) => name.toLowerCase() === 'slow cinema')).toEqual([
    { id: 1_000_000_000, name: 'Slow cinema' },
  ]);
});

test('what is trending and popular is mirrored before anyone asks', async () => {
  await jobs().handlers['mirror-trending']();
  expect(here.tmdb.count('/trending/movie/day')).toBe(1);
  expect(here.tmdb.count('/movie/popular')).toBe(1);
});

test('without a token nothing is done', async () => {
  const { every, handlers } = tmdbJobs({ ...here.core, mirror: undefined }, never);
  const before = here.tmdb.count();
  for (const run of Object.values(handlers)) await run();
  expect(every).toEqual({});
  expect(here.tmdb.count()).toBe(before);
});
