// What tests say to Jest where a machine may lack something. Apart from the rest, which child processes import too.
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { hasRedis, startRedis, type TestRedis } from './redis.ts';

/** Tests that have a Redis server to themselves; where the machine has none, it is said aloud. */
export function describeWithRedis(name: string, tests: (redis: () => TestRedis) => void): void {
  if (hasRedis()) describe(name, () => tests(redisOfThisBlock()));
  else notTested(name, 'no redis-server on this machine');
}

function redisOfThisBlock(): () => TestRedis {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  return () => redis;
}

export function notTested(name: string, why: string): void {
  process.stderr.write(`\nNOT TESTED: ${name} (${why})\n`);
  test(`${name} is not tested: ${why}`, () => undefined);
}
