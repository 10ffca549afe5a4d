import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { reviewRemoved } from '@movies/contract';
import { eventually } from '@movies/testing';
import { connect } from '../testing/clients.ts';
import { caughtUp, type NotificationUnderTest, newMovie, newReview, startNotificationForTest } from '../testing.ts';

let service: NotificationUnderTest;

beforeAll(async () => {
  service = await startNotificationForTest();
});
afterAll(() => service.stop());

describe('a room', () => {
  test('is joined and left in the words of the document, acknowledged and as a message', async () => {
    const id = await newMovie(service);
    const { id: user_id, token } = service.newMember();
    const client = await connect(service.socketUrl, { token });
    const joined = await client.ask('join_notification', { user_id: String(user_id), room_id: String(id) });
    const words = `User ${user_id} has joined the room ${id}`;
    expect(joined).toEqual({ status: 'ok', message: words, since: expect.stringMatching(/^movie-\d+$/) });
    const left = await client.ask('leave_notification', { user_id: String(user_id), room_id: String(id) });
    expect(left).toEqual({ status: 'ok', message: `User ${user_id} has left the room ${id}` });
    expect(client.messages).toEqual([words, `User ${user_id} has left the room ${id}`]);
  });

  test.each([
    ['by the id of the movie', (id: number) => id],
    ['by that id as text', (id: number) => String(id)],
    ['as movie:<id>', (id: number) => `movie:${id}`],
    ['as reviews, of all movies', () => 'reviews'],
  ])('is named %s, and hears of a new review once', async (_, name) => {
    const id = await newMovie(service);
    const author = service.newMember();
    const client = await connect(service.socketUrl);
    await client.ask('join_notification', { user_id: 'x', room_id: name(id) });
    const { eventId, ...review } = await newReview(service, id, author, { title: 'Sehr gut' });
    await eventually(() => expect(client.reviews).toHaveLength(1));
    expect(client.reviews[0]).toEqual({
      message: `User ${author.id} added a new review: Sehr gut`,
      id: eventId,
      user_id: author.id,
      username: author.username,
      room_id: String(id),
      movie_id: id,
      movie_title: review.movie_title,
      review_id: review.review_id,
      review_title: 'Sehr gut',
      rating: 4.5,
      contains_spoilers: false,
      created_at: review.created_at,
    });
  });

  test('and the one of all movies together hear of a review once', async () => {
    const id = await newMovie(service);
    const client = await connect(service.socketUrl);
    for (const room_id of [id, 'reviews']) await client.ask('join_notification', { room_id });
    const first = await newReview(service, id, service.newMember());
    const second = await newReview(service, id, service.newMember());
    await eventually(() => expect(client.reviews.length).toBeGreaterThanOrEqual(2));
    expect(client.reviews.map((review) => review.id)).toEqual([first.eventId, second.eventId]);
  });

  test('hears nothing of other movies, and nothing once it was left', async () => {
    const [here, elsewhere] = [await newMovie(service), await newMovie(service)];
    const client = await connect(service.socketUrl);
    await client.ask('join_notification', { room_id: here });
    await client.ask('join_notification', { room_id: elsewhere });
    await client.ask('leave_notification', { room_id: elsewhere });
    await newReview(service, elsewhere, service.newMember());
    const { eventId } = await newReview(service, here, service.newMember());
    await eventually(() => expect(client.reviews.map((review) => review.id)).toEqual([eventId]));
  });

  test('of a movie that nobody knows can not be joined', async () => {
    const client = await connect(service.socketUrl);
    const answer = await client.ask('join_notification', { user_id: 'x', room_id: '999999999' });
    expect(answer).toEqual({ status: 'error', code: 'movie_not_found', message: 'Movie not found' });
    expect(client.messages).toEqual([]);
  });

  test.each(['member:1', 'session:x', 'constructor', '0', 'movie:', '-1', '99999999999', ' '])(
    'is not called %s',
    async (room_id) => {
      const client = await connect(service.socketUrl);
      const answer = await client.ask('join_notification', { user_id: 'x', room_id });
      expect(answer).toMatchObject({ status: 'error', code: expect.stringMatching(/^(room|movie)_not_found$/) });
    },
  );

  test('names a review without a title by its movie', async () => {
    const id = await newMovie(service);
    const client = await connect(service.socketUrl);
    await client.ask('join_notification', { room_id: id });
    const { movie_title } = await newReview(service, id, service.newMember(), { title: '' });
    await eventually(() => expect(client.reviews[0]?.review_title).toBe(movie_title));
  });

  test('is not told of what was removed before anyone could hear of it', async () => {
    const id = await newMovie(service);
    const author = service.newMember();
    const { review_id, eventId } = await newReview(service, id, author);
    await service.movie.tell(reviewRemoved, { review_id, user_id: author.id, movie_id: id });
    await caughtUp(service);
    const client = await connect(service.socketUrl);
    await client.ask('join_notification', { room_id: id, since: 'movie-0' });
    const { eventId: next } = await newReview(service, id, author);
    await eventually(() => expect(client.reviews.map((review) => review.id)).toContain(next));
    expect(client.reviews.map((review) => review.id)).not.toContain(eventId);
  });
});
