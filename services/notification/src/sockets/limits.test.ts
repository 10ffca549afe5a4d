import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '@movies/testing';
import { closed, connect, newClient } from '../testing/clients.ts';
import { type NotificationUnderTest, newMovie, newReview, startNotificationForTest } from '../testing.ts';

let service: NotificationUnderTest;

beforeAll(async () => {
  service = await startNotificationForTest({ CONNECTIONS_PER_ADDRESS: 3, CORS_ORIGINS: 'https://friend.example' });
});
afterAll(() => service.stop());

const quick = { reconnection: false };

describe('a socket', () => {
  test('that says too much is refused, then closed, and disturbs nobody', async () => {
    const id = await newMovie(service);
    const listener = await connect(service.socketUrl);
    await listener.ask('join_notification', { room_id: id });
    const flood = await connect(service.socketUrl, quick);
    const ended = closed(flood);
    const codes: string[] = [];
    for (let count = 0; count < 400; count += 1)
      void flood.ask('nonsense', count).then(
        (answer) => codes.push((answer as { code: string }).code),
        () => undefined,
      );
    expect(await ended).toBe('io server disconnect');
    expect(codes.filter((code) => code === 'too_many_messages').length).toBeGreaterThan(0);
    const { eventId } = await newReview(service, id, service.newMember());
    await eventually(() => expect(listener.reviews.map((review) => review.id)).toEqual([eventId]));
    listener.socket.disconnect();
  });

  test('is in a hundred rooms at most', async () => {
    const ids = [];
    for (let count = 0; count < 101; count += 1) ids.push(await newMovie(service));
    const client = await connect(service.socketUrl, quick);
    const answers = [];
    for (const room_id of ids) answers.push(await client.ask('join_notification', { user_id: 'x', room_id }));
    expect(answers.slice(0, 100).every(({ status }) => status === 'ok')).toBe(true);
    expect(answers[100]).toMatchObject({ status: 'error', code: 'too_many_rooms' });
    const again = await client.ask('join_notification', { user_id: 'x', room_id: ids[0] });
    expect(again).toMatchObject({ status: 'ok' });
    client.socket.disconnect();
  });

  test('that says more than 16 KiB at once is closed', async () => {
    const client = await connect(service.socketUrl, quick);
    const ended = closed(client);
    client.ask('join_notification', { user_id: 'x'.repeat(17 * 1024), room_id: 1 }).catch(() => undefined);
    expect(await ended).toBe('transport close');
  });

  test.each([[[]], [[null]], [['reviews']], [[{}]], [[{ room_id: {} }]], [[{ room_id: 'reviews', since: 'x' }]]])(
    'that says %j is told what to send',
    async (said) => {
      const client = await connect(service.socketUrl, quick);
      const answer = await client.ask('join_notification', ...said);
      expect(answer).toEqual({ status: 'error', code: 'malformed', message: 'Send { user_id, room_id }.' });
      client.socket.disconnect();
    },
  );

  test('that wants no acknowledgement is told of a failure in a message', async () => {
    const client = await connect(service.socketUrl, quick);
    client.socket.emit('join_notification', { room_id: 'nowhere' });
    await eventually(() => expect(client.messages).toEqual([expect.stringMatching(/^A room is/)]));
    client.socket.disconnect();
  });
});

describe('an address', () => {
  test('holds so many sockets and no more, until one of them is closed', async () => {
    const held = await Promise.all([1, 2, 3].map(() => connect(service.socketUrl, quick)));
    await expect(connect(service.socketUrl, quick)).rejects.toThrow('websocket error');
    held[0]?.socket.disconnect();
    await eventually(async () => (await connect(service.socketUrl, quick)).socket.disconnect());
    for (const { socket } of held) socket.disconnect();
  });

  test('is the one that the gateway names, on the port that only the gateway reaches', async () => {
    const from = (address: string, url: string) =>
      connect(url, { ...quick, extraHeaders: { 'x-forwarded-for': address } });
    const held = await Promise.all(['192.0.2.1', '192.0.2.1', '192.0.2.1'].map((one) => from(one, service.url)));
    await expect(from('192.0.2.1', service.url)).rejects.toThrow('websocket error');
    held.push(await from('192.0.2.2', service.url));
    for (const { socket } of held.splice(0)) socket.disconnect();
    // On the other port anyone could name any.
    for (const one of ['192.0.2.3', '192.0.2.4', '192.0.2.5'])
      await eventually(async () => held.push(await from(one, service.socketUrl)));
    await expect(from('192.0.2.6', service.socketUrl)).rejects.toThrow('websocket error');
    for (const { socket } of held) socket.disconnect();
  });
});

describe('a page', () => {
  const withOrigin = (origin: string) => connect(service.socketUrl, { ...quick, extraHeaders: { origin } });

  test('of another site is not let in, unless it was named', async () => {
    for (const origin of ['https://evil.example', 'null', 'https://friend.example.evil.example'])
      await expect(withOrigin(origin)).rejects.toThrow('websocket error');
    for (const origin of ['https://friend.example', service.socketUrl]) {
      const { socket } = await eventually(() => withOrigin(origin));
      socket.disconnect();
    }
  });
});

test('a refusal says why, with a status that fits', async () => {
  const { request } = await import('node:http');
  const key = { 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };
  const headers = { connection: 'Upgrade', upgrade: 'websocket', ...key, origin: 'https://evil.example' };
  const url = `${service.socketUrl}/socket.io/?EIO=4&transport=websocket`;
  const status = await new Promise((answered, failed) =>
    request(url, { headers }, (response) => answered(response.statusCode))
      .on('error', failed)
      .end(),
  );
  expect(status).toBe(403);
});

test('long polling is not offered', async () => {
  const client = newClient(service.socketUrl, { ...quick, transports: ['polling'] });
  await new Promise((refused) => client.socket.once('connect_error', refused).connect());
  const response = await fetch(`${service.socketUrl}/socket.io/?EIO=4&transport=polling`);
  expect(response.status).toBe(400);
});

test('a client that asks for another upgrade is answered as if it had not', async () => {
  for (const url of [service.url, service.socketUrl]) {
    const { request } = await import('node:http');
    const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAAP__' };
    const status = await new Promise((answered, failed) =>
      request(`${url}/nowhere`, { headers }, (response) => answered(response.statusCode))
        .on('error', failed)
        .end(),
    );
    expect(status).toBe(404);
  }
});
