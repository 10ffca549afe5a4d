import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  deleteReview,
  editReview,
  myRating,
  myReview,
  oneReview,
  type ReviewChanges,
  type ReviewInput,
  reviewEdited,
  reviewRemoved,
  reviewWritten,
  writeReview,
} from '@movies/contract';
import type { TestMember } from '@movies/testing';
import { movieInFull } from '../catalogue/movies.repository.ts';
import { newReview } from '../testing/reviews.ts';
import { type MovieUnderTest, startMovieForTest, toldBy } from '../testing.ts';

let movie: MovieUnderTest;

beforeAll(async () => {
  movie = await startMovieForTest();
});
afterAll(() => movie.stop());

const write = ({ token }: TestMember, id: number, body: ReviewInput) =>
  movie.api(writeReview, { token, params: { id }, body });
const edit = ({ token }: TestMember, id: number, body: ReviewChanges) =>
  movie.api(editReview, { token, params: { id }, body });
const remove = ({ token }: TestMember, id: number) => movie.api(deleteReview, { token, params: { id } });
const read = async ({ token }: TestMember, id: number) => (await movie.api(myReview, { token, params: { id } })).body;

const toldOf = async (id: number) =>
  (await toldBy(movie, reviewWritten.name, reviewEdited.name, reviewRemoved.name))
    .filter(({ data }) => (data as { movie_id: number }).movie_id === id)
    .map(({ type, data }) => ({ type, data }));

describe('editing my review', () => {
  test('changes what is sent, and says so', async () => {
    const { author, review } = await newReview(movie);
    const { status, body } = await edit(author, review.movie_id, { review: 'On second thoughts.' });
    const after = { ...review, review: 'On second thoughts.', edited_at: expect.stringMatching(/Z$/) };
    expect({ status, body }).toEqual({ status: 200, body: after });
    expect(await read(author, review.movie_id)).toEqual(body);
    expect((await toldOf(review.movie_id)).map(({ type }) => type)).toEqual(['review.written', 'review.edited']);
  });

  test('with what it says already changes and tells nothing', async () => {
    const { author, review } = await newReview(movie);
    const { title, review: text, contains_spoilers } = review;
    const { body } = await edit(author, review.movie_id, { title, review: text, contains_spoilers });
    expect(body).toEqual(review);
    expect(await toldOf(review.movie_id)).toHaveLength(1);
  });

  test('may rate as well, and is not an edit of the text then', async () => {
    const { author, review } = await newReview(movie);
    expect((await edit(author, review.movie_id, { rating: 3 })).body).toEqual({ ...review, rating: 3 });
  });

  test('is refused where there is none, and rates nothing then', async () => {
    const { review } = await newReview(movie);
    const other = movie.newMember();
    const answer = await edit(other, review.movie_id, { review: 'Mine now.', rating: 1 });
    expect(answer).toMatchObject({ status: 404, body: { code: 'review_not_found' } });
    expect((await movie.api(myRating, { token: other.token, params: { id: review.movie_id } })).status).toBe(404);
    expect((await movie.api(oneReview, { params: { id: review.id } })).body).toMatchObject({ review: review.review });
  });

  test('is refused when it is wrong', async () => {
    const { author, review } = await newReview(movie);
    const answer = await edit(author, review.movie_id, { review: ' ' });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'review' }] } });
  });
});

describe('deleting my review', () => {
  test('takes it away and leaves the rating', async () => {
    const { author, review } = await newReview(movie, { rating: 5 });
    const { movie_id } = review;
    expect((await remove(author, movie_id)).status).toBe(200);
    expect((await movie.api(oneReview, { params: { id: review.id } })).status).toBe(404);
    expect(await movieInFull(movie.context.database, movie_id)).toMatchObject({ rating: 5, review_count: 0 });
    const told = { review_id: review.id, user_id: author.id, movie_id };
    expect((await toldOf(movie_id)).at(-1)).toEqual({ type: 'review.removed', data: told });
    expect((await write(author, movie_id, { review: 'Again.' })).body).toMatchObject({ rating: 5 });
  });

  test('is refused where there is none, and leaves those of others', async () => {
    const { review } = await newReview(movie);
    const answer = await remove(movie.newMember('staff'), review.movie_id);
    expect(answer).toMatchObject({ status: 404, body: { code: 'review_not_found' } });
    expect((await movie.api(oneReview, { params: { id: review.id } })).status).toBe(200);
  });
});
