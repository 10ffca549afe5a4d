import { expect, test } from '@jest/globals';
import { type Done, meanOf, strengthOf } from './signals.ts';

const USUAL = 3.5;

test.each<[string, Done, number, number]>([
  ['4 stars of anybody', { rating: 4 }, 4.6, 1],
  ['3 stars of who gives 2 to most', { rating: 3 }, 2, 1],
  ['3 stars of anybody else', { rating: 3 }, USUAL, 0],
  ['2 stars', { rating: 2 }, USUAL, -0.5],
  ['1 star', { rating: 1 }, USUAL, -1],
  ['2 stars of who gives 1 to most', { rating: 2 }, 1.5, 0],
  ['a favourite', { interactions: ['liked'] }, USUAL, 1],
  ['a favourite with 2 stars', { rating: 2, interactions: ['liked'] }, USUAL, 1],
  ['the watchlist', { interactions: ['bookmarked'] }, USUAL, 0.4],
  ['the diary and the watchlist', { interactions: ['watched', 'bookmarked'] }, USUAL, 0.4],
  ['the diary and 1 star', { rating: 1, interactions: ['watched'] }, USUAL, -1],
  ['a dismissal', { dismissed: true }, USUAL, -0.5],
  ['a dismissal from the watchlist', { dismissed: true, interactions: ['bookmarked'] }, USUAL, -0.5],
  ['nothing', {}, USUAL, 0],
])('%s says so much', (_what, done, mean, strength) => {
  expect(strengthOf(done, mean)).toBe(strength);
});

test('the mean of few ratings is near the usual one', () => {
  expect(meanOf(0, 0)).toBe(3.5);
  expect(meanOf(5, 1)).toBeCloseTo(3.75);
  expect(meanOf(500, 100)).toBeGreaterThan(4.9);
});
