import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ratingsMatrix } from '../matrix.ts';
import { randomFrom, shuffleInPlace } from '../random.ts';
import { campMatrix, lowRankMatrix } from '../testing/generated.ts';
import { ndcg, rankingMetrics, ratingMetrics, recall } from './metrics.ts';
import { evaluateRanking, evaluateRatings } from './protocols.ts';
import { readRatings } from './read-movielens.ts';
import { folds, rowsOf, strongSplit } from './splits.ts';

describe('metrics', () => {
  test('of ratings are the root of the mean square and the mean of the absolute errors', () => {
    expect(ratingMetrics([5, 2], [4, 2])).toEqual({ count: 2, rmse: Math.sqrt(0.5), mae: 0.5 });
  });

  test('of lists discount by the logarithm of the rank, and divide by the best there could be', () => {
    const wanted = new Set([9, 7, 1]);
    const idealOfTwo = 1 + 1 / Math.log2(3);
    expect(ndcg([5, 9, 7], wanted, 2)).toBeCloseTo(1 / Math.log2(3) / idealOfTwo, 12);
    expect(ndcg([5, 9, 7], wanted, 10)).toBeCloseTo((1 / Math.log2(3) + 0.5) / (idealOfTwo + 0.5), 12);
    expect(recall([5, 9, 7], wanted, 2)).toBe(0.5);
    expect(recall([5, 9, 7], wanted, 20)).toBeCloseTo(2 / 3, 12);
  });

  test('of all people are the mean of theirs, with the error of that mean', () => {
    const lists = [
      { ranked: [1, 2], wanted: new Set([1]) },
      { ranked: [1, 3], wanted: new Set([9]) },
    ];
    const metrics = rankingMetrics(lists, 6);
    expect(metrics).toMatchObject({ people: 2, ndcg100: 0.5, ndcg10: 0.5, recall20: 0.5, coverage10: 0.5 });
    expect(metrics.ndcg100Error).toBeCloseTo(0.5 / Math.sqrt(2), 12);
  });
});

describe('splits', () => {
  test('come from mulberry32', () => {
    const random = randomFrom(42);
    expect([random(), random(), random()]).toEqual([0.6011037519201636, 0.44829055899754167, 0.8524657934904099]);
  });

  test.each([
    [1, [2, 1, 6, 7, 4, 3, 0, 5]],
    [2, [4, 0, 7, 3, 6, 1, 2, 5]],
    [7, [4, 6, 1, 2, 3, 5, 7, 0]],
    [42, [2, 7, 1, 0, 6, 5, 3, 4]],
  ])('of the seed %d are known', (seed, expected) => {
    expect([...shuffleInPlace(Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7), randomFrom(seed))]).toEqual(expected);
  });

  test('of ratings test every row once', () => {
    const rows = rowsOf(lowRankMatrix(20, 15));
    const tested = folds(rows, 42).flatMap(({ train, test: { people, items } }) => {
      expect(train.people.length + people.length).toBe(rows.people.length);
      return Array.from(people, (person, at) => `${person} ${items[at]}`);
    });
    expect(new Set(tested).size).toBe(rows.people.length);
    expect(tested).toHaveLength(rows.people.length);
  });

  test('for strong generalisation keep people apart, and hold out a fifth of what is liked', () => {
    const matrix = campMatrix(100, 60);
    const { train, validation, test: held } = strongSplit(rowsOf(matrix), 1, 1);
    const groups = [
      new Set(train.people),
      new Set(validation.map(({ person }) => person)),
      new Set(held.map(({ person }) => person)),
    ];
    expect(groups.map(({ size }) => size)).toEqual([80, 10, 10]);
    expect(new Set(groups.flatMap((group) => [...group])).size).toBe(100);
    for (const { known, wanted } of [...validation, ...held]) {
      expect(wanted.length).toBe(Math.floor(0.2 * (known.length + wanted.length)));
      expect([...known].filter((item) => wanted.includes(item))).toEqual([]);
    }
  });
});

describe('files of ratings', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ratings-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    [
      'commas and a heading',
      'ratings.csv',
      'userId,movieId,rating,timestamp\n1,31,2.5,1260759144\n7,10,4.0,851868750\n',
    ],
    ['double colons', 'ratings.dat', '1::31::2.5::1260759144\r\n7::10::4::851868750\r\n'],
    ['tabs', 'u.data', '1\t31\t2.5\t1260759144\n7\t10\t4\t851868750'],
  ])('with %s are read', async (_, name, text) => {
    const file = join(folder, name);
    await writeFile(file, text);
    const { people, items, values, times } = await readRatings(file);
    expect([[...people], [...items], [...values], [...times]]).toEqual([
      [1, 7],
      [31, 10],
      [2.5, 4],
      [1260759144, 851868750],
    ]);
  });

  test('are found in their folder', async () => {
    const own = await mkdtemp(join(folder, 'ml-'));
    await writeFile(join(own, 'u.data'), '1\t2\t3\t4\n');
    expect([...(await readRatings(own)).items]).toEqual([2]);
  });

  test('are refused with the line that is wrong', async () => {
    const file = join(folder, 'wrong.csv');
    await writeFile(file, '1,2,3,4\n1,two,3,4\n');
    await expect(readRatings(file)).rejects.toThrow(/^Line 2 of/);
  });

  test.each(['nowhere', '.'])('are missed where there are none: %s', async (name) => {
    const path = name === '.' ? await mkdtemp(join(folder, 'empty-')) : join(folder, name);
    await expect(readRatings(path)).rejects.toMatchObject({ code: 'data_refused' });
  });
});

describe('the protocols', () => {
  test('measure ratings better than a guess', async () => {
    const results = [];
    for await (const fold of evaluateRatings(lowRankMatrix(60, 40, 0.5), {
      sweeps: 30,
      burnIn: 10,
      samples: 8,
      threads: 1,
    }))
      results.push(fold);
    expect(results).toHaveLength(5);
    expect(Math.max(...results.map(({ rmse }) => rmse))).toBeLessThan(0.6);
  });

  test('measure rankings against what is merely popular', async () => {
    const { people, items } = rowsOf(campMatrix(100, 60));
    const matrix = ratingsMatrix({ people, items, values: new Float32Array(people.length).fill(5) });
    const { rankers } = await evaluateRanking(matrix, { dimensions: 8, threads: 1 });
    expect(rankers['EASE + iALS'].ndcg10).toBeGreaterThan(1.3 * rankers.popularity.ndcg10);
  });
});
