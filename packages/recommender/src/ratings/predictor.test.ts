import { beforeAll, describe, expect, test } from '@jest/globals';
import { ratingsMatrix } from '../matrix.ts';
import { lowRankMatrix } from '../testing/generated.ts';
import { fitRatings } from './fit.ts';
import type { RatingsModel } from './model.ts';
import { openPredictor, type Predictor, predictorAt, type RatedItem, shelveRatings } from './predictor.ts';

const quick = { sweeps: 40, burnIn: 20, samples: 10, threads: 1 };

describe.each(['own', 'shared'] as const)('a person who is folded in, over %s memory', (sharing) => {
  let predictor: Predictor;
  let history: RatedItem[];

  beforeAll(async () => {
    const matrix = lowRankMatrix();
    predictor = await predictorAt(shelveRatings(await fitRatings(matrix, quick), sharing));
    const { starts, columns, values } = matrix.byPerson;
    history = Array.from(columns.subarray(0, starts[1]), (place, at) => ({
      item: matrix.itemIds[place] as number,
      value: values[at] as number,
    }));
  });

  test('is expected to rate as they have rated', () => {
    const taste = predictor.foldIn(history);
    for (const { item, value } of history)
      expect(Math.abs(predictor.predict(taste, item).value - value)).toBeLessThan(0.7);
  });

  test('is known better the more they have rated', () => {
    const spreadAfter = (count: number) => {
      const taste = predictor.foldIn(history.slice(0, count));
      return history.reduce((sum, { item }) => sum + predictor.predict(taste, item).spread, 0);
    };
    expect(spreadAfter(20)).toBeLessThan(spreadAfter(5));
    expect(spreadAfter(5)).toBeLessThan(spreadAfter(0));
  });

  test('gets the same from all predictions at once as one by one', () => {
    const taste = predictor.foldIn(history);
    const all = predictor.predictAll(taste);
    for (const [place, item] of predictor.items.ids.entries()) {
      expect(all[place]).toBeCloseTo(predictor.predict(taste, item).value, 4);
    }
  });

  test('gets the usual for films nobody rated', () => {
    const taste = predictor.foldIn(history);
    const unknown = predictor.predict(taste, 777_777);
    const all = predictor.predictAll(taste);
    expect(unknown.value).toBeCloseTo(all.reduce((sum, value) => sum + value, 0) / all.length, 0);
    expect(predictor.foldIn([{ item: 777_777, value: 1 }]).means).toEqual(predictor.foldIn([]).means);
  });

  test('may have rated twenty thousand films', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ({ item: 1_000 + (i % 90), value: 4 }));
    expect(Number.isFinite(predictor.predict(predictor.foldIn(many), 1_001).value)).toBe(true);
    // The memory has grown under what was there before.
    expect(predictor.predict(predictor.foldIn(history), history[0]?.item as number).value).toBeCloseTo(
      history[0]?.value as number,
      0,
    );
  });
});

test('predictions stay within the ratings there have been', async () => {
  const people = Array.from({ length: 60 }, (_, row) => row % 12);
  const items = people.map((_, row) => Math.floor(row / 12));
  const values = people.map((_, row) => (row % 2 === 0 ? 5 : 0.5));
  const predictor = await openPredictor(await fitRatings(ratingsMatrix({ people, items, values }), quick));
  const enthusiast = predictor.foldIn(items.map((item) => ({ item, value: 50 })));
  expect(Math.max(...predictor.predictAll(enthusiast))).toBe(5);
  expect(predictor.predict(enthusiast, 1).value).toBe(5);
});

describe('a model small enough to compute by hand', () => {
  // One film; in the second sample its only trait has the other sign. People: N(0, I). Noise 1.
  const trait = [1, 0, 0, 0, 0, 0, 0, 0];
  const unknown = new Array(16).fill(0);
  const identity = Float32Array.from({ length: 64 }, (_, at) => (at % 9 === 0 ? 1 : 0));
  const model: RatingsModel = {
    kind: 'ratings',
    itemIds: Uint32Array.of(7),
    dimensions: 8,
    samples: 2,
    mean: 3,
    lowest: 0,
    highest: 5,
    seed: 1,
    items: Float32Array.of(...trait, ...trait.map((value) => -value), ...unknown),
    precisions: Float32Array.of(...identity, ...identity),
    shifts: new Float32Array(16),
    noises: Float32Array.of(1, 1),
  };

  test('gives each sample its own idea of the person, and the same prediction', async () => {
    const predictor = await openPredictor(model);
    const taste = predictor.foldIn([{ item: 7, value: 4 }]);
    // (I + sᵀs) x = s with s = (±1, 0, …, 1) has the solution s / 3.
    const third = 1 / 3;
    const expected = [third, 0, 0, 0, 0, 0, 0, third, -third, 0, 0, 0, 0, 0, 0, third];
    for (const [at, value] of expected.entries()) expect(taste.means[at]).toBeCloseTo(value, 5);
    expect(predictor.predict(taste, 7).value).toBeCloseTo(3 + 2 * third, 5);
    expect(predictor.predict(predictor.foldIn([]), 7).value).toBeCloseTo(3, 5);
  });
});
