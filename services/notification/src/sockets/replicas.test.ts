import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { followMovie } from '@movies/contract';
import { eventually } from '@movies/testing';
import { connect, type TestClient } from '../testing/clients.ts';
import { type NotificationUnderTest, newMovie, newReview, type Replica, startNotificationForTest } from '../testing.ts';

let service: NotificationUnderTest;
let second: Replica;

beforeAll(async () => {
  service = await startNotificationForTest();
  second = await service.another();
});
afterAll(() => service.stop());

const idsOf = ({ reviews }: TestClient) => reviews.map(({ id }) => id);

describe('two replicas', () => {
  test('tell of a review in a room once each, whichever of them follows the log', async () => {
    const id = await newMovie(service);
    const clients = await Promise.all([service, second].map(({ socketUrl }) => connect(socketUrl)));
    for (const client of clients) await client.ask('join_notification', { room_id: id });
    const written: string[] = [];
    for (let count = 0; count < 20; count += 1)
      written.push((await newReview(service, id, service.newMember())).eventId);
    for (const client of clients) await eventually(() => expect(idsOf(client)).toEqual(written));
  });

  test('tell a member who is at both of them', async () => {
    const id = await newMovie(service);
    const { token } = service.newMember();
    await service.api(followMovie, { token, params: { id: String(id) } });
    const clients = await Promise.all([service, second].map(({ socketUrl }) => connect(socketUrl, { token })));
    await newReview(service, id, service.newMember());
    for (const client of clients) await eventually(() => expect(client.notifications).toHaveLength(1));
  });

  test('give what was missed at one of them at the other', async () => {
    const id = await newMovie(service);
    const first = await connect(service.socketUrl);
    const answer = await first.ask('join_notification', { room_id: id });
    first.socket.disconnect();
    const { eventId } = await newReview(service, id, service.newMember());
    const client = await connect(second.socketUrl);
    await client.ask('join_notification', { room_id: id, since: (answer as { since: string }).since });
    await eventually(() => expect(idsOf(client)).toEqual([eventId]));
  });

  test('give each review once to whoever joins while they are announced', async () => {
    const id = await newMovie(service);
    const first = await connect(service.socketUrl);
    const { since } = (await first.ask('join_notification', { room_id: id })) as { since: string };
    const written: Promise<{ review_id: number }>[] = [];
    const clients: TestClient[] = [];
    for (let count = 0; count < 12; count += 1) {
      written.push(newReview(service, id, service.newMember()));
      const client = await connect(count % 2 === 0 ? second.socketUrl : service.socketUrl);
      await client.ask('join_notification', { room_id: id, since });
      clients.push(client);
    }
    const reviews = (await Promise.all(written)).map(({ review_id }) => review_id).sort();
    for (const { reviews: heard } of [first, ...clients])
      await eventually(() => expect(heard.map(({ review_id }) => review_id).sort()).toEqual(reviews));
  });

  test('take over from each other within three seconds', async () => {
    const third = await service.another();
    const id = await newMovie(service);
    const client = await connect(third.socketUrl);
    await client.ask('join_notification', { room_id: id });
    await second.stop();
    const from = performance.now();
    const { eventId } = await newReview(service, id, service.newMember());
    await eventually(() => expect(idsOf(client)).toEqual([eventId]));
    expect(performance.now() - from).toBeLessThan(3_000);
    await third.stop();
  });
});
