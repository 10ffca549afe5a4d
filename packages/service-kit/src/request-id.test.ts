import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '@movies/testing';
import type { FastifyInstance } from 'fastify';
import type { Database } from './database/database.ts';
import { createApp, listen } from './http/app.ts';
import { createInternalClient, type InternalClient } from './internal/client.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { createMetrics } from './metrics.ts';
import { requestId } from './request-id.ts';
import { type DatabaseUnderTest, databaseForTest } from './testing/database.ts';
import { makeNotebook, startFollower } from './testing/follower.ts';
import { counted, type Producer, SECRET, startProducer } from './testing/producer.ts';
import { schema } from './testing/schema.ts';

const { log } = schema;
const lifecycle = createLifecycle(log);
const GIVEN = 'a-request-of-someone';

let client: InternalClient;
let other: FastifyInstance;
let otherUrl: string;
let app: FastifyInstance;

beforeAll(async () => {
  client = createInternalClient(SECRET);
  lifecycle.atEnd('client', () => client.close());
  const appOf = () => createApp({ log, requestLevel: 'debug', newRequestId: (given) => given ?? 'made here' });
  other = appOf();
  other.get('/ask', async ({ id }) => ({ id }));
  otherUrl = `http://127.0.0.1:${await listen(other, lifecycle, { host: '127.0.0.1', port: 0, variable: 'PORT' })}`;
  app = appOf();
  app.post('/', async () => {
    const asked = await client.get<{ id: string }>(`${otherUrl}/ask`);
    return { here: requestId(), there: asked.id };
  });
});
afterAll(() => lifecycle.end());

/** Sends a body in two parts, the second once the first is there. */
async function sendSlowly(url: string, id: string): Promise<unknown> {
  const sent = request(url, { method: 'POST', headers: { 'x-request-id': id, 'content-type': 'application/json' } });
  const answered = once(sent, 'response');
  sent.write('{"text":"');
  await fetch(`${otherUrl}/ask`);
  sent.end('all of it"}');
  const [response] = (await answered) as [IncomingMessage];
  return JSON.parse(await text(response));
}

test('what is done for a request knows it, also once its body has come in, and so does whoever is asked for it', async () => {
  const url = `http://127.0.0.1:${await listen(app, lifecycle, { host: '127.0.0.1', port: 0, variable: 'PORT' })}`;
  expect(await Promise.all([GIVEN, 'another'].map((id) => sendSlowly(url, id)))).toEqual([
    { here: GIVEN, there: GIVEN },
    { here: 'another', there: 'another' },
  ]);
});

test('what is done for no request is of none', () => {
  expect(requestId()).toBeUndefined();
});

describe('a follower', () => {
  let producer: Producer;
  let database: Database;
  let over: Lifecycle;

  beforeEach(async () => {
    over = createLifecycle(log);
    const [producing, following] = (await Promise.all([databaseForTest(), databaseForTest()])) as DatabaseUnderTest[];
    over.atEnd('databases', () => Promise.all([producing?.close(), following?.close()]));
    producer = await startProducer(producing?.url as string);
    over.atEnd('producer', () => producer.stop());
    database = following?.database as Database;
    await makeNotebook(database);
  });
  afterEach(() => over.end());

  const following = () => ({ name: 'one', sourceUrl: producer.url, database, lifecycle: over });

  test('works for the request that made an event true', async () => {
    const telling = createApp({ log, requestLevel: 'debug', newRequestId: () => GIVEN });
    telling.post('/', async () => {
      await producer.database.transaction((tx) => producer.events.tell(tx, counted, 'number:1', { number: 1 }));
      return {};
    });
    const seen: (string | undefined)[] = [];
    startFollower({ ...following(), applied: () => void seen.push(requestId()) });
    await telling.inject({ method: 'POST', url: '/' });
    await eventually(() => expect(seen).toEqual([GIVEN]));
    await producer.tell(2);
    await eventually(() => expect(seen).toEqual([GIVEN, undefined]));
  });

  test('tells how far it is behind', async () => {
    await producer.tell(1, 2, 3);
    const metrics = createMetrics();
    const blocked = Promise.withResolvers<void>();
    over.atEnd('what is blocked', () => blocked.resolve());
    startFollower({ ...following(), metrics, applied: () => blocked.promise });
    const lag = () => metrics.registry.getSingleMetricAsString('event_log_lag');
    await eventually(async () => expect(await lag()).toContain('event_log_lag{service="one",source="kit"} 3'));
    blocked.resolve();
    await eventually(async () => expect(await lag()).toContain('event_log_lag{service="one",source="kit"} 0'));
  });
});
