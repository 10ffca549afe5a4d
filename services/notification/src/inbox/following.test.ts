import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as contract from '@movies/contract';
import { eventually, type TestMember } from '@movies/testing';
import {
  caughtUp,
  connect,
  type NotificationUnderTest,
  newMovie,
  newReview,
  prefer,
  startNotificationForTest,
  type Told,
} from '../testing.ts';

let service: NotificationUnderTest;

beforeAll(async () => {
  service = await startNotificationForTest();
});
afterAll(() => service.stop());

async function follow(movieId: number, member = service.newMember()): Promise<TestMember> {
  await service.api(contract.followMovie, { token: member.token, params: { id: String(movieId) } });
  return member;
}

async function inboxOf({ token }: TestMember, query: contract.InboxQuery = {}): Promise<contract.Inbox> {
  await caughtUp(service);
  const { status, body } = await service.api(contract.inbox, { token, query });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

const onReview = ({ review_id, user_id: author_id, movie_id, movie_title }: Told, { id, username }: TestMember) => ({
  review_id,
  author_id,
  movie_id,
  movie_title,
  user_id: id,
  username,
});

let comments = 0;

async function comment(review: Told, by: TestMember): Promise<number> {
  comments += 1;
  await service.movie.tell(contract.commentWritten, { comment_id: comments, ...onReview(review, by) });
  return comments;
}

const like = (review: Told, by: TestMember) => service.movie.tell(contract.reviewLiked, onReview(review, by));

describe('who follows a movie', () => {
  test('finds its new reviews in the inbox, and hears of them at once', async () => {
    const id = await newMovie(service);
    const member = await follow(id);
    const client = await connect(service.socketUrl, { token: member.token });
    const author = service.newMember();
    const { review_id } = await newReview(service, id, author, { title: 'Grand' });
    const { unread_count, data } = await inboxOf(member);
    expect({ unread_count, data }).toEqual({
      unread_count: 1,
      data: [
        {
          id: expect.any(Number),
          kind: 'new_review',
          text: `${author.username} reviewed Film ${id}: Grand`,
          movie_id: id,
          review_id,
          from: { id: author.id, username: author.username },
          read: false,
          created_at: expect.any(String),
        },
      ],
    });
    await eventually(() => expect(client.notifications).toEqual(data));
  });

  test('is not told of reviews of their own, of other movies, or against their will', async () => {
    const [id, other] = [await newMovie(service), await newMovie(service)];
    const [author, unwilling] = [await follow(id), await follow(id)];
    await prefer(service, unwilling, { followed_movies: false });
    await caughtUp(service);
    await newReview(service, id, author);
    await newReview(service, other, service.newMember());
    for (const member of [author, unwilling]) expect((await inboxOf(member)).data).toEqual([]);
    await prefer(service, unwilling, { followed_movies: true });
    await caughtUp(service);
    await newReview(service, id, service.newMember());
    expect((await inboxOf(unwilling)).data).toHaveLength(1);
  });

  test('is told no more once they do not follow it', async () => {
    const id = await newMovie(service);
    const member = await follow(id);
    await service.api(contract.unfollowMovie, { token: member.token, params: { id: String(id) } });
    await newReview(service, id, service.newMember());
    expect((await inboxOf(member)).data).toEqual([]);
  });

  test('together with ten thousand others is told as soon', async () => {
    const id = await newMovie(service);
    const { database } = service.context;
    await database.run(
      `WITH many AS (INSERT INTO members (user_id) SELECT 1000000 + n FROM generate_series(1, 10000) n RETURNING user_id)
       INSERT INTO subscriptions (movie_id, user_id) SELECT $1, user_id FROM many`,
      [id],
    );
    const from = performance.now();
    const { review_id } = await newReview(service, id, service.newMember());
    await caughtUp(service);
    expect(performance.now() - from).toBeLessThan(3_000);
    const row = await database.row('SELECT count(*) AS told FROM inbox WHERE review_id = $1', [review_id]);
    expect(row).toEqual({ told: 10_000 });
  });
});

describe('the author of a review', () => {
  test('is told of comments and likes of others', async () => {
    const id = await newMovie(service);
    const [author, fan] = [service.newMember(), service.newMember()];
    const review = await newReview(service, id, author);
    for (const by of [fan, author]) await comment(review, by);
    await like(review, fan);
    const { data } = await inboxOf(author);
    expect(data.map(({ kind, text }) => ({ kind, text }))).toEqual([
      { kind: 'like', text: `${fan.username} likes your review of Film ${id}` },
      { kind: 'comment', text: `${fan.username} commented on your review of Film ${id}` },
    ]);
  });

  test('is not told of what they do not want to know', async () => {
    const id = await newMovie(service);
    const [author, fan] = [service.newMember(), service.newMember()];
    await prefer(service, author, { replies: false, likes: false });
    await caughtUp(service);
    const review = await newReview(service, id, author);
    await comment(review, fan);
    await like(review, fan);
    expect((await inboxOf(author)).data).toEqual([]);
  });
});

describe('what is gone', () => {
  test('is gone from inboxes: a like, a comment, a review with all that was said to it', async () => {
    const id = await newMovie(service);
    const [author, fan, reader] = [service.newMember(), service.newMember(), await follow(id)];
    const review = await newReview(service, id, author);
    const [kept, removed] = [await comment(review, fan), await comment(review, fan)];
    await like(review, fan);
    expect((await inboxOf(author)).data).toHaveLength(3);
    const { review_id, user_id: author_id } = review;
    await service.movie.tell(contract.reviewUnliked, { review_id, author_id, user_id: fan.id });
    await service.movie.tell(contract.commentRemoved, { comment_id: removed, review_id, user_id: fan.id });
    expect((await inboxOf(author)).data.map(({ kind }) => kind)).toEqual(['comment']);
    expect(kept).toBeLessThan(removed);
    expect((await inboxOf(reader)).data).toHaveLength(1);
    await service.movie.tell(contract.reviewRemoved, { review_id, user_id: author.id, movie_id: id });
    for (const member of [author, reader]) expect(await inboxOf(member)).toEqual({ unread_count: 0, data: [] });
  });

  test('is gone with its movie, subscriptions too', async () => {
    const id = await newMovie(service);
    const reader = await follow(id);
    await newReview(service, id, service.newMember());
    expect((await inboxOf(reader)).data).toHaveLength(1);
    await service.movie.tell(contract.movieDeleted, { movie_id: id });
    expect((await inboxOf(reader)).data).toEqual([]);
    const { body } = await service.api(contract.mySubscriptions, { token: reader.token });
    expect(body).toEqual([]);
    const again = await service.api(contract.followMovie, { token: reader.token, params: { id: String(id) } });
    expect(again).toMatchObject({ status: 404, body: { code: 'movie_not_found' } });
  });
});

test('a new title or name shows where it was told', async () => {
  const id = await newMovie(service);
  const [author, reader] = [service.newMember(), await follow(id)];
  const { eventId: _, ...review } = await newReview(service, id, author);
  await service.movie.tell(contract.reviewEdited, { ...review, title: 'Better so' });
  await service.auth.tell(contract.userRenamed, { user_id: author.id, username: 'newname', name: 'New Name' });
  expect((await inboxOf(reader)).data[0]?.text).toBe(`newname reviewed Film ${id}: Better so`);
});

test('what was written long before is not news', async () => {
  const id = await newMovie(service);
  const reader = await follow(id);
  const { database } = service.context;
  const before = await database.row('SELECT count(*) AS all FROM announcements');
  await service.movie.tellAt(new Date(Date.now() - 8 * 24 * 3600_000), contract.reviewWritten, {
    ...(await newReviewFacts(id)),
  });
  expect((await inboxOf(reader)).data).toEqual([]);
  expect(await database.row('SELECT count(*) AS all FROM announcements')).toEqual(before);
});

async function newReviewFacts(movie_id: number): Promise<contract.ReviewFacts> {
  const { id: user_id, username } = service.newMember();
  const created_at = new Date().toISOString();
  const facts = { title: 'Old', rating: null, contains_spoilers: false, created_at };
  return { review_id: 999_999, user_id, username, movie_id, movie_title: 'Film', ...facts };
}

describe('an inbox', () => {
  test('is read a page at a time, newest first, and marked as read in part or as a whole', async () => {
    const id = await newMovie(service);
    const reader = await follow(id);
    for (let count = 0; count < 5; count += 1) await newReview(service, id, service.newMember());
    const all = (await inboxOf(reader)).data.map((notification) => notification.id);
    expect(all).toEqual(all.toSorted((a, b) => b - a));
    const { token } = reader;
    const first = await service.api(contract.inbox, { token, query: { limit: 3 } });
    const cursor = first.headers.get('x-next-cursor') ?? '';
    const second = await service.api(contract.inbox, { token, query: { limit: 3, cursor } });
    expect(second.headers.get('x-next-cursor')).toBeNull();
    const pages = [first, second].flatMap(({ body }) => (body as contract.Inbox).data.map((one) => one.id));
    expect(pages).toEqual(all);
    const some = await service.api(contract.markRead, { token, body: { ids: all.slice(0, 2) } });
    expect(some.body).toEqual({ message: 'Marked as read', unread_count: 3 });
    const { data } = await inboxOf(reader, { unread: true });
    expect(data.map((one) => one.id)).toEqual(all.slice(2));
    const rest = await service.api(contract.markRead, { token, body: { all: true } });
    expect(rest.body).toMatchObject({ unread_count: 0 });
    expect((await service.api(contract.markRead, { token, body: {} })).status).toBe(400);
  });

  test('is nobody else’s to read or to mark', async () => {
    const id = await newMovie(service);
    const [reader, other] = [await follow(id), service.newMember()];
    await newReview(service, id, service.newMember());
    const ids = (await inboxOf(reader)).data.map((one) => one.id);
    expect((await inboxOf(other)).data).toEqual([]);
    await service.api(contract.markRead, { token: other.token, body: { ids } });
    expect((await inboxOf(reader)).unread_count).toBe(1);
    expect((await service.api(contract.inbox)).status).toBe(401);
  });
});
