import { expect, test } from '@jest/globals';
import { type Contest, isClearlyBetter, verdict } from './verdict.ts';

const PEOPLE = 400;

/** People are very different, and each finds ours better by `difference`, give or take. */
function contest(difference: number, than: string): Contest {
  const theirs = Array.from({ length: PEOPLE }, (_, person) => (person % 10) / 10);
  const ours = theirs.map((value, person) => value + difference + (person % 2 === 0 ? 0.05 : -0.05));
  return { what: 'nDCG@100 of its lists', than, ours, theirs };
}

test('a version that is better takes the place of the one that serves', () => {
  expect(verdict([contest(0.02, 'what is popular'), contest(0.01, 'the model that serves')])).toBeUndefined();
});

test('one that is worse by no more than chance does so too', () => {
  expect(verdict([contest(-0.004, 'the model that serves')])).toBeUndefined();
});

test('one that is worse beyond chance does not, and it is said why', () => {
  expect(verdict([contest(0.1, 'what is popular'), contest(-0.02, 'the model that serves')])).toBe(
    'It is worse than the model that serves: the nDCG@100 of its lists is 0.4300 in place of 0.4500, more than chance explains.',
  );
});

test('one that is worse than no model at all never does', () => {
  expect(verdict([contest(-0.02, 'what is popular')])).toMatch(/^It is worse than what is popular/);
});

test('where there was nobody to measure it on, it may', () => {
  expect(verdict([{ what: 'x', than: 'y', ours: [], theirs: [] }])).toBeUndefined();
});

test.each([
  [0.02, true],
  [0.004, false],
  [0, false],
  [-0.02, false],
])('figures that are higher by %d, where chance makes up to 0.005, are clearly better: %s', (difference, expected) => {
  const { ours, theirs } = contest(difference, '');
  expect(isClearlyBetter(ours, theirs)).toBe(expected);
});
