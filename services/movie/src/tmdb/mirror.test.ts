// Films of TMDb become films of ours.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually, type TmdbFault } from '@movies/testing';
import { movieInFull } from '../catalogue/movies.repository.ts';
import { type MirrorUnderTest, startMirrorForTest } from '../testing/mirror.ts';
import { createMirror } from './mirror.ts';

let here: MirrorUnderTest;

beforeAll(async () => {
  here = await startMirrorForTest();
});
afterAll(() => here.stop());
afterEach(() => {
  here.tmdb.heal();
  here.clock.pass(3_600_000);
});

const AWAY = {
  kind: 'unavailable',
  code: 'tmdb_unavailable',
  message: 'This film could not be fetched from TMDb right now. Please try again later.',
};
const shown = (id: number | undefined) => movieInFull(here.core.database, id ?? 0);

async function row(id: number | undefined): Promise<Record<string, unknown> | undefined> {
  return here.core.database.row('SELECT * FROM movies WHERE id = $1', [id]);
}

describe('a film that someone asks for', () => {
  test('comes with all its details, under its number there', async () => {
    expect(await here.mirror.bring({ id: 603 })).toBe(603);
    expect(await shown(603)).toMatchObject({
      id: 603,
      tmdb_id: 603,
      imdb_id: 'tt9100000',
      media_type: 'movie',
      title: 'The Glass Harbour',
      release_date: '1999-03-30',
      runtime: 84,
      tagline: 'The Glass Harbour, at last.',
      genres: [
        { id: 28, name: 'Action' },
        { id: 878, name: 'Science Fiction' },
      ],
      budget: 12_000_000,
      revenue: null,
      release_status: 'Released',
      production_companies: [{ name: 'Lantern & Sons' }],
      poster_url: 'https://image.tmdb.org/t/p/w500/poster-movie-603.jpg',
      vote_average: 5.3,
      vote_count: 703,
      rating: 2.7,
      created_by: null,
      directors: [{ name: 'Jun Takeda' }],
      cast: ['Rosa Quintero', 'Edmund Hale', 'Priya Raman', 'Óscar Valdés', 'Nell Carraway', 'Henrik Solberg'].map(
        (name) => ({ name }),
      ),
    });
    expect(await row(603)).toMatchObject({ given_rating: null, synced_at: expect.any(String) });
  });

  test('is found by its IMDb id', async () => {
    expect(await here.mirror.bring({ imdbId: 'tt9100001' })).toBe(604);
    expect(await shown(604)).toMatchObject({ title: 'The Glass Harbour: Low Tide', imdb_id: 'tt9100001' });
  });

  test('may be a show; that gets a number of ours', async () => {
    const id = await here.mirror.bring({ imdbId: 'tt9500001' });
    expect(id).toBeGreaterThanOrEqual(1_000_000_000);
    expect(await shown(id)).toMatchObject({ media_type: 'tv', tmdb_id: 92_001, title: 'The Cartographers' });
    expect(await here.mirror.bring({ imdbId: 'tt9500001' })).toBe(id);
  });

  test('stands beside a show of the same number', async () => {
    const show = await here.mirror.bring({ imdbId: 'tt9500000' });
    expect(await here.mirror.bring({ id: 4711 })).toBe(4711);
    expect(await shown(4711)).toMatchObject({ media_type: 'movie', tmdb_id: 4711, title: 'Salt and Cinder' });
    expect(await shown(show)).toMatchObject({ media_type: 'tv', tmdb_id: 4711, title: 'Harbour Street' });
  });

  test('may lack a date, a runtime and pictures', async () => {
    expect(await here.mirror.bring({ id: 81_017 })).toBe(81_017);
    expect(await shown(81_017)).toMatchObject({
      release_date: null,
      runtime: null,
      poster_url: '',
      imdb_id: null,
      genres: [],
    });
  });

  test('may have a genre that nobody here knows yet', async () => {
    await here.mirror.bring({ id: 81_028 });
    expect((await shown(81_028))?.genres).toContainEqual({ id: 99_001, name: 'Slow Cinema' });
  });

  test('is brought once, however many ask', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => here.mirror.bring({ id: 81_001 })));
    expect(new Set(ids)).toEqual(new Set([81_001]));
    expect(here.tmdb.count('/movie/81001')).toBe(1);
  });

  test('keeps the text of others as text', async () => {
    const title = `<script>alert('x')</script> "; DROP TABLE movies; --`;
    here.tmdb.change('movie', 81_002, { title, overview: 'a\0b', poster_path: '/x"><script>.jpg', tagline: '\ud800!' });
    await here.mirror.bring({ id: 81_002 });
    expect(await shown(81_002)).toMatchObject({ title, overview: 'ab', poster_path: '', tagline: '\ufffd!' });
  });

  test('brings nothing that was not asked for', async () => {
    const hostile = JSON.parse(
      '{"__proto__":{"polluted":1},"created_by":[],"given_rating":5,"synced_at":"1990-01-01"}',
    );
    here.tmdb.change('movie', 81_003, hostile);
    await here.mirror.bring({ id: 81_003 });
    expect(await row(81_003)).toMatchObject({ created_by: null, given_rating: null });
    expect(new Date(String((await row(81_003))?.synced_at)).getFullYear()).toBeGreaterThan(2_000);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('there is no film', () => {
  test('where TMDb has none; that is remembered for some minutes', async () => {
    for (let times = 0; times < 3; times += 1) expect(await here.mirror.bring({ id: 12_345 })).toBeUndefined();
    expect(here.tmdb.count('/movie/12345')).toBe(1);
    here.clock.pass(5 * 60_000);
    expect(await here.mirror.bring({ id: 12_345 })).toBeUndefined();
    expect(here.tmdb.count('/movie/12345')).toBe(2);
  });

  test('of an IMDb id that leads nowhere', async () => {
    for (let times = 0; times < 3; times += 1) expect(await here.mirror.bring({ imdbId: 'tt0000001' })).toBeUndefined();
    expect(here.tmdb.count('/find/tt0000001')).toBe(1);
  });

  test('under a number of ours; TMDb is not asked', async () => {
    expect(await here.mirror.bring({ id: 1_000_000_000 })).toBeUndefined();
    expect(here.tmdb.count('/movie/1000000000')).toBe(0);
  });

  test('that is not for everyone', async () => {
    expect(await here.mirror.bring({ id: 81_027 })).toBeUndefined();
    expect(await row(81_027)).toBeUndefined();
  });
});

const FAULTS: TmdbFault[] = [
  { kind: 'slow', ms: 1_000 },
  { kind: 'hang' },
  { kind: 'down' },
  { kind: 'broken' },
  { kind: 'too many requests', retryAfter: '7' },
  { kind: 'html' },
  { kind: 'truncated' },
  { kind: 'wrong types' },
  { kind: 'huge' },
];

test.each(FAULTS)('a film nobody has seen is out of reach while TMDb is $kind', async (fault) => {
  here.tmdb.fail(fault);
  const since = performance.now();
  await expect(here.mirror.bring({ id: 81_010 })).rejects.toMatchObject(AWAY);
  await expect(here.mirror.bring({ imdbId: 'tt9100013' })).rejects.toMatchObject(AWAY);
  expect(performance.now() - since).toBeLessThan(3_000);
  expect(await row(81_010)).toBeUndefined();
});

test('nobody waits for two slow answers, and what comes after all is kept for the next who asks', async () => {
  here.tmdb.fail({ kind: 'slow', ms: 350 });
  const hurried = createMirror(here.core, here.client, { patienceMs: 400 });
  await expect(hurried.bring({ imdbId: 'tt9100013' })).rejects.toMatchObject(AWAY);
  await eventually(async () => expect(await row(81_010)).toMatchObject({ title: 'Marigold Station' }));
});

describe('a film that a list has told of', () => {
  test('is completed when it is looked at', async () => {
    const { ids } = await here.mirror.search('Bees');
    expect(ids).toEqual([]);
    await here.mirror.search('beekeeper');
    expect(await shown(81_006)).toMatchObject({ title: 'The Beekeeper of Tallinn', runtime: null, cast: [] });
    await here.mirror.complete(81_006);
    expect(await shown(81_006)).toMatchObject({ runtime: expect.any(Number), imdb_id: 'tt9100009' });
    await here.mirror.complete(81_006);
    expect(here.tmdb.count('/movie/81006')).toBe(1);
  });

  test('stays as it is while TMDb is away', async () => {
    await here.mirror.search('orchard');
    here.tmdb.fail({ kind: 'hang' });
    await here.mirror.complete(81_011);
    expect(await shown(81_011)).toMatchObject({ title: 'The Last Orchard on Mars', runtime: null });
    here.tmdb.heal();
    here.clock.pass(60_000);
    await here.mirror.complete(81_011);
    expect((await shown(81_011))?.runtime).toEqual(expect.any(Number));
  });

  test('stays as it is when TMDb has it no longer, and is not asked for again', async () => {
    await here.mirror.search('whale');
    here.tmdb.titles.splice(
      here.tmdb.titles.findIndex(({ id }) => id === 81_026),
      1,
    );
    await here.mirror.complete(81_026);
    here.clock.pass(3_600_000);
    await here.mirror.complete(81_026);
    expect(await shown(81_026)).toMatchObject({ title: 'The Whale Who Learned to Type' });
    expect(here.tmdb.count('/movie/81026')).toBe(1);
  });
});

test('TMDb is not asked about a film that was added here', async () => {
  const added = await here.core.database.row<{ id: number }>("INSERT INTO movies (title) VALUES ('Ours') RETURNING id");
  const before = here.tmdb.count();
  await here.mirror.complete(added?.id ?? 0);
  expect(await here.mirror.recommendationsOf(added?.id ?? 0)).toEqual({ ids: [], total: 0, fresh: true });
  expect(here.tmdb.count()).toBe(before);
});
