// What the parts of a service tell of themselves.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@movies/testing';
import { createCache } from './cache/cache.ts';
import { counted } from './cache/counted.ts';
import { type Database, openDatabase } from './database/database.ts';
import { unavailable } from './errors.ts';
import { createMetrics } from './metrics.ts';
import { type DatabaseUnderTest, databaseForTest } from './testing/database.ts';
import { schema } from './testing/schema.ts';

const metrics = createMetrics();
const figures = (name: string) => metrics.registry.getSingleMetricAsString(name);

let server: DatabaseUnderTest;
let database: Database;

beforeAll(async () => {
  server = await databaseForTest();
  database = await openDatabase({ ...schema, url: server.url, metrics, poolSize: 2 });
});
afterAll(async () => {
  await database.close();
  await server.close();
});

test('a pool tells of its connections, and of those who wait for one', async () => {
  const release = Promise.withResolvers<void>();
  const busy = Array.from({ length: 3 }, () => database.transaction(() => release.promise));
  await eventually(async () => {
    const text = await figures('database_connections');
    for (const line of ['"busy"} 2', '"idle"} 0', '"waiting"} 1', '"limit"} 2']) {
      expect(text).toContain(`database_connections{service="kit",state=${line}`);
    }
  });
  release.resolve();
  await Promise.all(busy);
  expect(await figures('database_connections')).toContain('{service="kit",state="idle"} 2');
});

test('a cache counts what it gives, by what it is and where it came from', async () => {
  const cache = counted(createCache(), metrics);
  const keep = { seconds: 60, tags: ['movies'] };
  const ask = (answer: () => Promise<number>) => cache.remember('answer:/api/movies?page=7', keep, answer);
  await ask(async () => 1);
  await ask(async () => 2);
  await cache.purge(['movies']);
  await ask(() => Promise.reject(unavailable('away')));
  const text = await figures('cache_answers_total');
  for (const from of ['source', 'cache', 'stale cache']) {
    expect(text).toContain(`cache_answers_total{kind="answer",from="${from}"} 1`);
  }
  await cache.close();
});
