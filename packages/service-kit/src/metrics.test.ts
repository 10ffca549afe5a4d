import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { createMetrics, type Metrics, measureRequests, metricsRoute } from './metrics.ts';

let metrics: Metrics;
let movie: FastifyInstance;
let auth: FastifyInstance;

beforeAll(() => {
  metrics = createMetrics();
  [movie, auth] = [Fastify(), Fastify()];
  measureRequests(movie, metrics, 'movie');
  measureRequests(auth, metrics, 'auth');
  metricsRoute(auth, metrics);
  movie.get('/api/movies/:id', { config: { operation: { id: 'getMovie' } } as object }, async () => ({}));
});
afterAll(() => Promise.all([movie.close(), auth.close()]));

async function read(): Promise<string> {
  const { statusCode, headers, body } = await auth.inject('/metrics');
  expect({ statusCode, type: headers['content-type'] }).toEqual({
    statusCode: 200,
    type: expect.stringMatching(/^text\/plain/),
  });
  return body;
}

test('two services of one process count on one registry, told apart by name', async () => {
  for (const id of [1, 2, 3]) await movie.inject(`/api/movies/${id}`);
  await auth.inject('/nothing');
  const text = await read();
  expect(text).toContain(
    'http_request_seconds_count{service="movie",operation="getMovie",route="/api/movies/:id",method="GET",status="200"} 3\n',
  );
  expect(text).toContain(
    'http_request_seconds_count{service="auth",operation="none",route="none",method="GET",status="404"} 1\n',
  );
});

test('a request adds to its route, not to a series of its own', async () => {
  const before = (await read()).split('\n').length;
  for (let id = 100; id < 200; id += 1) await movie.inject(`/api/movies/${id}?q=${id}`);
  expect((await read()).split('\n').length).toBe(before);
});

test('the process tells its memory and its event loop', async () => {
  expect(await read()).toMatch(/process_resident_memory_bytes \d+[\s\S]*nodejs_eventloop_lag_seconds \d/);
});

test('a gauge is asked when the metrics are read', async () => {
  let waiting = 1;
  metrics.gauge('letters_waiting', 'Letters that wait.', () => waiting);
  waiting = 7;
  expect(await read()).toMatch(/^letters_waiting 7$/m);
});

test('numbers of one name are told apart by their labels, and one that is gone is told no more', async () => {
  let states: Record<string, number> = { waiting: 2, failed: 1 };
  metrics.gaugesBy('jobs', 'Jobs.', 'state', async () => states, { service: 'movie' });
  metrics.gaugesBy('jobs', 'Jobs.', 'state', async () => ({ waiting: 5 }), { service: 'auth' });
  expect((await read()).match(/^jobs\{.*/gm)).toEqual([
    'jobs{service="movie",state="waiting"} 2',
    'jobs{service="movie",state="failed"} 1',
    'jobs{service="auth",state="waiting"} 5',
  ]);
  states = { waiting: 3 };
  expect((await read()).match(/^jobs\{service="movie".*/gm)).toEqual(['jobs{service="movie",state="waiting"} 3']);
});

test.each([
  ['fails', () => Promise.reject(new Error('Redis is away'))],
  ['hangs', () => new Promise<number>(() => undefined)],
])('a gauge that %s takes none of the others with it', async (way, ask) => {
  metrics.gauge(`jobs_${way}`, 'Jobs that wait.', ask);
  const text = await read();
  expect(text).toMatch(new RegExp(`^jobs_${way} nan$`, 'mi'));
  expect(text).toMatch(/process_resident_memory_bytes \d/);
});
