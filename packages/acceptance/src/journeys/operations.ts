// Of every operation, from outside.
import { beforeAll, expect, test } from '@jest/globals';
import { operations, routesOf } from '@movies/contract';
import { fuzz } from '../fuzz.ts';
import { findPlatform, type Platform } from '../platform.ts';

let platform: Platform;

beforeAll(async () => {
  platform = await findPlatform();
});

test('no hostile request is answered with a failure of ours', async () => {
  const { findings, byStatus } = await fuzz(platform, 3_000, Date.now());
  expect(findings).toEqual([]);
  expect(byStatus[400]).toBeGreaterThan(100);
}, 60_000);

test('every name of every operation is known, with and without a slash at its end', async () => {
  for (const operation of operations) {
    for (const { method, path } of routesOf(operation)) {
      const filled = path.replace(/:\w+/g, '999999');
      for (const url of [filled, `${filled}/`]) {
        const response = await fetch(platform.url + url, { method });
        const text = await response.text();
        expect({ url, known: !text.includes('There is nothing at') }).toEqual({ url, known: true });
        expect(response.status).toBeLessThan(500);
      }
    }
  }
});
