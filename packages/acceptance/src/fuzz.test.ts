import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fuzz } from './fuzz.ts';
import { findPlatform, type Platform } from './platform.ts';

let platform: Platform;

beforeAll(async () => {
  platform = await findPlatform();
});
afterAll(() => platform.stop());

test('no hostile request is answered with a failure of ours', async () => {
  const { findings, byStatus } = await fuzz(platform, 3_000, Date.now());
  expect(findings).toEqual([]);
  expect(byStatus[400]).toBeGreaterThan(100);
}, 60_000);
