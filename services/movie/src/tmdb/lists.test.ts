// What TMDb lists, as films of ours.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { TmdbFault } from '@movies/testing';
import { moviesByIds } from '../catalogue/movies.repository.ts';
import { TMDB } from '../tags.ts';
import { type MirrorUnderTest, startMirrorForTest } from '../testing/mirror.ts';

let here: MirrorUnderTest;

beforeAll(async () => {
  here = await startMirrorForTest();
});
afterAll(() => here.stop());
afterEach(async () => {
  here.tmdb.heal();
  here.clock.pass(3_600_000);
  await here.core.cache.purge([TMDB]);
});

const shown = (ids: number[]) => moviesByIds(here.core.database, ids);
const events = () => here.core.database.rows<{ type: string; data: { movie_id: number } }>('SELECT * FROM event_log');

test('popular films are kept with what the list tells of them, in its order', async () => {
  const { ids, total, fresh } = await here.mirror.popular();
  expect([ids.length, total, fresh]).toEqual([20, 32, true]);
  const films = await shown(ids);
  expect(films.map(({ id }) => id)).toEqual(ids);
  expect(films.map(({ popularity }) => popularity)).toEqual(films.map((film) => film.popularity).sort((a, b) => b - a));
  expect(films[0]).toMatchObject({ tmdb_id: ids[0], overview: expect.stringMatching(/^What happens/), runtime: null });
});

test('a part of a list may lie across its pages', async () => {
  const { ids: all } = await here.mirror.popular({ offset: 0, limit: 100 });
  const { ids } = await here.mirror.popular({ offset: 15, limit: 10 });
  expect(all).toHaveLength(32);
  expect(ids).toEqual(all.slice(15, 25));
  expect(await here.mirror.popular({ offset: 100, limit: 20 })).toMatchObject({ ids: [], total: 32 });
  expect(await here.mirror.popular({ offset: 99_999_980, limit: 20 })).toMatchObject({ ids: [], fresh: true });
});

test('a list is asked for once in an hour', async () => {
  const before = here.tmdb.count('/trending/movie/day');
  const first = await here.mirror.trending();
  expect(await here.mirror.trending()).toEqual(first);
  expect(here.tmdb.count('/trending/movie/day')).toBe(before + 1);
});

test('a search finds films and shows; people are left out', async () => {
  const { ids } = await here.mirror.search('  HARBOUR ');
  expect((await shown(ids)).map(({ media_type, title }) => [media_type, title])).toEqual([
    ['movie', 'The Glass Harbour'],
    ['movie', 'The Glass Harbour: Low Tide'],
    ['tv', 'Harbour Street'],
  ]);
  expect((await here.mirror.search('harbour')).ids).toEqual(ids);
});

test('words of a search are only words', async () => {
  const { ids, fresh } = await here.mirror.search('a&page=7#/../ü\n"');
  expect({ ids, fresh }).toEqual({ ids: [], fresh: true });
  expect(here.tmdb.requests.at(-1)).toMatchObject({
    path: '/search/multi',
    query: { query: 'a&page=7#/../ü\n"', page: '1' },
  });
});

test('films of a genre, and films like another one', async () => {
  const { ids: westerns } = await here.mirror.discover(37);
  expect(westerns).toEqual([81_025]);
  await here.mirror.search('harbour street');
  const [show] = await here.core.database.rows<{ id: number }>("SELECT id FROM movies WHERE title = 'Harbour Street'");
  const { ids: shows } = await here.mirror.recommendationsOf(show?.id ?? 0);
  expect((await shown(shows)).map(({ media_type }) => media_type)).toEqual(['tv', 'tv', 'tv']);
  const { ids: films } = await here.mirror.recommendationsOf(81_025);
  expect(films).toEqual([]);
});

test('nothing that is not for everyone is listed', async () => {
  here.tmdb.change('movie', 81_022, { adult: true });
  const { ids } = await here.mirror.search('velvet');
  expect(ids).toEqual([]);
});

test('a wrong entry is left out, not the list it is on', async () => {
  here.tmdb.change('movie', 81_018, { title: { $ne: 1 }, id: '1; DROP TABLE movies' });
  const { ids } = await here.mirror.discover(53);
  expect(ids).toHaveLength(2);
});

describe('of a film that is here', () => {
  test('what is popular tells news; what a search finds does not', async () => {
    await here.mirror.popular({ offset: 0, limit: 40 });
    here.tmdb.change('movie', 81_013, { popularity: 500, vote_count: 900, title: 'Two Right Shoes' });
    await here.mirror.search('shoes');
    expect(await shown([81_013])).toMatchObject([{ title: 'Two Left Shoes' }]);
    await here.core.cache.purge([TMDB]);
    await here.mirror.popular({ offset: 0, limit: 40 });
    expect(await shown([81_013])).toMatchObject([{ title: 'Two Right Shoes', popularity: 500, vote_count: 900 }]);
  });

  test('nothing is told again where nothing changed', async () => {
    await here.mirror.popular();
    const before = (await events()).length;
    await here.core.cache.purge([TMDB]);
    await here.mirror.popular();
    expect(await events()).toHaveLength(before);
  });

  test('details stay when a list tells less', async () => {
    await here.mirror.bring({ id: 81_014 });
    here.tmdb.change('movie', 81_014, { popularity: 777 });
    await here.core.cache.purge([TMDB]);
    await here.mirror.popular({ offset: 0, limit: 40 });
    expect(await shown([81_014])).toMatchObject([
      { popularity: 777, runtime: expect.any(Number), imdb_id: 'tt9100017' },
    ]);
  });
});

const FAULTS: TmdbFault[] = [
  { kind: 'hang' },
  { kind: 'slow', ms: 1_000 },
  { kind: 'down' },
  { kind: 'broken' },
  { kind: 'too many requests' },
  { kind: 'html' },
  { kind: 'truncated' },
  { kind: 'huge' },
];

describe.each(FAULTS)('while TMDb is $kind', (fault) => {
  test('a list that nobody has seen is empty, and says that it is not fresh', async () => {
    here.tmdb.fail(fault);
    const since = performance.now();
    expect(await here.mirror.search(`unseen ${fault.kind}`)).toEqual({ ids: [], total: 0, fresh: false });
    expect(performance.now() - since).toBeLessThan(1_500);
  });
});

test('while TMDb talks nonsense, nothing of it is kept', async () => {
  here.tmdb.fail({ kind: 'wrong types' });
  const before = await here.core.database.row('SELECT count(*) FROM movies');
  expect((await here.mirror.discover(18)).ids).toEqual([]);
  expect(await here.core.database.row('SELECT count(*) FROM movies')).toEqual(before);
});
