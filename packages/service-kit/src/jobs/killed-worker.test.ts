import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, hasRedis, startRedis, type TestDatabase, type TestRedis } from '@movies/testing';
import { notTested } from '@movies/testing/jest';
import { createLifecycle } from '../lifecycle.ts';
import { createMetrics } from '../metrics.ts';
import { schema } from '../testing/schema.ts';
import { openJobs } from './jobs.ts';

const { log } = schema;
const program = fileURLToPath(new URL('../testing/worker-process.ts', import.meta.url));
const lifecycle = createLifecycle(log);
let server: TestDatabase;
let redis: TestRedis | undefined;

beforeAll(async () => {
  server = await createTestDatabase('kit');
  redis = hasRedis() ? await startRedis() : undefined;
});
afterAll(async () => {
  await lifecycle.end();
  await redis?.stop();
  await server.drop();
});

async function startedWorker(redisUrl?: string): Promise<ChildProcess> {
  const words = [program, server.url, ...(redisUrl ? [redisUrl] : [])];
  const worker = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(worker.stdout, 'data');
  return worker;
}

/** How many seconds pass until the job of a worker that was killed is done by another. */
async function secondsUntilDone(redisUrl?: string): Promise<number> {
  const worker = await startedWorker(redisUrl);
  const done = Promise.withResolvers<number>();
  const where = { service: 'kit', databaseUrl: server.url, redisUrl, lifecycle, log, metrics: createMetrics() };
  await openJobs(where, { handlers: { take: async () => done.resolve(performance.now()) } });
  worker.kill('SIGKILL');
  const killed = performance.now();
  return ((await done.promise) - killed) / 1_000;
}

if (!hasRedis()) notTested('the job of a worker in Redis', 'no redis-server on this machine');

test('the job of a worker that is killed is done by another within 15 seconds', async () => {
  const places = redis ? [undefined, redis.url] : [undefined];
  for (const seconds of await Promise.all(places.map(secondsUntilDone))) expect(seconds).toBeLessThan(15);
}, 25_000);
