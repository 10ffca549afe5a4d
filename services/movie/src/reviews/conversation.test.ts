import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Comment,
  commentRemoved,
  commentsOf,
  commentWritten,
  deleteComment,
  deleteReview,
  likeReview,
  oneReview,
  reviewLiked,
  reviewUnliked,
  unlikeReview,
  writeComment,
} from '@movies/contract';
import type { TestMember } from '@movies/testing';
import { newReview } from '../testing/reviews.ts';
import { statementsOf } from '../testing/statements.ts';
import { type MovieUnderTest, startMovieForTest, toldBy } from '../testing.ts';

let movie: MovieUnderTest;

beforeAll(async () => {
  movie = await startMovieForTest();
});
afterAll(() => movie.stop());

const like = ({ token }: TestMember, id: number) => movie.api(likeReview, { token, params: { id } });
const unlike = ({ token }: TestMember, id: number) => movie.api(unlikeReview, { token, params: { id } });
const read = async (id: number) => (await movie.api(oneReview, { params: { id } })).body;
const MISSING = 2_000_000_000;

async function toldOf(reviewId: number, ...types: string[]) {
  const told = await toldBy(movie, ...types);
  return told
    .filter(({ data }) => (data as { review_id: number }).review_id === reviewId)
    .map(({ type, data }) => ({ type, data }));
}

describe('a like', () => {
  test('is counted once, however often it is given, and goes once', async () => {
    const { author, review } = await newReview(movie);
    const member = movie.newMember();
    for (const _ of [1, 2]) {
      expect(await like(member, review.id)).toMatchObject({ status: 200, body: { liked: true, like_count: 1 } });
    }
    expect(await read(review.id)).toMatchObject({ like_count: 1 });
    for (const _ of [1, 2]) {
      expect(await unlike(member, review.id)).toMatchObject({ status: 200, body: { liked: false, like_count: 0 } });
    }
    expect(await read(review.id)).toMatchObject({ like_count: 0 });
    const { movie_id, movie_title } = review;
    const who = { review_id: review.id, author_id: author.id, user_id: member.id };
    expect(await toldOf(review.id, reviewLiked.name, reviewUnliked.name)).toEqual([
      { type: 'review.liked', data: { ...who, username: member.username, movie_id, movie_title } },
      { type: 'review.unliked', data: who },
    ]);
  });

  test('is for what others wrote', async () => {
    const { author, review } = await newReview(movie);
    expect(await like(author, review.id)).toMatchObject({ status: 403, body: { code: 'own_review' } });
    expect(await unlike(author, review.id)).toMatchObject({ status: 200, body: { like_count: 0 } });
  });

  test('needs a member and a review', async () => {
    const { review } = await newReview(movie);
    expect((await movie.api(likeReview, { params: { id: review.id } })).status).toBe(401);
    for (const act of [like, unlike]) {
      expect(await act(movie.newMember(), MISSING)).toMatchObject({ status: 404, body: { code: 'review_not_found' } });
    }
    const answer = await like(movie.newMember(), 0);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'id' }] } });
  });

  test('of many at the same moment, given and taken, is counted exactly', async () => {
    const { review } = await newReview(movie);
    const members = Array.from({ length: 40 }, () => movie.newMember());
    const acts = members.flatMap((member, index) => [
      like(member, review.id),
      like(member, review.id),
      ...(index % 2 === 0 ? [unlike(member, review.id)] : []),
    ]);
    expect(new Set((await Promise.all(acts)).map(({ status }) => status))).toEqual(new Set([200]));
    await Promise.all(members.slice(0, 10).map((member) => unlike(member, review.id)));
    const row = await movie.context.database.row<{ likes: number }>(
      'SELECT count(*) AS likes FROM review_likes WHERE review_id = $1',
      [review.id],
    );
    expect(await read(review.id)).toMatchObject({ like_count: row?.likes });
    const told = await toldOf(review.id, reviewLiked.name, reviewUnliked.name);
    const given = told.filter(({ type }) => type === reviewLiked.name).length;
    expect(given - (told.length - given)).toBe(row?.likes);
  });

  test('costs six statements', async () => {
    const { review } = await newReview(movie);
    const member = movie.newMember();
    expect(await statementsOf(movie, () => like(member, review.id))).toHaveLength(6);
  });
});

const say = ({ token }: TestMember, id: number, text: string) =>
  movie.api(writeComment, { token, params: { id }, body: { text } });
const take = ({ token }: TestMember, id: number) => movie.api(deleteComment, { token, params: { id } });

async function newComment(reviewId: number, text = 'Quite so.'): Promise<{ member: TestMember; comment: Comment }> {
  const member = movie.newMember();
  const answer = await say(member, reviewId, text);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return { member, comment: answer.body };
}

describe('a comment', () => {
  test('stands under the review, the oldest first, as it was written', async () => {
    const { author, review } = await newReview(movie);
    const text = ' <i>no</i>\nיופי 🎉 ';
    const { member, comment } = await newComment(review.id, text);
    const second = await say(author, review.id, 'Thank you.');
    expect(comment).toEqual({
      id: expect.any(Number),
      review_id: review.id,
      user_id: member.id,
      username: member.username,
      text,
      created_at: expect.any(String),
    });
    const { body, headers } = await movie.api(commentsOf, { params: { id: review.id } });
    expect(body).toEqual([comment, second.body]);
    expect(headers.get('x-total-count')).toBe('2');
    expect(headers.get('x-cache-tags')).toContain(`review:${review.id}`);
    expect(await read(review.id)).toMatchObject({ comment_count: 2 });
    const { body: page } = await movie.api(commentsOf, { params: { id: review.id }, query: { page: 2, limit: 1 } });
    expect(page).toEqual([second.body]);
  });

  test('is told with whose review it is', async () => {
    const { author, review } = await newReview(movie);
    const { member, comment } = await newComment(review.id);
    await take(member, comment.id);
    const { movie_id, movie_title } = review;
    const what = { comment_id: comment.id, review_id: review.id, user_id: member.id };
    expect(await toldOf(review.id, commentWritten.name, commentRemoved.name)).toEqual([
      {
        type: 'comment.written',
        data: { ...what, author_id: author.id, username: member.username, movie_id, movie_title },
      },
      { type: 'comment.removed', data: what },
    ]);
  });

  test('is deleted by who wrote it and by staff, by nobody else', async () => {
    const { author, review } = await newReview(movie);
    const [first, second] = [await newComment(review.id), await newComment(review.id)];
    for (const other of [author, movie.newMember()]) {
      expect(await take(other, first.comment.id)).toMatchObject({ status: 403, body: { code: 'not_yours' } });
    }
    expect((await take(first.member, first.comment.id)).status).toBe(200);
    expect((await take(movie.newMember('staff'), second.comment.id)).status).toBe(200);
    expect(await take(first.member, first.comment.id)).toMatchObject({ status: 404 });
    expect(await read(review.id)).toMatchObject({ comment_count: 0 });
  });

  test('goes with the review', async () => {
    const { author, review } = await newReview(movie);
    const { member, comment } = await newComment(review.id);
    await movie.api(deleteReview, { token: author.token, params: { id: review.movie_id } });
    expect(await take(member, comment.id)).toMatchObject({ status: 404, body: { code: 'comment_not_found' } });
    const answer = await movie.api(commentsOf, { params: { id: review.id } });
    expect(answer).toMatchObject({ status: 404, body: { code: 'review_not_found' } });
  });

  test.each(['', ' \n ', 'x'.repeat(5_001), 'a\u0000', 7, undefined])(
    'is refused when it is wrong (%#)',
    async (text) => {
      const { review } = await newReview(movie);
      const answer = await say(movie.newMember(), review.id, text as string);
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'text' }] } });
    },
  );

  test('needs a member and a review', async () => {
    const { review } = await newReview(movie);
    expect((await movie.api(writeComment, { params: { id: review.id }, body: { text: 'x' } })).status).toBe(401);
    expect((await say(movie.newMember(), MISSING, 'x')).status).toBe(404);
  });

  test('and all others are listed with three statements', async () => {
    const { review } = await newReview(movie);
    for (const _ of [1, 2, 3]) await newComment(review.id);
    const statements = await statementsOf(movie, () => movie.api(commentsOf, { params: { id: review.id } }));
    expect(statements).toHaveLength(3);
  });
});
