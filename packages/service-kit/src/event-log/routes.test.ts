import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { createInternalClient, type InternalClient } from '../internal/client.ts';
import { SECRET_HEADER } from '../internal/secret.ts';
import { type DatabaseUnderTest, databaseForTest } from '../testing/database.ts';
import { numbersOf, type Producer, SECRET, startProducer } from '../testing/producer.ts';
import type { EventPage } from './event-log.ts';
import { eventRoutes } from './routes.ts';

let server: DatabaseUnderTest;
let producer: Producer;
let client: InternalClient;

beforeAll(async () => {
  server = await databaseForTest();
  producer = await startProducer(server.url);
  client = createInternalClient(SECRET);
  await producer.tell(1, 2, 3);
});
afterAll(async () => {
  await client.close();
  await producer.stop();
  await server.close();
});

function get(query = ''): Promise<EventPage> {
  return client.get<EventPage>(`${producer.url}/internal/events${query}`);
}

describe('the log over HTTP', () => {
  test('begins at the start', async () => {
    expect(numbersOf((await get()).events)).toEqual([1, 2, 3]);
  });

  test.each([
    ['?after=1', [2, 3]],
    ['?after=1&limit=1', [2]],
    ['?types=counted,noted', [1, 2, 3]],
    ['?types=noted', []],
    ['?subject=number:2', [2]],
    ['?subject=number:2&after=2', []],
    ['?since=2000-01-01T00:00:00Z', [1, 2, 3]],
    ['?since=2999-01-01T00:00:00Z', []],
    ['?after=3&wait=0', []],
  ])('%s', async (query, numbers) => {
    expect(numbersOf((await get(query)).events)).toEqual(numbers);
  });

  test.each([
    '?after=-1',
    '?after=x',
    '?wait=31',
    '?limit=0',
    '?limit=1001',
    '?since=yesterday',
    `?types=${'x'.repeat(501)}`,
    `?subject=${'x'.repeat(101)}`,
  ])('refuses %s', async (query) => {
    const { status } = await fetch(`${producer.url}/internal/events${query}`, { headers: { [SECRET_HEADER]: SECRET } });
    expect(status).toBe(400);
  });

  test.each<Record<string, string>>([{}, { [SECRET_HEADER]: 'wrong' }, { authorization: `Bearer ${SECRET}` }])(
    'is not there for whoever does not know the secret: %j',
    async (headers) => {
      const { status } = await fetch(`${producer.url}/internal/events`, { headers: { ...headers } });
      expect(status).toBe(404);
    },
  );
});

describe('a long poll', () => {
  let app: FastifyInstance;
  let ending: AbortController;
  let reading: PromiseWithResolvers<AbortSignal>;
  let url: string;

  beforeAll(async () => {
    ending = new AbortController();
    app = Fastify();
    reading = Promise.withResolvers();
    const read: Producer['events']['read'] = (request) => {
      if (request.signal) reading.resolve(request.signal);
      return producer.events.read(request);
    };
    eventRoutes(app, { ...producer.events, read }, ending.signal);
    url = await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => app.close());

  test('ends when the one who asked is gone', async () => {
    const gone = new AbortController();
    const asked = fetch(`${url}/internal/events?after=3&wait=30`, { signal: gone.signal }).catch(() => undefined);
    const signal = await reading.promise;
    gone.abort();
    await asked;
    if (!signal.aborted) await once(signal, 'abort');
  });

  test('ends when the service ends', async () => {
    const asked = fetch(`${url}/internal/events?after=3&wait=30`);
    ending.abort();
    expect(await (await asked).json()).toMatchObject({ events: [], position: 3 });
  });
});
