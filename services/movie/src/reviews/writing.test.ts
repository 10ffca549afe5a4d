import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  myRating,
  myReview,
  type ReviewInput,
  rateMovie,
  reviewEdited,
  reviewRemoved,
  reviewWritten,
  writeReview,
} from '@movies/contract';
import type { TestMember } from '@movies/testing';
import { movieInFull } from '../catalogue/movies.repository.ts';
import { insertFilm } from '../testing/films.ts';
import { statementsOf } from '../testing/statements.ts';
import { type MovieUnderTest, startMovieForTest, toldBy } from '../testing.ts';

let movie: MovieUnderTest;

beforeAll(async () => {
  movie = await startMovieForTest();
});
afterAll(() => movie.stop());

const write = ({ token }: TestMember, id: number, body: ReviewInput) =>
  movie.api(writeReview, { token, params: { id }, body });
const read = async ({ token }: TestMember, id: number) => (await movie.api(myReview, { token, params: { id } })).body;
const countOf = async (id: number) => (await movieInFull(movie.context.database, id))?.review_count;

const toldOf = async (id: number) =>
  (await toldBy(movie, reviewWritten.name, reviewEdited.name, reviewRemoved.name))
    .filter(({ data }) => (data as { movie_id: number }).movie_id === id)
    .map(({ type, data }) => ({ type, data }));

describe('writing a review', () => {
  test('answers it whole, counts it, and tells it', async () => {
    const [member, id] = [movie.newMember(), await insertFilm(movie, 'Stalker')];
    const input = { title: 'Slow', review: 'And worth it.', contains_spoilers: true };
    const { status, body, headers } = await write(member, id, input);
    const review = {
      id: expect.any(Number),
      movie_id: id,
      movie_title: 'Stalker',
      user_id: member.id,
      username: member.username,
      ...input,
      rating: null,
      like_count: 0,
      comment_count: 0,
      liked: false,
      created_at: expect.stringMatching(/Z$/),
      edited_at: null,
    };
    expect({ status, body }).toEqual({ status: 201, body: review });
    const review_id = (body as { id: number }).id;
    expect(headers.get('location')).toBe(`/api/reviews/${review_id}`);
    expect(await read(member, id)).toEqual(body);
    expect(await countOf(id)).toBe(1);
    const {
      like_count: _,
      comment_count: __,
      liked: ___,
      edited_at: ____,
      review: _____,
      id: ______,
      ...facts
    } = review;
    expect(await toldOf(id)).toEqual([{ type: 'review.written', data: { review_id, ...facts } }]);
  });

  test('shows the rating that the member has given, whenever it is given', async () => {
    const [member, id] = [movie.newMember(), await insertFilm(movie)];
    const rate = (rating: number) => movie.api(rateMovie, { token: member.token, params: { id }, body: { rating } });
    await rate(2.5);
    expect((await write(member, id, { review: 'Fine.' })).body).toMatchObject({ rating: 2.5 });
    await rate(4);
    expect(await read(member, id)).toMatchObject({ rating: 4, edited_at: null });
  });

  test('may rate as well', async () => {
    const [member, id] = [movie.newMember(), await insertFilm(movie)];
    expect((await write(member, id, { review: 'Fine.', rating: 4.5 })).body).toMatchObject({ rating: 4.5 });
    const { body } = await movie.api(myRating, { token: member.token, params: { id } });
    expect(body).toMatchObject({ rating: 4.5 });
  });

  test('is done once for each film; a second one changes nothing', async () => {
    const [member, id] = [movie.newMember(), await insertFilm(movie)];
    await write(member, id, { review: 'First.', rating: 1 });
    const second = await write(member, id, { review: 'Second.', rating: 5 });
    expect(second).toMatchObject({ status: 409, body: { code: 'review_exists' } });
    expect(await read(member, id)).toMatchObject({ review: 'First.', rating: 1 });
    expect(await countOf(id)).toBe(1);
  });

  test('twice at the same moment succeeds once', async () => {
    const [member, id] = [movie.newMember(), await insertFilm(movie)];
    const answers = await Promise.all([1, 2].map((n) => write(member, id, { review: `Number ${n}.` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await toldOf(id)).toHaveLength(1);
  });

  test.each([
    ['HTML', '<script>alert("1")</script> & <b>bold</b> &amp; \'quotes\''],
    ['other scripts', 'فيلم رائع جدا 🎬🍿👩‍👩‍👧 素晴らしい e\u0301\u202e'],
    ['white space', '  two\n\n\tlines  \r\n '],
    ['SQL and templates', `'; DROP TABLE movies; -- \${7*7} {{7*7}} $1 %s \\u0041`],
    ['20,000 characters', 'ü'.repeat(20_000)],
  ])('gives back %s exactly as it was written', async (_, text) => {
    const [member, id] = [movie.newMember(), await insertFilm(movie)];
    const { status, body } = await write(member, id, { review: text, title: text.slice(0, 200) });
    expect({ status, body }).toMatchObject({ status: 201, body: { review: text, title: text.slice(0, 200) } });
    expect(await read(member, id)).toEqual(body);
  });

  test.each([
    [{}, 'review'],
    [{ review: '' }, 'review'],
    [{ review: '   ' }, 'review'],
    [{ review: 'x'.repeat(20_001) }, 'review'],
    [{ review: 'a\u0000' }, 'review'],
    [{ review: 7 }, 'review'],
    [{ review: 'ok', title: 'x'.repeat(201) }, 'title'],
    [{ review: 'ok', contains_spoilers: 'yes' }, 'contains_spoilers'],
    [{ review: 'ok', rating: 6 }, 'rating'],
  ])('is refused when it is wrong (%#)', async (body, field) => {
    const [member, id] = [movie.newMember(), await insertFilm(movie)];
    const answer = await write(member, id, body as ReviewInput);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
    expect(await countOf(id)).toBe(0);
  });

  test('needs a member and a film, and takes neither from the body', async () => {
    const [member, id] = [movie.newMember(), await insertFilm(movie)];
    expect((await movie.api(writeReview, { params: { id }, body: { review: 'x' } })).status).toBe(401);
    expect(await write(member, 2_000_000_000, { review: 'x' })).toMatchObject({ body: { code: 'movie_not_found' } });
    const stolen = { review: 'x', user_id: 1, like_count: 99, hidden_at: '2020-01-01', rating: 1 } as ReviewInput;
    expect((await write(member, id, stolen)).body).toMatchObject({ user_id: member.id, like_count: 0 });
  });

  test('costs no more than eight statements', async () => {
    const [member, id] = [movie.newMember(), await insertFilm(movie)];
    const statements = await statementsOf(movie, () => write(member, id, { review: 'Fine.' }));
    expect(statements.length).toBeLessThanOrEqual(8);
  });
});
