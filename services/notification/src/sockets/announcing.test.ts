import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '@movies/testing';
import { connect } from '../testing/clients.ts';
import { caughtUp, type NotificationUnderTest, newMovie, newReview, startNotificationForTest } from '../testing.ts';

let service: NotificationUnderTest;

beforeAll(async () => {
  service = await startNotificationForTest();
});
afterAll(() => service.stop());

describe('a review that its author announces', () => {
  test('is acknowledged in the words of the document, and reaches the room once', async () => {
    const id = await newMovie(service);
    const author = service.newMember();
    const listener = await connect(service.socketUrl);
    await listener.ask('join_notification', { user_id: 'x', room_id: id });
    const client = await connect(service.socketUrl, { token: author.token });
    const { eventId } = await newReview(service, id, author, { title: 'Loved it' });
    const said = { user_id: String(author.id), room_id: String(id), review_title: 'Loved it' };
    const words = `User ${author.id} added a new review: Loved it`;
    expect(await client.ask('new_review', said)).toEqual({ status: 'ok', message: words });
    expect(await client.ask('new_review', said)).toMatchObject({ status: 'error', code: 'already_announced' });
    const { eventId: next } = await newReview(service, id, author);
    await eventually(() => expect(listener.reviews.map((review) => review.id)).toEqual([eventId, next]));
    expect(client.messages).toEqual([words]);
  });

  test('is waited for, also where another under the same title was announced before', async () => {
    const author = service.newMember();
    const client = await connect(service.socketUrl, { token: author.token });
    const announce = () => client.ask('new_review', { user_id: author.id, room_id: 'reviews', review_title: 'Again' });
    await newReview(service, await newMovie(service), author, { title: 'Again' });
    expect(await announce()).toMatchObject({ status: 'ok' });
    const other = await newMovie(service);
    const answer = announce();
    // Answered is what was asked after it: it is looked for by now, and not there.
    await client.ask('join_notification', { user_id: author.id, room_id: 'reviews' });
    await newReview(service, other, author, { title: 'Again' });
    expect(await answer).toMatchObject({ status: 'ok' });
  });

  test('has to be there', async () => {
    const id = await newMovie(service);
    const { id: user_id, token } = service.newMember();
    const listener = await connect(service.socketUrl);
    await listener.ask('join_notification', { user_id: 'x', room_id: id });
    const client = await connect(service.socketUrl, { token });
    const answer = await client.ask('new_review', { user_id, room_id: id, review_title: 'Never written' });
    expect(answer).toMatchObject({ status: 'error', code: 'review_not_found' });
    expect(listener.reviews).toEqual([]);
  });

  test('has to be of that movie and under that title', async () => {
    const [id, other] = [await newMovie(service), await newMovie(service)];
    const author = service.newMember();
    const { title } = await newReview(service, id, author);
    const client = await connect(service.socketUrl, { token: author.token });
    const announce = (room_id: number, review_title: string) =>
      client.ask('new_review', { user_id: author.id, room_id, review_title });
    expect(await announce(other, title)).toMatchObject({ code: 'review_not_found' });
    expect(await announce(id, `${title}!`)).toMatchObject({ code: 'review_not_found' });
    expect(await announce(id, title)).toMatchObject({ status: 'ok' });
  });

  test('is not announced by others, nor by guests', async () => {
    const id = await newMovie(service);
    const { title, user_id } = await newReview(service, id, service.newMember());
    await caughtUp(service);
    const other = service.newMember();
    const client = await connect(service.socketUrl, { token: other.token });
    const said = { user_id: other.id, room_id: id, review_title: title };
    expect(await client.ask('new_review', said)).toMatchObject({ code: 'review_not_found' });
    const guest = await connect(service.socketUrl);
    expect(await guest.ask('new_review', { ...said, user_id })).toMatchObject({ code: 'login_required' });
  });
});
