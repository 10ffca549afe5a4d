// What was acknowledged is told to everyone who waits for it, whichever process dies.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { check } from './live/checker.ts';
import { type Cluster, startCluster } from './live/cluster.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
}, 110_000);
afterAll(() => cluster.stop(), 60_000);

test('with every process killed in turn, every review reaches every subscriber, and none that is not there', async () => {
  const plan = { writers: 10, subscribers: 50, seconds: 4, leastKills: 4, pauseMs: 100 };
  const { acknowledged, announced, doubles, kills, ...wrong } = await check(cluster, plan);
  process.stderr.write(
    `\n${acknowledged} reviews acknowledged, ${announced} announced to ${plan.subscribers} subscribers, ` +
      `${kills} processes killed, ${doubles} doubles on the wire\n`,
  );
  expect(wrong).toEqual({ notStored: [], announcedButMissing: [], announcedTwice: [], notHeard: [] });
  expect(acknowledged).toBeGreaterThan(50);
  expect(kills).toBeGreaterThanOrEqual(4);
}, 60_000);
