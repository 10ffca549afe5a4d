import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  commentsOf,
  deleteReview,
  editReview,
  latestReviews,
  likeReview,
  listReports,
  type Moderation,
  moderate,
  myReviews,
  oneReview,
  type Report,
  type ReportInput,
  type ReportListQuery,
  reportComment,
  reportReview,
  reviewsOf,
  reviewsOfMovie,
  writeComment,
} from '@movies/contract';
import type { TestMember } from '@movies/testing';
import { movieInFull } from '../catalogue/movies.repository.ts';
import { newReview, type WrittenReview } from '../testing/reviews.ts';
import { statementsOf } from '../testing/statements.ts';
import { type MovieUnderTest, startMovieForTest, toldBy } from '../testing.ts';

let movie: MovieUnderTest;
let staff: TestMember;

beforeAll(async () => {
  movie = await startMovieForTest();
  staff = movie.newMember('staff');
});
afterAll(() => movie.stop());

const SPAM: ReportInput = { reason: 'spam', note: 'Look at <this>' };
const report = ({ token }: TestMember, id: number, body: ReportInput = SPAM) =>
  movie.api(reportReview, { token, params: { id }, body });
const reportSaid = ({ token }: TestMember, id: number, body: ReportInput = SPAM) =>
  movie.api(reportComment, { token, params: { id }, body });
const decide = (id: number, action: Moderation['action'], reason = 'Seen.', { token }: TestMember = staff) =>
  movie.api(moderate, { token, params: { id }, body: { action, reason } });
const read = (id: number, token?: string) => movie.api(oneReview, { token, params: { id } });
const reportsOf = async (query: ReportListQuery = {}) => {
  const { body } = await movie.api(listReports, { token: staff.token, query: { limit: 100, ...query } });
  return body as Report[];
};
const idOf = ({ body }: { body: unknown }) => (body as { id: number }).id;

async function reported(): Promise<WrittenReview & { reporter: TestMember; id: number }> {
  const written = await newReview(movie, { rating: 4, title: 'Buy', review: 'Cheap films!' });
  const reporter = movie.newMember();
  return { ...written, reporter, id: idOf(await report(reporter, written.review.id)) };
}

async function saidUnder(reviewId: number) {
  const author = movie.newMember();
  const { token } = author;
  const { body } = await movie.api(writeComment, { token, params: { id: reviewId }, body: { text: 'Cheaper here!' } });
  return { author, comment: body as { id: number } };
}

const toldOf = async (reviewId: number) =>
  (await toldBy(movie))
    .filter(({ data }) => (data as { review_id?: number }).review_id === reviewId)
    .map(({ type }) => type);

describe('a report', () => {
  test('is new once for each member', async () => {
    const { review } = await newReview(movie);
    const member = movie.newMember();
    const first = await report(member, review.id);
    expect(first.status).toBe(201);
    const second = await report(member, review.id, { reason: 'abuse' });
    expect({ status: second.status, id: idOf(second) }).toEqual({ status: 200, id: idOf(first) });
    expect((await report(movie.newMember(), review.id)).status).toBe(201);
  });

  test('comes to staff with what it is about', async () => {
    const { author, review, reporter, id } = await reported();
    const found = (await reportsOf()).find((one) => one.id === id);
    expect(found).toEqual({
      id,
      status: 'open',
      ...SPAM,
      reporter_id: reporter.id,
      review_id: review.id,
      comment_id: null,
      author_id: author.id,
      author: author.username,
      text: 'Buy\n\nCheap films!',
      created_at: expect.any(String),
      history: [],
    });
  });

  test('can be about a comment', async () => {
    const { review } = await newReview(movie);
    const { author, comment } = await saidUnder(review.id);
    const reporter = movie.newMember();
    const first = await reportSaid(reporter, comment.id);
    expect(first.status).toBe(201);
    expect(await reportSaid(reporter, comment.id)).toMatchObject({ status: 200, body: { id: idOf(first) } });
    const found = (await reportsOf()).find(({ id }) => id === idOf(first));
    expect(found).toMatchObject({
      review_id: null,
      comment_id: comment.id,
      author_id: author.id,
      text: 'Cheaper here!',
    });
    expect(await reportSaid(author, comment.id)).toMatchObject({ status: 403, body: { code: 'own_comment' } });
  });

  test('is not about what is my own, or not there', async () => {
    const { author, review } = await newReview(movie);
    expect(await report(author, review.id)).toMatchObject({ status: 403, body: { code: 'own_review' } });
    expect(await report(author, 2_000_000_000)).toMatchObject({ status: 404, body: { code: 'review_not_found' } });
    expect(await reportSaid(author, 2_000_000_000)).toMatchObject({ body: { code: 'comment_not_found' } });
    expect((await movie.api(reportReview, { params: { id: review.id }, body: SPAM })).status).toBe(401);
  });

  test.each([
    [{}, 'reason'],
    [{ reason: 'dull' }, 'reason'],
    [{ reason: 'spam', note: 'x'.repeat(2_001) }, 'note'],
  ])('is refused when it is wrong (%#)', async (body, field) => {
    const { review } = await newReview(movie);
    const answer = await report(movie.newMember(), review.id, body as ReportInput);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });
});

describe('the list of reports', () => {
  test('is for staff alone, as deciding is', async () => {
    const { id } = await reported();
    const member = movie.newMember();
    expect((await movie.api(listReports)).status).toBe(401);
    expect((await movie.api(listReports, { token: member.token })).status).toBe(403);
    expect((await decide(id, 'hide', 'Mine now', member)).status).toBe(403);
    expect((await reportsOf({ status: 'open' })).map((one) => one.id)).toContain(id);
  });

  test('is filtered by what became of them, and comes in pages', async () => {
    const { id } = await reported();
    await decide(id, 'dismiss');
    expect((await reportsOf()).map((one) => one.id)).not.toContain(id);
    expect((await reportsOf({ status: 'dismissed' })).map((one) => one.id)).toContain(id);
    expect((await reportsOf({ status: 'all' })).map((one) => one.id)).toContain(id);
    const { headers } = await movie.api(listReports, {
      token: staff.token,
      query: { status: 'all', limit: 1, page: 2 },
    });
    expect(Number(headers.get('x-total-count'))).toBeGreaterThan(1);
    const wrong = { status: 'lost' } as unknown as ReportListQuery;
    const answer = await movie.api(listReports, { token: staff.token, query: wrong });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'status' }] } });
  });

  test('costs two statements', async () => {
    await reported();
    expect(await statementsOf(movie, () => reportsOf({ status: 'all' }))).toHaveLength(2);
  });
});

describe('a review that is hidden', () => {
  test('is seen by its author and by staff, by nobody else', async () => {
    const { author, review, reporter, id } = await reported();
    const { status, body } = await decide(id, 'hide', 'Advertising');
    const history = [{ action: 'hide', reason: 'Advertising', moderator_id: staff.id, at: expect.any(String) }];
    expect({ status, body }).toMatchObject({ status: 200, body: { id, status: 'hidden', history } });
    for (const token of [undefined, reporter.token]) expect((await read(review.id, token)).status).toBe(404);
    for (const { token } of [author, staff]) {
      expect(await read(review.id, token)).toMatchObject({ status: 200, body: { hidden: true } });
    }
    for (const operation of [likeReview] as const) {
      expect((await movie.api(operation, { token: reporter.token, params: { id: review.id } })).status).toBe(404);
    }
    const said = { token: reporter.token, params: { id: review.id }, body: { text: 'Hello?' } };
    expect((await movie.api(writeComment, said)).status).toBe(404);
    expect((await movie.api(commentsOf, { params: { id: review.id } })).status).toBe(404);
    expect((await report(movie.newMember(), review.id)).status).toBe(404);
  });

  test('is in no list but under the name of its author, for the author and staff', async () => {
    const { author, review, id } = await reported();
    await decide(id, 'hide');
    const ids = ({ body }: { body: unknown }) => (body as { id: number }[]).map((one) => one.id);
    const params = { id: review.movie_id };
    expect(ids(await movie.api(reviewsOfMovie, { params }))).toEqual([]);
    expect((await movie.api(reviewsOfMovie, { params })).headers.get('x-total-count')).toBe('0');
    expect(ids(await movie.api(latestReviews, { query: { limit: 100 } }))).not.toContain(review.id);
    const theirs = { params: { id: author.id } };
    expect(ids(await movie.api(reviewsOf, theirs))).toEqual([]);
    expect(ids(await movie.api(reviewsOf, { ...theirs, token: staff.token }))).toEqual([review.id]);
    expect(ids(await movie.api(myReviews, { token: author.token }))).toEqual([review.id]);
  });

  test('does not count any more, while the rating does', async () => {
    const { review, id } = await reported();
    await decide(id, 'hide');
    const found = await movieInFull(movie.context.database, review.movie_id);
    expect(found).toMatchObject({ review_count: 0, rating: 4, rating_count: 1 });
  });

  test('is told as removed, and what its author does with it is not told', async () => {
    const { author, review, id } = await reported();
    await decide(id, 'hide');
    const { token } = author;
    const params = { id: review.movie_id };
    const edited = await movie.api(editReview, { token, params, body: { review: 'Better?' } });
    expect(edited).toMatchObject({ status: 200, body: { hidden: true, review: 'Better?' } });
    expect((await movie.api(deleteReview, { token, params })).status).toBe(200);
    expect(await toldOf(review.id)).toEqual(['review.written', 'review.removed']);
  });

  test('comes back when it is restored', async () => {
    const { review, id } = await reported();
    await decide(id, 'hide', 'Too quick');
    const { body } = await decide(id, 'restore', 'It was fine');
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
    const { review, id } = await reported();
    const other = await reported();
    const second = idOf(await report(movie.newMember(), review.id));
    await decide(id, 'hide');
    const all = await reportsOf({ status: 'all' });
    const statusOf = (one: number) => all.find((found) => found.id === one)?.status;
    expect([id, second, other.id].map(statusOf)).toEqual(['hidden', 'hidden', 'open']);
    expect(all.find((found) => found.id === second)?.history).toHaveLength(1);
  });

  test('to hide is the same when it is taken twice', async () => {
    const { review, id } = await reported();
    await decide(id, 'hide');
    expect(await decide(id, 'hide')).toMatchObject({ status: 200, body: { status: 'hidden' } });
    expect(await toldOf(review.id)).toEqual(['review.written', 'review.removed']);
  });

  test('that contradicts what is so is refused', async () => {
    const { id } = await reported();
    expect(await decide(id, 'restore')).toMatchObject({ status: 409, body: { code: 'is_not_hidden' } });
    await decide(id, 'hide');
    expect(await decide(id, 'dismiss')).toMatchObject({ status: 409, body: { code: 'is_hidden' } });
    expect((await reportsOf({ status: 'hidden' })).find((one) => one.id === id)?.history).toHaveLength(1);
  });

  test('needs a report, an action and a reason', async () => {
    expect(await decide(2_000_000_000, 'hide')).toMatchObject({ status: 404, body: { code: 'report_not_found' } });
    const { id } = await reported();
    const wrong = await decide(id, 'burn' as 'hide', ' ');
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ field: 'action' }, { field: 'reason' }] } });
  });
});

describe('a comment that is hidden', () => {
  test('is seen by its author and by staff, and counts for nobody', async () => {
    const { review } = await newReview(movie);
    const { author, comment } = await saidUnder(review.id);
    const id = idOf(await reportSaid(movie.newMember(), comment.id));
    await decide(id, 'hide');
    const seenBy = async (token?: string) =>
      (await movie.api(commentsOf, { token, params: { id: review.id } })).body as { hidden?: boolean }[];
    expect(await seenBy()).toEqual([]);
    expect(await seenBy(movie.newMember().token)).toEqual([]);
    expect(await seenBy(author.token)).toMatchObject([{ id: comment.id, hidden: true }]);
    expect(await seenBy(staff.token)).toMatchObject([{ id: comment.id, hidden: true }]);
    expect((await read(review.id)).body).toMatchObject({ comment_count: 0 });
    expect((await reportSaid(movie.newMember(), comment.id)).status).toBe(404);
    await decide(id, 'restore');
    expect(await seenBy()).toMatchObject([{ id: comment.id }]);
    expect((await read(review.id)).body).toMatchObject({ comment_count: 1 });
    const types = ['review.written', 'comment.written', 'comment.removed', 'comment.written'];
    expect(await toldOf(review.id)).toEqual(types);
  });
});
