import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ratingsMatrix } from '../matrix.ts';
import { campMatrix } from '../testing/generated.ts';
import { fitRanking } from './fit.ts';
import type { EaseModel, IalsModel } from './model.ts';
import { popularity } from './popular.ts';
import { openRanker, type Ranker, rankerAt, shelveRanking } from './ranker.ts';

const liked = (...items: number[]) => items.map((item) => ({ item, strength: 1 }));

describe.each(['own', 'shared'] as const)('a ranker over %s memory', (sharing) => {
  let ranker: Ranker;

  beforeAll(async () => {
    const model = await fitRanking(campMatrix(), { dimensions: 8, easeLambda: 20, threads: 1 });
    ranker = await rankerAt(await shelveRanking(model, sharing));
  });

  test('never offers what the history has, be it liked or not', () => {
    const scores = ranker.score([...liked(2, 8), { item: 5, strength: -1 }]);
    expect([2, 5, 8].map((item) => scores[item])).toEqual(new Array(3).fill(Number.NEGATIVE_INFINITY));
    expect([...scores].filter((score) => score === Number.NEGATIVE_INFINITY)).toHaveLength(3);
  });

  test('turns with what was done just now', () => {
    const campOf = (history: { item: number; strength: number }[]) => {
      const scores = ranker.score(history);
      return [...scores.keys()]
        .sort((a, b) => (scores[b] as number) - (scores[a] as number))
        .slice(0, 10)
        .filter((item) => item % 2 === 0).length;
    };
    expect(campOf(liked(2, 8, 14))).toBeGreaterThan(7);
    expect(campOf(liked(3, 9, 15))).toBeLessThan(3);
  });

  test('goes away from what was disliked', () => {
    const before = ranker.score(liked(2));
    const after = ranker.score([...liked(2), { item: 4, strength: -1 }]);
    const evens = [6, 10, 12, 16, 20, 24];
    const sum = (scores: Float32Array) => evens.reduce((total, item) => total + (scores[item] as number), 0);
    expect(sum(after)).toBeLessThan(sum(before));
  });

  test('names what of the history speaks for an item, the most telling first', () => {
    const [reasons = []] = ranker.explain(liked(3, 2, 8, 5, 4), [14], 5);
    const camps = (camp: number) =>
      reasons.reduce((sum, { item, share }) => (item % 2 === camp ? sum + share : sum), 0);
    expect(camps(0)).toBeGreaterThan(2 * camps(1));
    expect(reasons).toEqual(reasons.toSorted((a, b) => b.share - a.share));
    expect(camps(0) + camps(1)).toBeCloseTo(1, 5);
  });

  test('gives as many reasons as were asked for', () => {
    expect(ranker.explain(liked(2, 8, 4, 6), [14, 16], 2).map(({ length }) => length)).toEqual([2, 2]);
  });

  test('lets items that the model does not know count for nothing', () => {
    expect(ranker.score([...liked(2, 8), ...liked(999_999)])).toEqual(ranker.score(liked(2, 8)));
    expect(ranker.explain(liked(2), [999_999])).toEqual([[]]);
  });

  test('has no opinion without a history', () => {
    expect(ranker.score([]).every((score) => score === 0)).toBe(true);
  });

  test('copes with a history of twenty thousand entries, and is itself afterwards', () => {
    const before = ranker.score(liked(2, 8));
    const everything = Array.from({ length: 20_000 }, (_, i) => ({ item: i % 39, strength: 1 }));
    expect(Number.isFinite(ranker.score(everything)[39])).toBe(true);
    expect(ranker.score(liked(2, 8))).toEqual(before);
  });
});

test('a mean of few ratings is drawn to the mean of all', () => {
  const people = Array.from({ length: 101 }, (_, person) => person);
  const items = people.map((person) => (person === 100 ? 2 : 1));
  const { counts, means } = popularity(
    ratingsMatrix({ people, items, values: people.map((person) => (person === 100 ? 5 : 4)) }),
    25,
  );
  expect([...counts]).toEqual([100, 1]);
  const overall = 405 / 101;
  expect(means[0]).toBeCloseTo((400 + 25 * overall) / 125, 5);
  expect(means[1]).toBeCloseTo((5 + 25 * overall) / 26, 5);
});

test('a ranker lets the arrays of its model go once it is open', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const opened = async () => {
    const model = await fitRanking(campMatrix(), { dimensions: 8, threads: 1, dualPeople: 0 });
    const [ease, ials] = [model.ease as EaseModel, model.ials as IalsModel];
    const arrays = [new WeakRef(ease.triangle), new WeakRef(ials.factors)];
    return { ranker: await openRanker(model), arrays };
  };
  const { ranker, arrays } = await opened();
  for (let round = 0; round < 50 && arrays.some((array) => array.deref()); round += 1) {
    await nextTurn();
    collectGarbage();
  }
  expect(arrays.map((array) => array.deref())).toEqual([undefined, undefined]);
  expect(ranker.score(liked(2)).length).toBe(ranker.items.ids.length);
});
