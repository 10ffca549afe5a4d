import { describe, expect, test } from '@jest/globals';
import { format, yearOf } from './format.ts';

const NOW = Date.parse('2026-03-10T12:00:00Z');

describe('how long ago something was', () => {
  test.each([
    ['2026-03-10T11:59:45Z', 'now'],
    ['2026-03-10T11:30:00Z', '30 minutes ago'],
    ['2026-03-10T09:00:00Z', '3 hours ago'],
    ['2026-03-09T11:00:00Z', 'yesterday'],
    ['2026-02-20T12:00:00Z', '2 weeks ago'],
    ['2024-03-01T12:00:00Z', '2 years ago'],
  ])('is said in the largest unit that fits: %s', (at, said) => {
    expect(format.ago(at, NOW)).toBe(said);
  });
});

test('a calendar date is the same day everywhere', () => {
  expect(format.date('1954-04-26')).toMatch(/26/);
});

test('a film without a date has no year', () => {
  expect([yearOf('1954-04-26'), yearOf(null), yearOf('')]).toEqual([1954, 0, 0]);
});
