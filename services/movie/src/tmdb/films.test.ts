// What may come over from TMDb, and how it is kept.
import { expect, test } from '@jest/globals';
import { FilmInFull, ShowInFull } from './answers.ts';
import { filmInFull, listedFilm } from './films.ts';
import { isOf } from './form.ts';

const LISTED = {
  id: 603,
  title: 'The Glass Harbour',
  original_title: 'The Glass Harbour',
  overview: 'A harbour.',
  release_date: '1999-03-30',
  poster_path: '/a-b_c.1.jpg',
  backdrop_path: null,
  original_language: 'en',
  popularity: 12.5,
  vote_average: 7.4,
  vote_count: 100,
  genre_ids: [28, 878],
  adult: false,
};

function listed(fields: Record<string, unknown>) {
  return listedFilm({ ...LISTED, ...fields }, 'movie');
}

function inFull(fields: Record<string, unknown>) {
  const found = JSON.parse(JSON.stringify({ ...LISTED, ...fields }));
  expect(isOf(FilmInFull, found)).toBe(true);
  return filmInFull(found);
}

test.each([
  ['id', '603'],
  ['id', 0],
  ['id', 1_000_000_000],
  ['id', 1.5],
  ['title', null],
  ['title', { toString: 'x' }],
  ['title', '\0 \0'],
  ['overview', ['a']],
  ['genre_ids', 28],
  ['genre_ids', ['28']],
  ['popularity', '12'],
  ['vote_count', {}],
  ['adult', true],
])('an entry whose %s is %j is left out', (name, value) => {
  expect(listed({ [name]: value })).toBeUndefined();
});

test.each([null, undefined, 7, 'film', [], [LISTED]])('an entry that is %j is left out', (entry) => {
  expect(listedFilm(entry, 'movie')).toBeUndefined();
});

test.each([
  ['poster_path', '/../../etc/passwd.jpg', ''],
  ['poster_path', '//evil.example/a.jpg', ''],
  ['poster_path', 'https://evil.example/a.jpg', ''],
  ['poster_path', '/a.jpg"onerror="x', ''],
  ['poster_path', '/a.jpg\n', ''],
  ['poster_path', '/a.html', ''],
  ['poster_path', `/${'a'.repeat(300)}.jpg`, ''],
  ['poster_path', '/a-b_c.1.webp', '/a-b_c.1.webp'],
  ['release_date', '', null],
  ['release_date', null, null],
  ['release_date', '2023-02-30', null],
  ['release_date', '0000-00-00', null],
  ['release_date', '1999', null],
  ['release_date', '2024-02-29', '2024-02-29'],
  ['original_language', 'EN; DROP', ''],
  ['original_language', 'cn', 'cn'],
  ['popularity', -5, 0],
  ['popularity', null, 0],
  ['popularity', 1e300, 1_000_000],
  ['vote_average', 99, 10],
  ['vote_count', 1e12, 2_147_483_647],
  ['title', `${'x'.repeat(499)}😀`, 'x'.repeat(499)],
  ['title', 'a\0b\ud800c', 'ab\ufffdc'],
  ['title', '<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['overview', 'y'.repeat(30_000), 'y'.repeat(20_000)],
])('a %s of %j is kept as %j', (name, given, kept) => {
  expect(listed({ [name]: given })).toMatchObject({ [name]: kept });
});

test('a mean of no votes is not a mean', () => {
  expect(listed({ vote_average: 0, vote_count: 0 })).toMatchObject({ vote_average: null, vote_count: 0 });
});

test('fields that nobody asked for do not come over', () => {
  const hostile = JSON.parse(
    `{ "__proto__": { "created_by": 7 }, "constructor": { "prototype": {} }, "created_by": 7, "given_rating": 5,
       "synced_at": "2020-01-01", "poster_url": "https://evil.example", "id": 603, "title": "T" }`,
  );
  const film = listedFilm(hostile, 'movie');
  expect(Object.keys(film ?? {}).sort()).toEqual(Object.keys(listed({}) ?? {}).sort());
  expect(film).not.toHaveProperty('created_by');
  expect(Object.getPrototypeOf(film)).toBe(Object.prototype);
});

test.each([
  ['runtime', 0, null],
  ['runtime', 1e9, null],
  ['runtime', 90.4, 90],
  ['budget', 0, null],
  ['revenue', 1e15, null],
  ['imdb_id', 'tt0133093', 'tt0133093'],
  ['imdb_id', 'javascript:', null],
  ['imdb_id', '', null],
  ['tagline', null, ''],
])('of details, a %s of %j is kept as %j', (name, given, kept) => {
  expect(inFull({ [name]: given })).toMatchObject({ [name]: kept });
});

test('the first hundred of the cast come in their order, without people who are none', () => {
  const cast = Array.from({ length: 130 }, (_, place) => ({ id: place + 1, name: `P${place}`, order: 130 - place }));
  const film = inFull({
    credits: { cast: [...cast, { id: -1, name: 'X' }, { id: 5, name: ' ', order: 0 }], crew: null },
  });
  expect(film?.cast).toHaveLength(100);
  expect(film?.cast?.[0]).toEqual({ tmdb_id: 130, name: 'P129', profile_path: '', character: '' });
  expect(film?.directors).toEqual([]);
});

test("a show's makers are its directors, and an episode's minutes its runtime", () => {
  const show = {
    id: 4711,
    name: 'Harbour Street',
    first_air_date: '2012-09-18',
    episode_run_time: [52, 45],
    created_by: [{ id: 9, name: 'Ilse Brandner', profile_path: '/i.jpg' }],
    external_ids: { imdb_id: 'tt9500000' },
  };
  expect(isOf(ShowInFull, show)).toBe(true);
  expect(filmInFull(show)).toMatchObject({
    media_type: 'tv',
    tmdb_id: 4711,
    title: 'Harbour Street',
    release_date: '2012-09-18',
    runtime: 52,
    imdb_id: 'tt9500000',
    directors: [{ tmdb_id: 9, name: 'Ilse Brandner', profile_path: '/i.jpg' }],
  });
});
