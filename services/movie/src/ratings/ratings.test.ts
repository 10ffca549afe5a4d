import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  addFavorite,
  myRating,
  myReview,
  type RatingInput,
  rateMovie,
  ratingRemoved,
  ratingSet,
  reviewEdited,
  reviewWritten,
  takeBackRating,
  writeReview,
} from '@movies/contract';
import type { TestMember } from '@movies/testing';
import { movieInFull } from '../catalogue/movies.repository.ts';
import { insertFilm } from '../testing/films.ts';
import { newReview } from '../testing/reviews.ts';
import { statementsOf } from '../testing/statements.ts';
import { untilWaiting } from '../testing/waiting.ts';
import { type MovieUnderTest, startMovieForTest, toldBy } from '../testing.ts';

let movie: MovieUnderTest;

beforeAll(async () => {
  movie = await startMovieForTest();
});
afterAll(() => movie.stop());

const rate = ({ token }: TestMember, id: number | string, body: RatingInput) =>
  movie.api(rateMovie, { token, params: { id }, body });

const scoreOf = async (id: number) => {
  const { rating, rating_count, histogram } = (await movieInFull(movie.context.database, id)) ?? {};
  return { rating, rating_count, histogram };
};

const toldOf = async (id: number) =>
  (await toldBy(movie, ratingSet.name, ratingRemoved.name, reviewWritten.name, reviewEdited.name))
    .filter(({ data }) => (data as { movie_id: number }).movie_id === id)
    .map(({ type, data }) => ({ type, data }));

describe('rating a film', () => {
  test('is answered with 201 first and with 200 from then on', async () => {
    const [member, id] = [movie.newMember(), await insertFilm(movie)];
    const first = await rate(member, id, { rating: 3.5 });
    expect(first).toMatchObject({ status: 201, body: { movie_id: id, user_id: member.id, rating: 3.5 } });
    expect(first.headers.get('location')).toBe(`/api/movies/${id}/rating`);
    expect(await rate(member, id, { rating: 5 })).toMatchObject({ status: 200, body: { rating: 5 } });
    const { status, body } = await movie.api(myRating, { token: member.token, params: { id } });
    expect({ status, body }).toMatchObject({ status: 200, body: { rating: 5 } });
  });

  test('is told with what it was before', async () => {
    const [member, id] = [movie.newMember(), await insertFilm(movie)];
    await rate(member, id, { rating: 2 });
    await rate(member, id, { rating: 4 });
    const facts = { user_id: member.id, movie_id: id, rated_at: expect.stringMatching(/^\d{4}-.*Z$/) };
    expect(await toldOf(id)).toEqual([
      { type: 'rating.set', data: { ...facts, rating: 2, previous: null } },
      { type: 'rating.set', data: { ...facts, rating: 4, previous: 2 } },
    ]);
  });

  test('with the same value again changes and tells nothing', async () => {
    const [member, id] = [movie.newMember(), await insertFilm(movie)];
    const { body: first } = await rate(member, id, { rating: 0 });
    expect(await rate(member, id, { rating: 0 })).toMatchObject({ status: 200, body: first });
    expect(await toldOf(id)).toHaveLength(1);
    expect(await scoreOf(id)).toMatchObject({ rating: 0, rating_count: 1 });
  });

  test('moves the mean, the count and the histogram', async () => {
    const id = await insertFilm(movie);
    const [one, other] = [movie.newMember(), movie.newMember()];
    await rate(one, id, { rating: 5 });
    await rate(other, id, { rating: 0.5 });
    expect(await scoreOf(id)).toEqual({ rating: 2.8, rating_count: 2, histogram: [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1] });
    await rate(other, id, { rating: 4 });
    expect(await scoreOf(id)).toEqual({ rating: 4.5, rating_count: 2, histogram: [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1] });
  });

  test('knows the film by the id of IMDb as well', async () => {
    const [member, id] = [movie.newMember(), await insertFilm(movie)];
    await movie.context.database.run('UPDATE movies SET imdb_id = $2 WHERE id = $1', [id, 'tt0133093']);
    expect(await rate(member, 'imdb:tt0133093', { rating: 3 })).toMatchObject({ status: 201, body: { movie_id: id } });
  });

  test.each([
    [{}, 'rating'],
    [{ rating: 5.5 }, 'rating'],
    [{ rating: -0.5 }, 'rating'],
    [{ rating: 3.3 }, 'rating'],
    [{ rating: '4' }, 'rating'],
    [{ rating: null }, 'rating'],
    [{ rating: 4, review: ' \n' }, 'review'],
    [{ rating: 4, review: 'x'.repeat(20_001) }, 'review'],
    [{ rating: 4, review: 'a\u0000b' }, 'review'],
  ])('is refused when it is wrong: %j', async (body, field) => {
    const [member, id] = [movie.newMember(), await insertFilm(movie)];
    const { status, body: problem } = await rate(member, id, body as RatingInput);
    expect({ status, problem }).toMatchObject({ status: 400, problem: { errors: [{ field }] } });
    expect(await scoreOf(id)).toMatchObject({ rating_count: 0 });
  });

  test('needs a member, and a film', async () => {
    const id = await insertFilm(movie);
    expect((await movie.api(rateMovie, { params: { id }, body: { rating: 3 } })).status).toBe(401);
    const missing = await rate(movie.newMember(), 2_000_000_000, { rating: 3 });
    expect(missing).toMatchObject({ status: 404, body: { code: 'movie_not_found' } });
    expect(await rate(movie.newMember(), '9999999999', { rating: 3 })).toMatchObject({ status: 404 });
    expect((await rate(movie.newMember(), 'tt0133093', { rating: 3 })).status).toBe(400);
  });

  test('takes nobody else from the body', async () => {
    const [member, other, id] = [movie.newMember(), movie.newMember(), await insertFilm(movie)];
    const body = { rating: 1, user_id: other.id, movie_id: 1, id: 1 } as RatingInput;
    expect(await rate(member, id, body)).toMatchObject({ status: 201, body: { user_id: member.id, movie_id: id } });
    expect((await movie.api(myRating, { token: other.token, params: { id } })).status).toBe(404);
  });

  test('costs six statements, and as many where it is changed', async () => {
    const [member, id] = [movie.newMember(), await insertFilm(movie)];
    for (const rating of [1, 2]) {
      const statements = await statementsOf(movie, () => rate(member, id, { rating }));
      expect(statements).toHaveLength(6);
    }
  });

  test('of a film that is deleted at that moment is refused', async () => {
    const [member, id] = [movie.newMember(), await insertFilm(movie)];
    const pending = await movie.context.database.transaction(async (tx) => {
      await tx.run('DELETE FROM movies WHERE id = $1', [id]);
      const answers = [
        rate(member, id, { rating: 3 }),
        movie.api(writeReview, { token: movie.newMember().token, params: { id }, body: { review: 'Gone' } }),
        movie.api(addFavorite, { token: movie.newMember().token, body: { movie_id: id } }),
      ];
      await untilWaiting(movie, answers.length);
      return { answers };
    });
    for (const answer of await Promise.all(pending.answers)) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'movie_not_found' } });
    }
  });
});

describe('a text that comes with a rating', () => {
  test('becomes the review, and changes it the next time', async () => {
    const [member, id] = [movie.newMember(), await insertFilm(movie)];
    const first = await rate(member, id, { rating: 4, review: 'Good.' });
    const second = await rate(member, id, { rating: 4.5, review: 'Even better.' });
    expect(second).toMatchObject({ status: 200, body: { rating: 4.5 } });
    const { body } = await movie.api(myReview, { token: member.token, params: { id } });
    expect(body).toMatchObject({ review: 'Even better.', rating: 4.5, edited_at: expect.any(String) });
    const review_id = (body as { id: number }).id;
    expect([first.body, second.body]).toMatchObject([{ review_id }, { review_id }]);
    expect((await toldOf(id)).map(({ type }) => type)).toEqual([
      'rating.set',
      'review.written',
      'rating.set',
      'review.edited',
    ]);
  });

  test('leaves the title and the warning of the review as they are', async () => {
    const { author, review } = await newReview(movie, { title: 'Kept', contains_spoilers: true });
    await rate(author, review.movie_id, { rating: 2, review: 'Another text.' });
    const { body } = await movie.api(myReview, { token: author.token, params: { id: review.movie_id } });
    expect(body).toMatchObject({ id: review.id, title: 'Kept', contains_spoilers: true, review: 'Another text.' });
  });
});

describe('taking a rating back', () => {
  test('brings the film back to what it was, and leaves the review', async () => {
    const [member, id] = [movie.newMember(), await insertFilm(movie)];
    await movie.context.database.run('UPDATE movies SET given_rating = 3.5 WHERE id = $1', [id]);
    await rate(member, id, { rating: 1, review: 'No.' });
    const { token } = member;
    const { status, body } = await movie.api(takeBackRating, { token, params: { id } });
    expect({ status, body }).toEqual({ status: 200, body: { message: expect.any(String) } });
    expect(await scoreOf(id)).toMatchObject({ rating: 3.5, rating_count: 0, histogram: Array(11).fill(0) });
    expect((await movie.api(myReview, { token, params: { id } })).body).toMatchObject({ review: 'No.', rating: null });
    expect((await toldOf(id)).at(-1)).toEqual({ type: 'rating.removed', data: { user_id: member.id, movie_id: id } });
  });

  test('is refused where there is none, and touches nobody else', async () => {
    const [member, other, id] = [movie.newMember(), movie.newMember(), await insertFilm(movie)];
    await rate(other, id, { rating: 3 });
    const { token } = member;
    for (const operation of [takeBackRating, myRating] as const) {
      const answer = await movie.api(operation, { token, params: { id } });
      expect(answer).toMatchObject({ status: 404, body: { code: 'rating_not_found' } });
    }
    expect(await scoreOf(id)).toMatchObject({ rating: 3, rating_count: 1 });
  });
});
