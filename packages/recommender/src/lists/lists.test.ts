import { describe, expect, test } from '@jest/globals';
import { diversify } from './diversity.ts';
import { groupList } from './group.ts';
import { meanOf, standard } from './standard.ts';
import { topOf } from './top.ts';

const ids = Uint32Array.of(10, 20, 30, 40, 50);

describe('the top of a list', () => {
  test('is the best, best first, and of equals the lower id', () => {
    const top = topOf(ids, Float32Array.of(1, 3, 2, 3, 0), 3);
    expect(top).toEqual([
      { item: 20, score: 3 },
      { item: 40, score: 3 },
      { item: 30, score: 2 },
    ]);
  });

  test('has the lower id of equal ones, in whatever order they come', () => {
    const scores = Float32Array.of(1, 2, 2, 2, 1);
    const top = topOf(Uint32Array.of(50, 40, 30, 20, 10), scores, 2);
    expect(top.map(({ item }) => item)).toEqual([20, 30]);
  });

  test('is what sorting everything gives', () => {
    const scores = Float32Array.from({ length: 1_000 }, (_, i) => Math.sin(i * 7.3) * 100);
    const all = Uint32Array.from(scores.keys());
    const sorted = [...all].sort((a, b) => (scores[b] as number) - (scores[a] as number)).slice(0, 50);
    expect(topOf(all, scores, 50).map(({ item }) => item)).toEqual(sorted);
  });

  test('leaves out what is refused, and what scores minus infinity', () => {
    const scores = Float32Array.of(5, 4, Number.NEGATIVE_INFINITY, 2, 1);
    expect(topOf(ids, scores, 10, (item) => item === 20).map(({ item }) => item)).toEqual([10, 40, 50]);
  });

  test('of none is empty', () => {
    expect(topOf(ids, new Float32Array(5), 0)).toEqual([]);
  });
});

describe('scores of different scales', () => {
  test('are averaged in standard deviations of their own', () => {
    const parts = [Float32Array.of(1, 2, 3), Float32Array.of(300, 200, 100)].map((scores) => ({
      scores,
      standard: standard(scores),
    }));
    for (const score of meanOf(parts, new Float32Array(3))) expect(score).toBeCloseTo(0, 6);
  });

  test('have a mean and a deviation that forget what is minus infinity', () => {
    const own = standard(Float32Array.of(1, 3, Number.NEGATIVE_INFINITY));
    expect(own).toEqual({ mean: 2, deviation: 1 });
  });

  test('that are all the same have a deviation one can divide by', () => {
    expect(standard(Float32Array.of(2, 2)).deviation).toBe(1);
  });
});

describe('a diverse list', () => {
  const candidates = [
    { item: 1, score: 10 },
    { item: 2, score: 9 },
    { item: 3, score: 8 },
    { item: 4, score: 1 },
  ];
  // 1, 2 and 3 are one series; 4 is like nothing else.
  const likeness = (a: number, b: number) => (a < 4 && b < 4 ? 0.9 : 0);

  test.each([
    ['the order of the scores without any weight', 0, [1, 2, 3]],
    ['something else early with some', 0.6, [1, 4, 2]],
  ])('is %s', (_, weight, expected) => {
    expect(diversify(candidates, { take: 3, weight, likeness }).map(({ item }) => item)).toEqual(expected);
  });

  test('is at most as long as its candidates', () => {
    expect(diversify(candidates, { take: 9, weight: 0.5, likeness })).toHaveLength(4);
    expect(diversify([], { take: 9, weight: 0.5, likeness })).toEqual([]);
  });
});

describe('a list for a group', () => {
  const happy = Float32Array.of(2, 1, 0, -1, -2);
  const contrary = Float32Array.of(-2, 1, 0.5, 1, -2);

  test('has nothing that one of them would hate', () => {
    const list = groupList(ids, [happy, contrary], { floor: -0.5 });
    expect(list.map(({ item }) => item)).toEqual([20, 30]);
  });

  test('has it where the floor is lower', () => {
    const list = groupList(ids, [happy, contrary], { floor: -9, take: 5 });
    expect(list.map(({ item }) => item)).toContain(10);
  });

  test('has nothing that one of them vetoed', () => {
    const list = groupList(ids, [happy, contrary], { vetoes: new Set([20]) });
    expect(list.map(({ item }) => item)).toEqual([30]);
  });

  test('has nothing that one of them has seen', () => {
    const seen = Float32Array.from(happy);
    seen[1] = Number.NEGATIVE_INFINITY;
    expect(groupList(ids, [seen, contrary]).map(({ item }) => item)).toEqual([30]);
  });

  test('counts everyone alike, whatever the scale of their scores', () => {
    const loud = contrary.map((score) => score * 1_000);
    expect(groupList(ids, [happy, loud])).toEqual(groupList(ids, [happy, contrary]));
  });

  test('of nobody is empty', () => {
    expect(groupList(ids, [])).toEqual([]);
  });
});
