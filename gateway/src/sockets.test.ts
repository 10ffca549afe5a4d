import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect as connectTo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  closed,
  connect,
  type NotificationUnderTest,
  newMovie,
  newReview,
  startNotificationForTest,
  type TestClient,
} from '@movies/notification/testing';
import { eventually } from '@movies/testing';
import { type GatewayUnderTest, startGatewayForTest } from './testing.ts';

let service: NotificationUnderTest;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  service = await startNotificationForTest({ CONNECTIONS_PER_ADDRESS: 50 });
  gateway = await gatewayBefore(service.url);
});
afterAll(async () => {
  await gateway.stop();
  await service.stop();
});

const gatewayBefore = (NOTIFICATION_URL: string, settings = {}) =>
  startGatewayForTest(
    { url: service.auth.url, internalSecret: service.internalSecret },
    { NOTIFICATION_URL, ...settings },
  );

/** The answer to a handshake that is not let through. */
function refusal(url: string, headers: Record<string, string> = {}, { method = 'GET', body = '' } = {}) {
  const handshake = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
  const key = { 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };
  return new Promise<{ status: number | undefined; body: Record<string, unknown> }>((answered, failed) => {
    const asked = request(url, { method, headers: { ...handshake, ...key, ...headers } });
    asked.on('upgrade', (_answer, socket) => {
      socket.destroy();
      failed(new Error('it was let through'));
    });
    asked.on('response', async (answer) => {
      let text = '';
      for await (const chunk of answer.setEncoding('utf8')) text += chunk;
      answered({ status: answer.statusCode, body: JSON.parse(text) });
    });
    asked.on('error', failed).end(body);
  });
}

const SOCKETS = '/socket.io/?EIO=4&transport=websocket';

describe('a socket through the gateway', () => {
  test('asks and hears as one at the service itself', async () => {
    const id = await newMovie(service);
    const { id: user_id, token } = service.newMember();
    const client = await connect(gateway.url, { token });
    const answer = await client.ask('join_notification', { user_id, room_id: id });
    expect(answer).toMatchObject({ status: 'ok', message: `User ${user_id} has joined the room ${id}` });
    const { eventId } = await newReview(service, id, service.newMember());
    await eventually(() => expect(client.reviews.map((review) => review.id)).toEqual([eventId]));
  });

  test('may have its token in the Authorization header', async () => {
    const { token } = service.newMember();
    const client = await connect(gateway.url, { extraHeaders: { authorization: `Bearer ${token}` } });
    const answer = await client.ask('join_notification', { room_id: 'reviews' });
    expect(answer).not.toHaveProperty('guest');
  });

  test('is closed at the service when the client goes, and at the client when the service closes it', async () => {
    const first = await connect(gateway.url, { reconnection: false });
    const before = await eventually(async () => {
      const count = await socketsAtService();
      expect(count).toBeGreaterThan(0);
      return count;
    });
    first.socket.disconnect();
    await eventually(async () => expect(await socketsAtService()).toBe(before - 1));
    const second = await connect(gateway.url, { reconnection: false });
    const ended = closed(second);
    second.ask('join_notification', { user_id: 'x'.repeat(20_000), room_id: 1 }).catch(() => undefined);
    await ended;
  });

  test('that is torn off is closed at the service at once', async () => {
    const before = await socketsAtService();
    const key = { 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };
    const asked = request(gateway.url + SOCKETS, { headers: { connection: 'Upgrade', upgrade: 'websocket', ...key } });
    const [, socket] = await once(asked.end(), 'upgrade');
    await eventually(async () => expect(await socketsAtService()).toBe(before + 1));
    (socket as Socket).resetAndDestroy();
    await eventually(async () => expect(await socketsAtService()).toBe(before), 2_000);
  });

  async function socketsAtService(): Promise<number> {
    const text = await (await fetch(`${service.url}/metrics`)).text();
    return Number(/^sockets (\d+)$/m.exec(text)?.[1]);
  }

  test('is not opened for a page of another site, but for one of the gateway’s own', async () => {
    const { host, origin } = new URL(gateway.url);
    const evil = await refusal(gateway.url + SOCKETS, { origin: 'https://evil.example' });
    expect(evil).toMatchObject({
      status: 403,
      body: { code: 'foreign_origin', message: expect.stringContaining('sites') },
    });
    const forged = { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' };
    expect(await refusal(gateway.url + SOCKETS, forged)).toMatchObject({ status: 403 });
    const { socket } = await connect(gateway.url, { extraHeaders: { origin, host } });
    socket.disconnect();
  });

  test('counts for the address that the gateway saw, whatever the client says', async () => {
    const spread = { extraHeaders: { 'x-forwarded-for': '192.0.2.7' }, reconnection: false };
    const clients: TestClient[] = [];
    const open = async () => clients.push(await connect(gateway.url, spread));
    await expect(
      (async () => {
        for (let count = 0; count < 60; count += 1) await open();
      })(),
    ).rejects.toThrow('websocket error');
    for (const { socket } of clients) socket.disconnect();
  });

  test('counts as a reading', async () => {
    const limited = await gatewayBefore(service.url, { RATE_LIMIT_FACTOR: 1 / 1_200 });
    const { socket } = await eventually(() => connect(limited.url, { reconnection: false }));
    socket.disconnect();
    const answer = await refusal(limited.url + SOCKETS);
    expect(answer).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    await limited.stop();
  });
});

describe('what is no socket', () => {
  test('is not let through: polling, other paths, other upgrades', async () => {
    const polling = await fetch(`${gateway.url}/socket.io/?EIO=4&transport=polling`);
    expect({ status: polling.status, body: await polling.json() }).toMatchObject({
      status: 400,
      body: { code: 'websocket_only' },
    });
    for (const path of ['/socket.io/../internal/export/1', '/socket.io%2f..%2finternal', '/socket.iox', '/metrics/']) {
      const { status } = await refusal(gateway.url + path);
      expect([400, 401, 404]).toContain(status);
    }
    const h2c = await refusal(`${gateway.url}/health/live`, { upgrade: 'h2c' });
    expect(h2c).toMatchObject({ status: 200, body: { status: 'OK' } });
  });

  test('has its body passed on though it asks for another upgrade', async () => {
    const body = JSON.stringify({ email: 'someone@example.org', password: 'a long sentence' });
    const length = String(Buffer.byteLength(body));
    const headers = { upgrade: 'h2c', 'content-type': 'application/json', 'content-length': length };
    const { status } = await refusal(`${gateway.url}/api/auth/login`, headers, { method: 'POST', body });
    // Of the neighbour, who knows no such path.
    expect(status).toBe(404);
  });
});

describe('with the service', () => {
  test('away, a handshake is answered so, without its address', async () => {
    const away = await gatewayBefore('http://127.0.0.1:1');
    const answer = await refusal(away.url + SOCKETS);
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(JSON.stringify(answer.body)).not.toContain('127.0.0.1');
    await away.stop();
  });

  test('silent, it is answered in time', async () => {
    const silent = createServer().on('upgrade', () => undefined);
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const before = await gatewayBefore(`http://127.0.0.1:${port}`);
    const from = performance.now();
    expect(await refusal(before.url + SOCKETS)).toMatchObject({ status: 504, body: { code: 'too_late' } });
    expect(performance.now() - from).toBeLessThan(4_000);
    await before.stop();
    silent.closeAllConnections();
    silent.close();
  }, 10_000);
});

test('the gateway ends at once though sockets are open, and survives one that is torn off', async () => {
  const own = await gatewayBefore(service.url);
  const { port } = new URL(own.url);
  const raw = connectTo(Number(port), '127.0.0.1');
  raw.write(`GET ${SOCKETS} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
  raw.resetAndDestroy();
  const client = await connect(own.url, { reconnection: false });
  const ended = closed(client);
  const from = performance.now();
  await own.stop();
  await ended;
  expect(performance.now() - from).toBeLessThan(3_000);
});
