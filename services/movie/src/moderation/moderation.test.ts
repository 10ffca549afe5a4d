import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  commentsOf,
  deleteReview,
  editReview,
  latestReviews,
  likeReview,
  myReviews,
  oneReview,
  rateMovie,
  reviewsOf,
  reviewsOfMovie,
  writeComment,
} from '@movies/contract';
import { movieInFull } from '../catalogue/movies.repository.ts';
import { idOf, moderationOf } from '../testing/moderation.ts';
import { newReview } from '../testing/reviews.ts';
import { untilWaiting } from '../testing/waiting.ts';
import { type MovieUnderTest, startMovieForTest, toldBy } from '../testing.ts';

let movie: MovieUnderTest;
let moderation: ReturnType<typeof moderationOf>;

beforeAll(async () => {
  movie = await startMovieForTest();
  moderation = moderationOf(movie);
});
afterAll(() => movie.stop());

const read = (id: number, token?: string) => movie.api(oneReview, { token, params: { id } });

const toldOf = async (reviewId: number) =>
  (await toldBy(movie))
    .filter(({ data }) => (data as { review_id?: number }).review_id === reviewId)
    .map(({ type }) => type);

describe('a review that is hidden', () => {
  test('is seen by its author and by staff, by nobody else', async () => {
    const { author, review, reporter, id } = await moderation.reported();
    const { status, body } = await moderation.decide(id, 'hide', 'Advertising');
    const history = [
      { action: 'hide', reason: 'Advertising', moderator_id: moderation.staff.id, at: expect.any(String) },
    ];
    expect({ status, body }).toMatchObject({ status: 200, body: { id, status: 'hidden', history } });
    for (const token of [undefined, reporter.token]) expect((await read(review.id, token)).status).toBe(404);
    for (const { token } of [author, moderation.staff]) {
      expect(await read(review.id, token)).toMatchObject({ status: 200, body: { hidden: true } });
    }
    expect((await movie.api(likeReview, { token: reporter.token, params: { id: review.id } })).status).toBe(404);
    const said = { token: reporter.token, params: { id: review.id }, body: { text: 'Hello?' } };
    expect((await movie.api(writeComment, said)).status).toBe(404);
    expect((await movie.api(commentsOf, { params: { id: review.id } })).status).toBe(404);
    expect((await moderation.report(movie.newMember(), review.id)).status).toBe(404);
  });

  test('is in no list but under the name of its author, for the author and staff', async () => {
    const { author, review, id } = await moderation.reported();
    await moderation.decide(id, 'hide');
    const ids = ({ body }: { body: unknown }) => (body as { id: number }[]).map((one) => one.id);
    const params = { id: review.movie_id };
    expect(ids(await movie.api(reviewsOfMovie, { params }))).toEqual([]);
    expect((await movie.api(reviewsOfMovie, { params })).headers.get('x-total-count')).toBe('0');
    expect(ids(await movie.api(latestReviews, { query: { limit: 100 } }))).not.toContain(review.id);
    const theirs = { params: { id: author.id } };
    expect(ids(await movie.api(reviewsOf, theirs))).toEqual([]);
    expect(ids(await movie.api(reviewsOf, { ...theirs, token: moderation.staff.token }))).toEqual([review.id]);
    expect(ids(await movie.api(myReviews, { token: author.token }))).toEqual([review.id]);
  });

  test('does not count any more, while the rating does', async () => {
    const { review, id } = await moderation.reported();
    await moderation.decide(id, 'hide');
    const found = await movieInFull(movie.context.database, review.movie_id);
    expect(found).toMatchObject({ review_count: 0, rating: 4, rating_count: 1 });
  });

  test('goes before what its author does at that moment, and neither waits for the other for ever', async () => {
    const { author, review } = await moderation.reported();
    const { database } = movie.context;
    const params = { id: review.movie_id };
    const pending = await database.transaction(async (tx) => {
      await tx.rows('SELECT FROM movie_reviews WHERE id = $1 FOR NO KEY UPDATE', [review.id]);
      const rated = movie.api(rateMovie, { token: author.token, params, body: { rating: 1 } });
      await untilWaiting(movie, 1);
      await tx.run('UPDATE movie_reviews SET hidden_at = now() WHERE id = $1', [review.id]);
      return { rated };
    });
    expect(await pending.rated).toMatchObject({ status: 200, body: { rating: 1 } });
    expect(await movieInFull(database, review.movie_id)).toMatchObject({ review_count: 0, rating: 1 });
  });

  test('is told as removed, and what its author does with it is not told', async () => {
    const { author, review, id } = await moderation.reported();
    await moderation.decide(id, 'hide');
    const { token } = author;
    const params = { id: review.movie_id };
    const edited = await movie.api(editReview, { token, params, body: { review: 'Better?' } });
    expect(edited).toMatchObject({ status: 200, body: { hidden: true, review: 'Better?' } });
    expect((await movie.api(deleteReview, { token, params })).status).toBe(200);
    expect(await toldOf(review.id)).toEqual(['review.written', 'review.removed']);
  });

  test('comes back when it is restored', async () => {
    const { review, id } = await moderation.reported();
    await moderation.decide(id, 'hide', 'Too quick');
    const { body } = await moderation.decide(id, 'restore', 'It was fine');
    expect(body).toMatchObject({ status: 'restored', history: [{ action: 'hide' }, { action: 'restore' }] });
    const seen = await read(review.id);
    expect(seen).toMatchObject({ status: 200, body: { review: 'Cheap films!' } });
    expect(seen.body).not.toHaveProperty('hidden');
    expect(await movieInFull(movie.context.database, review.movie_id)).toMatchObject({ review_count: 1 });
    expect(await toldOf(review.id)).toEqual(['review.written', 'review.removed', 'review.edited']);
  });
});

describe('a decision', () => {
  test('holds for all reports of the same thing, and for no other', async () => {
    const { review, id } = await moderation.reported();
    const other = await moderation.reported();
    const second = idOf(await moderation.report(movie.newMember(), review.id));
    await moderation.decide(id, 'hide');
    const all = await moderation.reportsOf({ status: 'all' });
    const statusOf = (one: number) => all.find((found) => found.id === one)?.status;
    expect([id, second, other.id].map(statusOf)).toEqual(['hidden', 'hidden', 'open']);
    expect(all.find((found) => found.id === second)?.history).toHaveLength(1);
  });

  test('to hide is the same when it is taken twice', async () => {
    const { review, id } = await moderation.reported();
    await moderation.decide(id, 'hide');
    expect(await moderation.decide(id, 'hide')).toMatchObject({ status: 200, body: { status: 'hidden' } });
    expect(await toldOf(review.id)).toEqual(['review.written', 'review.removed']);
  });

  test('that contradicts what is so is refused', async () => {
    const { id } = await moderation.reported();
    expect(await moderation.decide(id, 'restore')).toMatchObject({ status: 409, body: { code: 'is_not_hidden' } });
    await moderation.decide(id, 'hide');
    expect(await moderation.decide(id, 'dismiss')).toMatchObject({ status: 409, body: { code: 'is_hidden' } });
    expect((await moderation.reportsOf({ status: 'hidden' })).find((one) => one.id === id)?.history).toHaveLength(1);
  });

  test('needs a report, an action and a reason', async () => {
    expect(await moderation.decide(2_000_000_000, 'hide')).toMatchObject({
      status: 404,
      body: { code: 'report_not_found' },
    });
    const { id } = await moderation.reported();
    const wrong = await moderation.decide(id, 'burn' as 'hide', ' ');
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ field: 'action' }, { field: 'reason' }] } });
  });
});

describe('a comment that is hidden', () => {
  test('is seen by its author and by staff, and counts for nobody', async () => {
    const { review } = await newReview(movie);
    const { author, comment } = await moderation.saidUnder(review.id);
    const id = idOf(await moderation.reportSaid(movie.newMember(), comment.id));
    await moderation.decide(id, 'hide');
    const seenBy = async (token?: string) =>
      (await movie.api(commentsOf, { token, params: { id: review.id } })).body as { hidden?: boolean }[];
    expect(await seenBy()).toEqual([]);
    expect(await seenBy(movie.newMember().token)).toEqual([]);
    expect(await seenBy(author.token)).toMatchObject([{ id: comment.id, hidden: true }]);
    expect(await seenBy(moderation.staff.token)).toMatchObject([{ id: comment.id, hidden: true }]);
    expect((await read(review.id)).body).toMatchObject({ comment_count: 0 });
    expect((await moderation.reportSaid(movie.newMember(), comment.id)).status).toBe(404);
    await moderation.decide(id, 'restore');
    expect(await seenBy()).toMatchObject([{ id: comment.id }]);
    expect((await read(review.id)).body).toMatchObject({ comment_count: 1 });
    const types = ['review.written', 'comment.written', 'comment.removed', 'comment.written'];
    expect(await toldOf(review.id)).toEqual(types);
  });
});
