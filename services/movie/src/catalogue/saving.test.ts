import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type MovieUnderTest, startMovieForTest, toldBy } from '../testing.ts';
import { movieInFull } from './movies.repository.ts';
import { removeFilm } from './removal.ts';
import { type Film, type SavedFilm, saveFilms } from './saving.ts';

let movie: MovieUnderTest;

beforeAll(async () => {
  movie = await startMovieForTest();
});
afterAll(() => movie.stop());

const save = (...films: Film[]): Promise<SavedFilm[]> =>
  movie.context.database.transaction((tx) => saveFilms(movie.context, tx, films));
const saveOne = async (film: Film): Promise<SavedFilm> => (await save(film))[0] as SavedFilm;
const read = (id: number) => movieInFull(movie.context.database, id);

let numbers = 500_000;
/** A number of TMDb that no other test has. */
const aTmdbId = () => ++numbers;
const imdb = () => `tt${aTmdbId()}0`;

describe('a film that is new', () => {
  test('gets an id of ours where TMDb does not know it', async () => {
    const { id, isNew } = await saveOne({ title: 'Home Movie' });
    expect({ isOurs: id >= 1_000_000_000, isNew }).toEqual({ isOurs: true, isNew: true });
  });

  test('has the number of TMDb as its id, and a show one of ours', async () => {
    const tmdb_id = aTmdbId();
    expect(await saveOne({ title: 'Film', tmdb_id })).toEqual({ id: tmdb_id, isNew: true });
    const show = await saveOne({ title: 'Show', tmdb_id, media_type: 'tv' });
    expect(show.id).toBeGreaterThanOrEqual(1_000_000_000);
    expect(await saveOne({ title: 'Show again', tmdb_id, media_type: 'tv' })).toEqual({ id: show.id, isNew: false });
  });

  test('is kept with all that is said of it', async () => {
    const tmdb_id = aTmdbId();
    const { id } = await saveOne({
      tmdb_id,
      title: 'Rashōmon',
      original_title: '羅生門',
      overview: 'A heinous crime and its aftermath.',
      release_date: '1950-08-25',
      runtime: 88,
      vote_average: 8.1,
      budget: 250_000,
      production_countries: [{ iso_3166_1: 'JP', name: 'Japan' }],
      genres: [80, 'drama', 'Jidaigeki', 'JIDAIGEKI'],
      directors: [{ name: 'Akira Kurosawa', tmdb_id: aTmdbId() }],
      cast: [{ name: 'Toshiro Mifune', character: 'Tajōmaru' }, { name: 'Machiko Kyō' }],
    });
    expect(await read(id)).toMatchObject({
      id: tmdb_id,
      title: 'Rashōmon',
      original_title: '羅生門',
      release_date: '1950-08-25',
      rating: expect.closeTo(4.05, 1),
      budget: 250_000,
      genre: 'Crime',
      genres: [{ name: 'Crime' }, { name: 'Drama' }, { name: 'Jidaigeki' }],
      production_countries: [{ iso_3166_1: 'JP', name: 'Japan' }],
      directors: [{ name: 'Akira Kurosawa' }],
      cast: [
        { name: 'Toshiro Mifune', character: 'Tajōmaru' },
        { name: 'Machiko Kyō', character: '' },
      ],
    });
  });

  test('is told to the others, with all its facts', async () => {
    const { id } = await saveOne({
      title: 'Told',
      genres: [18],
      directors: [{ name: 'Someone' }],
      poster_path: '/a.jpg',
    });
    const told = (await toldBy(movie, 'movie.created')).map(({ data }) => data);
    expect(told).toContainEqual({
      movie_id: id,
      media_type: 'movie',
      title: 'Told',
      release_date: null,
      genres: [{ id: 18, name: 'Drama' }],
      directors: ['Someone'],
      cast: [],
      original_language: '',
      popularity: 0,
      vote_average: null,
      vote_count: 0,
      tmdb_id: null,
      imdb_id: null,
      poster_url: 'https://image.tmdb.org/t/p/w500/a.jpg',
    });
  });
});

describe('a film that is there', () => {
  test('stays as it is in what is not given', async () => {
    const { id } = await saveOne({
      title: 'Before',
      tagline: 'stays',
      runtime: 90,
      genres: [35],
      directors: [{ name: 'Stays' }],
      cast: [{ name: 'Goes' }],
    });
    expect(await saveOne({ id, title: 'After', runtime: null, cast: [] })).toEqual({ id, isNew: false });
    expect(await read(id)).toMatchObject({
      title: 'After',
      tagline: 'stays',
      runtime: null,
      genre: 'Comedy',
      directors: [{ name: 'Stays' }],
      cast: [],
    });
    const told = (await toldBy(movie, 'movie.changed')).map(({ data }) => data);
    expect(told).toContainEqual(expect.objectContaining({ movie_id: id, title: 'After', directors: ['Stays'] }));
  });

  test('does not need its title', async () => {
    const { id } = await saveOne({ title: 'Named once' });
    await save({ id, runtime: 7 });
    expect(await read(id)).toMatchObject({ title: 'Named once', runtime: 7 });
    await expect(save({ id: 999_999_999, runtime: 7 })).rejects.toMatchObject({ code: 'movie_not_found' });
  });
});

describe('an IMDb id', () => {
  test('is of one film only', async () => {
    const imdb_id = imdb();
    await save({ title: 'First', imdb_id });
    const { id } = await saveOne({ title: 'Second' });
    await expect(save({ title: 'Third', imdb_id })).rejects.toMatchObject({ code: 'movie_exists' });
    await expect(save({ id, imdb_id })).rejects.toMatchObject({ code: 'movie_exists' });
  });

  test('stays with who has it when TMDb gives it to another film', async () => {
    const imdb_id = imdb();
    const own = await saveOne({ title: 'Added by hand', imdb_id });
    const mirrored = await saveOne({ title: 'Mirrored', imdb_id, tmdb_id: aTmdbId() });
    expect(await read(mirrored.id)).toMatchObject({ title: 'Mirrored', imdb_id: null });
    expect(await read(own.id)).toMatchObject({ imdb_id });
  });
});

describe('many at once', () => {
  test('are answered in the order they were given, each once', async () => {
    const [first, second] = [aTmdbId(), aTmdbId()];
    const saved = await save(
      { title: 'B', tmdb_id: second },
      { title: 'Own' },
      { title: 'A', tmdb_id: first },
      { title: 'B again', tmdb_id: second },
    );
    expect(saved.map(({ id }) => id)).toEqual([second, expect.any(Number), first, second]);
    expect(await read(second)).toMatchObject({ title: 'B again' });
  });

  test('may be saved by many at once, whatever they have in common', async () => {
    const ids = Array.from({ length: 20 }, aTmdbId);
    const shows = Array.from({ length: 5 }, aTmdbId);
    const films = ids.map(
      (tmdb_id, n): Film => ({
        title: `Shared ${n}`,
        tmdb_id,
        genres: [`Genre ${n % 7}`, 18],
        directors: [{ name: `Director ${n % 5}` }],
        cast: [{ name: `Player ${n % 3}`, tmdb_id: 700_000 + (n % 3), profile_path: `/${n}.jpg` }],
      }),
    );
    films.push(...shows.map((tmdb_id): Film => ({ title: `Show ${tmdb_id}`, tmdb_id, media_type: 'tv' })));
    const shuffled = (n: number) => [...films.slice(n * 3), ...films.slice(0, n * 3)].slice(0, 24 - n);
    await Promise.all(Array.from({ length: 8 }, (_, n) => save(...(n % 2 ? shuffled(n) : shuffled(n).reverse()))));

    const { database } = movie.context;
    const known = await database.row(
      `SELECT (SELECT count(*) FROM movies WHERE tmdb_id = ANY ($1)) AS films,
         (SELECT count(*) FROM genres WHERE name LIKE 'Genre %') AS genres,
         (SELECT count(*) FROM people WHERE name LIKE 'Director %') AS directors,
         (SELECT count(*) FROM people WHERE name LIKE 'Player %') AS players,
         (SELECT count(*) FROM credits WHERE movie_id = ANY ($1)) AS credits`,
      [[...ids, ...shows]],
    );
    expect(known).toEqual({ films: 25, genres: 7, directors: 5, players: 3, credits: 40 });
    const created = (await toldBy(movie, 'movie.created')).map(({ data }) => (data as { title: string }).title);
    expect(created.filter((title) => title.startsWith('Shared ')).length).toBe(20);
  });

  test('wait for each other, and none for ever, when they are the same films in another order', async () => {
    for (let round = 0; round < 3; round += 1) {
      const films = Array.from({ length: 150 }, (_, n): Film => ({ title: `Crossed ${n}`, tmdb_id: aTmdbId() }));
      const saved = await Promise.all([save(...films), save(...films.toReversed())]);
      expect(saved.flat().filter(({ isNew }) => isNew).length).toBe(150);
    }
  });

  test('may be other films with the same people and genres, in another order', async () => {
    for (let round = 0; round < 3; round += 1) {
      const named = (what: string) => Array.from({ length: 60 }, (_, n) => `${what} ${round} ${n}`);
      const [genres, people] = [named('Shared genre'), named('Shared person').map((name) => ({ name }))];
      // One after the other: who waits for a genre would come too late to meet over a person.
      await Promise.all([save({ title: 'Forth', genres }), save({ title: 'Back', genres: genres.toReversed() })]);
      await Promise.all([save({ title: 'To', cast: people }), save({ title: 'Fro', cast: people.toReversed() })]);
    }
    const counts = `SELECT (SELECT count(*) FROM genres WHERE name LIKE 'Shared genre %') AS genres,
      (SELECT count(*) FROM people WHERE name LIKE 'Shared person %') AS people`;
    expect(await movie.context.database.row(counts)).toEqual({ genres: 180, people: 180 });
  });

  test('people of one name are one person, unless TMDb tells them apart', async () => {
    const tmdb_id = aTmdbId();
    const saved = await save(
      { title: 'One', cast: [{ name: 'Zoë Kravitz' }] },
      { title: 'Two', directors: [{ name: ' ZOE KRAVITZ ' }] },
      { title: 'Three', cast: [{ name: 'Zoë Kravitz', tmdb_id }] },
    );
    const [one, two, three] = await Promise.all(saved.map(({ id }) => read(id)));
    expect(two?.directors[0]?.id).toBe(one?.cast[0]?.id);
    expect(three?.cast[0]?.id).not.toBe(one?.cast[0]?.id);
  });
});

test('a film that is removed takes with it what was said of it, and is told', async () => {
  const { database } = movie.context;
  const { id } = await saveOne({ title: 'Gone', genres: [18], cast: [{ name: 'Stays' }] });
  await database.run(
    'INSERT INTO movie_ratings (user_id, movie_id, rating) SELECT n, $1, 4 FROM generate_series(1, 1200) AS n',
    [id],
  );
  await database.transaction((tx) => removeFilm(movie.context, tx, id));
  expect(await read(id)).toBeUndefined();
  expect(await database.row('SELECT count(*) AS n FROM movie_ratings WHERE movie_id = $1', [id])).toEqual({ n: 0 });
  expect((await toldBy(movie, 'movie.deleted')).map(({ data }) => data)).toContainEqual({ movie_id: id });
});
