import { describe, expect, test } from '@jest/globals';
import { scaleOf, shareOf } from './scale.ts';

describe('a scale', () => {
  test.each([
    [
      [0.161, 0.183],
      [0.16, 0.17, 0.18, 0.19],
    ],
    [
      [3, 42],
      [0, 10, 20, 30, 40, 50],
    ],
    [
      [-0.4, 0.9],
      [-0.5, 0, 0.5, 1],
    ],
  ])('of %j has round ticks around all of them', (values, ticks) => {
    expect(scaleOf(values)).toEqual({ from: ticks[0], to: ticks.at(-1), ticks });
  });

  test('of one value alone has room around it', () => {
    const { from, to } = scaleOf([0.55]);
    expect(from).toBeLessThan(0.55);
    expect(to).toBeGreaterThan(0.55);
  });

  test('says where between its ends a value stands', () => {
    expect(shareOf(2.5, { from: 0, to: 5 })).toBe(0.5);
    expect(shareOf(0, { from: -1, to: 3 })).toBe(0.25);
  });
});
