import { expect, test } from '@jest/globals';
import { retryAfterMs } from './retry-after.ts';

test.each([
  ['30', 30_000],
  ['0', 1_000],
  ['999999999', 3_600_000],
  ['soon', 10_000],
  ['', 10_000],
  ['-5', 1_000],
])('a Retry-After of "%s" is %i ms', (header, ms) => {
  expect(retryAfterMs(header)).toBe(ms);
});

test('it may be a time', () => {
  const inHalfAMinute = new Date(Date.now() + 30_000).toUTCString();
  expect(retryAfterMs(inHalfAMinute)).toBeGreaterThan(28_000);
  expect(retryAfterMs(inHalfAMinute)).toBeLessThanOrEqual(30_000);
});
