import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  clearMovieCache,
  createMovie,
  deleteMovie,
  getMovie,
  type MovieInFull,
  type NewMovie,
  updateMovie,
} from '@movies/contract';
import type { TestMember } from '@movies/testing';
import { aFilm, type MovieUnderTest, newFilm, startMovieForTest } from '../testing.ts';

let movie: MovieUnderTest;
let member: TestMember;

beforeAll(async () => {
  movie = await startMovieForTest();
  member = movie.newMember();
});
afterAll(() => movie.stop());

const add = (body: NewMovie, { token } = member) => movie.api(createMovie, { token, body });
async function added(body: NewMovie): Promise<number> {
  const answer = await add(body);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.id;
}
async function film(id: number | string): Promise<MovieInFull> {
  const { status, body } = await movie.api(getMovie, { params: { id } });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body as MovieInFull;
}

const WHOLE: NewMovie = {
  title: 'Le Samouraï',
  original_title: 'Le Samouraï (1967)',
  description: 'A hitman is betrayed.\n\n  Twice.',
  tagline: 'There is no solitude greater…',
  rating: 4.5,
  genres: ['Crime', 53, 'Polar'],
  poster_url: 'https://example.org/poster.jpg?size=1&x=2',
  backdrop_url: 'https://example.org/backdrop.jpg',
  release_date: '1967-10-25',
  runtime: 105,
  imdb_id: 'tt0062229',
  original_language: 'fr',
  budget: 0,
  revenue: 39_481_000_000,
  release_status: 'Released',
  directors: ['Jean-Pierre Melville'],
  cast: [{ name: 'Alain Delon', character: 'Jef Costello' }, 'Nathalie Delon'],
};

describe('a movie that is added', () => {
  test('is answered with its id and where it is', async () => {
    const { status, body, headers } = await add({ title: 'Just a title' });
    expect({ status, body }).toEqual({ status: 201, body: { message: 'Movie created', id: expect.any(Number) } });
    const { id } = body as { id: number };
    expect(headers.get('location')).toBe(`/api/movies/${id}`);
    expect(id).toBeGreaterThanOrEqual(1_000_000_000);
  });

  test('comes back as it was written, whole', async () => {
    const id = await added(WHOLE);
    const person = (name: string) => ({ id: expect.any(Number), name });
    expect(await film(id)).toEqual({
      ...WHOLE,
      id,
      tmdb_id: null,
      media_type: 'movie',
      overview: WHOLE.description,
      rating_count: 0,
      review_count: 0,
      histogram: Array(11).fill(0),
      genre: 'Crime',
      genres: [{ id: 80, name: 'Crime' }, { id: 53, name: 'Thriller' }, person('Polar')],
      genre_ids: [80, 53, expect.any(Number)],
      poster_path: '',
      backdrop_path: '',
      vote_average: null,
      vote_count: 0,
      popularity: 0,
      production_companies: [],
      production_countries: [],
      spoken_languages: [],
      directors: [person('Jean-Pierre Melville')],
      cast: [
        { ...person('Alain Delon'), character: 'Jef Costello', profile_url: '' },
        { ...person('Nathalie Delon'), character: '', profile_url: '' },
      ],
      created_by: member.id,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
  });

  test.each([
    [{ description: 'one' }, 'one'],
    [{ overview: 'two' }, 'two'],
    [{ description: 'one', overview: 'two' }, 'two'],
  ])('is described in one of two fields: %j', async (fields, text) => {
    expect(await film(await added(aFilm(fields)))).toMatchObject({ description: text, overview: text });
  });

  test.each<[Partial<NewMovie>, string[]]>([
    [{ genre: 'Drama' }, ['Drama']],
    [{ genre: 18 }, ['Drama']],
    [{ genre: '18' }, ['Drama']],
    [{ genres: ['DRAMA', 'science fiction', 28] }, ['Drama', 'Science Fiction', 'Action']],
    [{ genre: 'Action', genres: ['Drama', 'Action'] }, ['Action', 'Drama']],
    [{ genres: [] }, []],
  ])('has genres by name or number: %j', async (fields, names) => {
    const { genre, genres } = await film(await added(aFilm(fields)));
    expect({ genre, names: genres.map(({ name }) => name) }).toEqual({ genre: names[0] ?? '', names });
  });

  test('is refused with a genre that has no such number', async () => {
    expect(await add(aFilm({ genre: 4711 }))).toMatchObject({
      status: 400,
      body: { code: 'unknown_genre', errors: [{ field: 'genre', message: 'There is no genre 4711.' }] },
    });
    const second = await add(aFilm({ genres: [18, 4712] }));
    expect(second).toMatchObject({ status: 400, body: { errors: [{ field: 'genres' }] } });
  });

  test('is refused where its IMDb id is taken', async () => {
    const imdb_id = 'tt7000001';
    const id = await added(aFilm({ imdb_id }));
    expect(await add(aFilm({ imdb_id }))).toMatchObject({ status: 409, body: { code: 'movie_exists' } });
    expect((await film(`imdb:${imdb_id}`)).id).toBe(id);
  });

  test('is added once, when two send one IMDb id at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => add(aFilm({ imdb_id: 'tt7000002' }), movie.newMember())),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });

  test('is not what the sender says of who made it and when', async () => {
    const wanted = {
      id: 7,
      tmdb_id: 7,
      created_by: 999,
      created_at: '1999-01-01T00:00:00Z',
      popularity: 1e9,
      vote_count: 5,
    };
    const id = await added({ ...aFilm(), ...wanted } as NewMovie);
    expect(await film(id)).toMatchObject({ tmdb_id: null, created_by: member.id, popularity: 0, vote_count: 0 });
    expect(id).not.toBe(7);
  });

  test.each([
    [{ title: '' }, 'title'],
    [{ title: '  \n ' }, 'title'],
    [{ title: undefined }, 'title'],
    [{ title: 'x'.repeat(501) }, 'title'],
    [{ title: 'a\u0000b' }, 'title'],
    [{ rating: 5.5 }, 'rating'],
    [{ rating: 4.2 }, 'rating'],
    [{ rating: '4' }, 'rating'],
    [{ release_date: '1999-02-30' }, 'release_date'],
    [{ release_date: 'soon' }, 'release_date'],
    [{ poster_url: 'javascript:alert(1)' }, 'poster_url'],
    [{ poster_url: 'https://x"onerror=' }, 'poster_url'],
    [{ runtime: -1 }, 'runtime'],
    [{ runtime: 1.5 }, 'runtime'],
    [{ imdb_id: '0062229' }, 'imdb_id'],
    [{ media_type: 'song' }, 'media_type'],
    [{ original_language: 'french' }, 'original_language'],
    [{ budget: 1e12 }, 'budget'],
    [{ genres: Array(21).fill('Drama') }, 'genres'],
    [{ genres: 'Drama' }, 'genres'],
    [{ directors: [''] }, 'directors[0]'],
    [{ cast: [{ character: 'Nobody' }] }, 'cast[0]'],
  ])('is refused with what is wrong named: %j', async (wrong, field) => {
    const { status, body } = await add({ ...aFilm(), ...wrong } as NewMovie);
    expect({ status, body }).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    const { errors } = body as unknown as { errors: { field: string }[] };
    expect(errors.some((error) => error.field.startsWith(field))).toBe(true);
  });

  test('wants a member', async () => {
    expect((await movie.api(createMovie, { body: aFilm() })).status).toBe(401);
  });

  test.each([
    "'; DROP TABLE movies; --",
    '$1 $$ \\',
    '{"a":1}',
    '<script>alert(1)</script>',
    '🎬 film \u{1f469}‍\u{1f680}',
    'مرحبا \u202eevil',
    'e\u0301 is not é',
    ' spaces  stay ',
  ])('keeps any text as it is: %s', async (text) => {
    const id = await added({
      title: text,
      overview: text,
      tagline: text,
      genre: 'Drama',
      cast: [{ name: 'A', character: text }],
    });
    expect(await film(id)).toMatchObject({ title: text, overview: text, tagline: text, cast: [{ character: text }] });
  });
});

describe('one movie', () => {
  test('is found by its id, by IMDb and by TMDb', async () => {
    const id = await added(aFilm({ imdb_id: 'tt7100001' }));
    expect((await film('imdb:tt7100001')).id).toBe(id);
    await movie.context.database.run(`INSERT INTO movies (id, tmdb_id, title) VALUES (603, 603, 'The Matrix')`);
    expect(await film('tmdb:603')).toMatchObject({ id: 603, title: 'The Matrix' });
    expect(await film(603)).toMatchObject({ id: 603 });
  });

  test.each([999_999_999, 9_999_999_999, 'imdb:tt0000001', 'tmdb:4711'])('is missing: %s', async (id) => {
    const { status, body } = await movie.api(getMovie, { params: { id } });
    expect({ status, body }).toMatchObject({
      status: 404,
      body: { code: 'movie_not_found', message: 'Movie not found' },
    });
  });

  test.each(['0', '-1', '1.5', 'abc', "1' OR '1'='1", 'imdb:603', 'tmdb:x', '٣'])(
    'is not asked for by %s',
    async (id) => {
      const { status, body } = await movie.api(getMovie, { params: { id } });
      expect({ status, body }).toMatchObject({ status: 400, body: { errors: [{ field: 'id' }] } });
    },
  );

  test('says what a member has done with it, to them alone', async () => {
    const id = await newFilm(movie);
    const { token, id: userId } = movie.newMember();
    const mine = async () => ((await movie.api(getMovie, { params: { id }, token })).body as MovieInFull).my;
    expect(await mine()).toEqual({ rating: null, review_id: null, favorite: false, watchlist: false, watched: false });
    await movie.context.database.run(
      `INSERT INTO user_movie_interactions (user_id, movie_id, interaction_type) VALUES ($1, $2, 'liked'), ($1, $2, 'watched')`,
      [userId, id],
    );
    expect(await mine()).toEqual({ rating: null, review_id: null, favorite: true, watchlist: false, watched: true });
    expect(await film(id)).not.toHaveProperty('my');
  });
});

describe('a movie that is changed', () => {
  const change = (id: number | string, body: object, { token } = member) =>
    movie.api(updateMovie, { params: { id }, token, body });

  test('is as it was in what is not sent', async () => {
    const { imdb_id: _, ...details } = WHOLE;
    const id = await added(details);
    const before = await film(id);
    expect(await change(id, {})).toMatchObject({ status: 200, body: { message: 'Movie updated successfully' } });
    expect(await film(id)).toEqual({ ...before, updated_at: expect.any(String) });
    await change(id, { title: 'The Samurai', release_date: null, cast: [], genre: 'Drama' });
    expect(await film(id)).toEqual({
      ...before,
      title: 'The Samurai',
      release_date: null,
      cast: [],
      genre: 'Drama',
      genres: [{ id: 18, name: 'Drama' }],
      genre_ids: [18],
      updated_at: expect.any(String),
    });
  });

  test.each(['updateMovie', 'deleteMovie'])('is changed or deleted by who added it, and by staff: %s', async (what) => {
    const act = (id: number, { token }: TestMember) =>
      what === 'updateMovie'
        ? movie.api(updateMovie, { params: { id }, token, body: { title: 'Mine' } })
        : movie.api(deleteMovie, { params: { id }, token });
    const [own, other] = [await added(aFilm({ title: 'Theirs' })), await newFilm(movie, { title: 'Another' })];
    expect(await act(other, member)).toMatchObject({ status: 403, body: { code: 'not_yours' } });
    expect((await film(other)).title).toBe('Another');
    expect((await act(own, member)).status).toBe(200);
    expect((await act(other, movie.newMember('staff'))).status).toBe(200);
    await movie.context.database.run(`INSERT INTO movies (id, title) VALUES ($1, 'Of nobody')`, [
      what === 'updateMovie' ? 71 : 72,
    ]);
    expect((await act(what === 'updateMovie' ? 71 : 72, member)).status).toBe(403);
  });

  test('is missing, or wrong, or in conflict', async () => {
    const id = await added(aFilm());
    expect(await change(999_999_999, { title: 'x' })).toMatchObject({ status: 404, body: { code: 'movie_not_found' } });
    expect(await change(id, { title: '' })).toMatchObject({ status: 400, body: { errors: [{ field: 'title' }] } });
    const imdb_id = 'tt7200001';
    await added(aFilm({ imdb_id }));
    expect(await change(id, { imdb_id })).toMatchObject({ status: 409, body: { code: 'movie_exists' } });
    expect((await movie.api(updateMovie, { params: { id }, body: {} })).status).toBe(401);
  });
});

test('a movie that is deleted is gone, and says so', async () => {
  const id = await added(aFilm());
  await film(id);
  const answer = await movie.api(deleteMovie, { params: { id }, token: member.token });
  expect(answer).toMatchObject({ status: 200, body: { message: 'Movie deleted successfully' } });
  expect((await movie.api(getMovie, { params: { id } })).status).toBe(404);
  expect((await movie.api(deleteMovie, { params: { id }, token: member.token })).status).toBe(404);
});

test('who has gone can add and change nothing', async () => {
  const gone = movie.newMember();
  const id = await added(aFilm());
  await movie.context.database.run('INSERT INTO authors (user_id, gone) VALUES ($1, true)', [gone.id]);
  expect(await add(aFilm(), gone)).toMatchObject({ status: 401, body: { code: 'account_gone' } });
  const { token } = gone;
  expect((await movie.api(updateMovie, { params: { id }, token, body: { title: 'x' } })).status).toBe(401);
});

test('the cache is cleared by staff', async () => {
  const clear = (token?: string) => movie.api(clearMovieCache, { token });
  expect((await clear()).status).toBe(401);
  expect((await clear(member.token)).status).toBe(403);
  const answer = await clear(movie.newMember('staff').token);
  expect(answer).toMatchObject({ status: 200, body: { message: 'All cache cleared successfully' } });
});
