import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { followMovie as follow } from '@movies/contract';
import { eventually } from '@movies/testing';
import { closed, connect, type TestClient } from '../testing/clients.ts';
import { caughtUp, type NotificationUnderTest, newMovie, newReview, startNotificationForTest } from '../testing.ts';

let service: NotificationUnderTest;

beforeAll(async () => {
  service = await startNotificationForTest();
});
afterAll(() => service.stop());

const idsOf = ({ reviews }: TestClient) => reviews.map(({ id }) => id);
const sinceOf = (answer: object) => (answer as { since: string }).since;

describe('a client whose connection breaks', () => {
  test('is in its rooms again, and gets what it missed', async () => {
    const id = await newMovie(service);
    const client = await connect(service.socketUrl, { reconnectionDelay: 300, reconnectionDelayMax: 300 });
    await client.ask('join_notification', { user_id: 'x', room_id: id });
    const { eventId: before } = await newReview(service, id, service.newMember());
    await eventually(() => expect(idsOf(client)).toEqual([before]));
    const broken = closed(client);
    client.socket.io.engine.close();
    await broken;
    const { eventId: meanwhile } = await newReview(service, id, service.newMember());
    await eventually(() => expect(client.socket.recovered).toBe(true));
    const { eventId: after } = await newReview(service, id, service.newMember());
    await eventually(() => expect(idsOf(client)).toEqual([before, meanwhile, after]));
  });

  test('has to show again who it is, and gets nothing of its member as a guest', async () => {
    const id = await newMovie(service);
    const member = service.newMember();
    await service.api(follow, { token: member.token, params: { id: String(id) } });
    let auth: object = { token: member.token };
    const options = { reconnectionDelay: 300, reconnectionDelayMax: 300 };
    const client = await connect(service.socketUrl, { ...options, auth: (give) => give(auth) });
    await client.ask('join_notification', { room_id: id });
    const { eventId } = await newReview(service, id, service.newMember());
    await eventually(() => expect(client.notifications).toHaveLength(1));
    await eventually(() => expect(idsOf(client)).toEqual([eventId]));
    auth = {};
    client.socket.io.engine.close();
    await eventually(() => expect(client.socket.connected).toBe(false));
    const { eventId: missed } = await newReview(service, id, service.newMember());
    await eventually(() => expect(client.socket.recovered).toBe(true));
    const { eventId: next } = await newReview(service, id, service.newMember());
    await eventually(() => expect(idsOf(client)).toEqual([eventId, missed, next]));
    expect(client.notifications).toHaveLength(1);
    expect(await client.ask('join_notification', { user_id: 'x', room_id: id })).toMatchObject({ guest: true });
  });

  test('is not let in again with a token that does not hold any more', async () => {
    const id = await newMovie(service);
    const tokens = [service.newMember().token, 'nonsense'];
    const auth = (give: (auth: object) => void) => give({ token: tokens.shift() });
    const client = await connect(service.socketUrl, { auth });
    await client.ask('join_notification', { room_id: id });
    const { eventId } = await newReview(service, id, service.newMember());
    await eventually(() => expect(idsOf(client)).toEqual([eventId]));
    const refused = new Promise<Error>((tell) => client.socket.once('connect_error', tell));
    client.socket.io.engine.close();
    expect((await refused).message).toContain('not valid');
  });
});

describe('someone who was away for longer', () => {
  test('gets what was announced since the event that was seen last, of that room, in order', async () => {
    const [id, other] = [await newMovie(service), await newMovie(service)];
    const written: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      written.push((await newReview(service, id, service.newMember())).eventId);
      await newReview(service, other, service.newMember());
    }
    await caughtUp(service);
    const client = await connect(service.socketUrl);
    const answer = await client.ask('join_notification', { room_id: id, since: written[1] });
    expect(answer).toMatchObject({ status: 'ok', since: written[4] });
    await eventually(() => expect(idsOf(client)).toEqual(written.slice(2)));
  });

  test('and had seen nothing yet goes on where the first answer said', async () => {
    const id = await newMovie(service);
    const first = await connect(service.socketUrl);
    const since = sinceOf(await first.ask('join_notification', { room_id: 'reviews' }));
    first.socket.disconnect();
    const { eventId } = await newReview(service, id, service.newMember());
    await caughtUp(service);
    const second = await connect(service.socketUrl);
    await second.ask('join_notification', { room_id: 'reviews', since });
    await eventually(() => expect(idsOf(second)).toEqual([eventId]));
  });

  test('and knows an event that is gone gets all that may have come after it', async () => {
    const id = await newMovie(service);
    const { eventId } = await newReview(service, id, service.newMember());
    const { eventId: next } = await newReview(service, id, service.newMember());
    await caughtUp(service);
    await service.context.database.run('DELETE FROM announcements WHERE id = $1', [eventId]);
    const client = await connect(service.socketUrl);
    await client.ask('join_notification', { room_id: id, since: eventId });
    await eventually(() => expect(idsOf(client)).toEqual([next]));
  });

  test('gets a thousand at once, and the others by asking again', async () => {
    const id = await newMovie(service);
    const witness = await connect(service.socketUrl);
    await witness.ask('join_notification', { room_id: id });
    await service.context.database.run(
      `INSERT INTO announcements (id, movie_id, review_id, user_id, movie_title, review_title, contains_spoilers, created_at)
       SELECT 'movie-' || 1000000 + n, $1, n, 1, 'Film', 'Review', false, now() FROM generate_series(1, 1500) n`,
      [id],
    );
    await eventually(() => expect(witness.reviews).toHaveLength(1_500));
    const client = await connect(service.socketUrl);
    const answer = await client.ask('join_notification', { room_id: id, since: 'movie-1000000' });
    expect(answer).toMatchObject({ more: true });
    const rest = await client.ask('join_notification', { room_id: id, since: sinceOf(answer) });
    expect(rest).not.toHaveProperty('more');
    await eventually(() => expect(client.reviews).toHaveLength(1_500));
    expect(new Set(idsOf(client)).size).toBe(1_500);
  });
});
