import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { myReview, ratingSet } from '@movies/contract';
import { movieInFull } from '../catalogue/movies.repository.ts';
import { hearDeleted } from '../testing/accounts.ts';
import { insertFilm } from '../testing/films.ts';
import { newReview } from '../testing/reviews.ts';
import { statementsOf } from '../testing/statements.ts';
import { type MovieUnderTest, startMovieForTest, toldBy } from '../testing.ts';
import { type RatingToSave, saveRatings } from './bulk.ts';

let movie: MovieUnderTest;

beforeAll(async () => {
  movie = await startMovieForTest();
});
afterAll(() => movie.stop());

const save = (rows: RatingToSave[]) => movie.context.database.transaction((tx) => saveRatings(movie.context, tx, rows));

const stored = (movieId: number) =>
  movie.context.database.rows(
    'SELECT user_id, rating, updated_at FROM movie_ratings WHERE movie_id = $1 ORDER BY user_id',
    [movieId],
  );

const AT = '2021-05-06T07:08:09.000Z';

describe('saving many ratings at once', () => {
  test('adds, changes, and leaves what is as it should be', async () => {
    const id = await insertFilm(movie);
    const row = (user_id: number, rating: number) => ({ user_id, movie_id: id, rating, rated_at: AT });
    expect(await save([row(901, 1), row(902, 2)])).toEqual({ added: 2, changed: 0, unchanged: 0 });
    expect(await save([row(901, 5), row(902, 2), row(903, 3)])).toEqual({ added: 1, changed: 1, unchanged: 1 });
    expect(await stored(id)).toEqual([
      { user_id: 901, rating: 5, updated_at: AT },
      { user_id: 902, rating: 2, updated_at: AT },
      { user_id: 903, rating: 3, updated_at: AT },
    ]);
    const told = (await toldBy(movie, ratingSet.name)).map(({ data }) => data);
    const facts = { movie_id: id, rated_at: expect.stringContaining('2021-05-06T07:08:09') };
    expect(told.filter((data) => (data as { movie_id: number }).movie_id === id)).toEqual(
      expect.arrayContaining([
        { ...facts, user_id: 901, rating: 1, previous: null },
        { ...facts, user_id: 901, rating: 5, previous: 1 },
        { ...facts, user_id: 903, rating: 3, previous: null },
      ]),
    );
  });

  test('takes the last of several for one film, and leaves films out that are not there', async () => {
    const id = await insertFilm(movie);
    const rows = [1, 4].map((rating) => ({ user_id: 911, movie_id: id, rating }));
    const saved = await save([...rows, { user_id: 911, movie_id: 2_000_000_000, rating: 3 }]);
    expect(saved).toEqual({ added: 1, changed: 0, unchanged: 2 });
    expect(await stored(id)).toMatchObject([{ rating: 4 }]);
  });

  test('adds nothing for a member who is gone', async () => {
    const id = await insertFilm(movie);
    await hearDeleted(movie, 921);
    expect(await save([{ user_id: 921, movie_id: id, rating: 4 }])).toEqual({ added: 0, changed: 0, unchanged: 1 });
    expect(await stored(id)).toEqual([]);
  });

  test('saves nothing where there is nothing to save', async () => {
    expect(await save([])).toEqual({ added: 0, changed: 0, unchanged: 0 });
  });

  test('shows in the review of who rated', async () => {
    const { author, review } = await newReview(movie);
    await save([{ user_id: author.id, movie_id: review.movie_id, rating: 1.5 }]);
    const { body } = await movie.api(myReview, { token: author.token, params: { id: review.movie_id } });
    expect(body).toMatchObject({ rating: 1.5 });
  });

  test('takes a constant number of statements, and two thousand at once in time', async () => {
    const films = await Promise.all(Array.from({ length: 20 }, () => insertFilm(movie)));
    const rows = films.flatMap((movie_id) =>
      Array.from({ length: 100 }, (_, user) => ({ user_id: 5_000 + user, movie_id, rating: (user % 11) / 2 })),
    );
    expect(await statementsOf(movie, () => save(rows))).toHaveLength(7);
    const histogram = Array.from({ length: 11 }, (_, half) => (half === 0 ? 10 : 9));
    expect(await movieInFull(movie.context.database, films[7] as number)).toMatchObject({
      rating_count: 100,
      histogram,
    });
  });

  test('at the same moment as others do, in any order, waits for them and ends', async () => {
    const films = await Promise.all(Array.from({ length: 8 }, () => insertFilm(movie)));
    const rows = films.flatMap((movie_id) =>
      Array.from({ length: 10 }, (_, user) => ({ user_id: 6_000 + user, movie_id, rating: 1 })),
    );
    const turned = (by: number) =>
      [...rows.slice(by), ...rows.slice(0, by)].map((row) => ({ ...row, rating: (by % 10) / 2 }));
    await Promise.all(Array.from({ length: 8 }, (_, by) => save(turned(by * 10 + by))));
    for (const id of films) expect(await movieInFull(movie.context.database, id)).toMatchObject({ rating_count: 10 });
  });
});
