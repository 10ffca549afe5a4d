import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listReports, type ReportInput, type ReportListQuery, reportReview } from '@movies/contract';
import { idOf, moderationOf, SPAM } from '../testing/moderation.ts';
import { newReview } from '../testing/reviews.ts';
import { statementsOf } from '../testing/statements.ts';
import { type MovieUnderTest, startMovieForTest } from '../testing.ts';

let movie: MovieUnderTest;
let moderation: ReturnType<typeof moderationOf>;

beforeAll(async () => {
  movie = await startMovieForTest();
  moderation = moderationOf(movie);
});
afterAll(() => movie.stop());

describe('a report', () => {
  test('is new once for each member', async () => {
    const { review } = await newReview(movie);
    const member = movie.newMember();
    const first = await moderation.report(member, review.id);
    expect(first.status).toBe(201);
    const second = await moderation.report(member, review.id, { reason: 'abuse' });
    expect({ status: second.status, id: idOf(second) }).toEqual({ status: 200, id: idOf(first) });
    expect((await moderation.report(movie.newMember(), review.id)).status).toBe(201);
  });

  test('comes to staff with what it is about', async () => {
    const { author, review, reporter, id } = await moderation.reported();
    const found = (await moderation.reportsOf()).find((one) => one.id === id);
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
    const { author, comment } = await moderation.saidUnder(review.id);
    const reporter = movie.newMember();
    const first = await moderation.reportSaid(reporter, comment.id);
    expect(first.status).toBe(201);
    expect(await moderation.reportSaid(reporter, comment.id)).toMatchObject({ status: 200, body: { id: idOf(first) } });
    const found = (await moderation.reportsOf()).find(({ id }) => id === idOf(first));
    expect(found).toMatchObject({
      review_id: null,
      comment_id: comment.id,
      author_id: author.id,
      text: 'Cheaper here!',
    });
    expect(await moderation.reportSaid(author, comment.id)).toMatchObject({
      status: 403,
      body: { code: 'own_comment' },
    });
  });

  test('is not about what is my own, or not there', async () => {
    const { author, review } = await newReview(movie);
    expect(await moderation.report(author, review.id)).toMatchObject({ status: 403, body: { code: 'own_review' } });
    expect(await moderation.report(author, 2_000_000_000)).toMatchObject({
      status: 404,
      body: { code: 'review_not_found' },
    });
    expect(await moderation.reportSaid(author, 2_000_000_000)).toMatchObject({ body: { code: 'comment_not_found' } });
    expect((await movie.api(reportReview, { params: { id: review.id }, body: SPAM })).status).toBe(401);
  });

  test.each([
    [{}, 'reason'],
    [{ reason: 'dull' }, 'reason'],
    [{ reason: 'spam', note: 'x'.repeat(2_001) }, 'note'],
  ])('is refused when it is wrong (%#)', async (body, field) => {
    const { review } = await newReview(movie);
    const answer = await moderation.report(movie.newMember(), review.id, body as ReportInput);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });
});

describe('the list of reports', () => {
  test('is for staff alone, as deciding is', async () => {
    const { id } = await moderation.reported();
    const member = movie.newMember();
    expect((await movie.api(listReports)).status).toBe(401);
    expect((await movie.api(listReports, { token: member.token })).status).toBe(403);
    expect((await moderation.decide(id, 'hide', 'Mine now', member)).status).toBe(403);
    expect((await moderation.reportsOf({ status: 'open' })).map((one) => one.id)).toContain(id);
  });

  test('is filtered by what became of them, and comes in pages', async () => {
    const { id } = await moderation.reported();
    await moderation.decide(id, 'dismiss');
    expect((await moderation.reportsOf()).map((one) => one.id)).not.toContain(id);
    expect((await moderation.reportsOf({ status: 'dismissed' })).map((one) => one.id)).toContain(id);
    expect((await moderation.reportsOf({ status: 'all' })).map((one) => one.id)).toContain(id);
    const { headers } = await movie.api(listReports, {
      token: moderation.staff.token,
      query: { status: 'all', limit: 1, page: 2 },
    });
    expect(Number(headers.get('x-total-count'))).toBeGreaterThan(1);
    const wrong = { status: 'lost' } as unknown as ReportListQuery;
    const answer = await movie.api(listReports, { token: moderation.staff.token, query: wrong });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'status' }] } });
  });

  test('costs two statements', async () => {
    await moderation.reported();
    expect(await statementsOf(movie, () => moderation.reportsOf({ status: 'all' }))).toHaveLength(2);
  });
});
