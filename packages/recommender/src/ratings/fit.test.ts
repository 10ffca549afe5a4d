import { describe, expect, test } from '@jest/globals';
import { ratingsMatrix } from '../matrix.ts';
import type { Progress } from '../progress.ts';
import { lowRankMatrix, lowRankRatings } from '../testing/generated.ts';
import { fitRatings } from './fit.ts';
import { openPredictor } from './predictor.ts';

const quick = { sweeps: 40, burnIn: 20, samples: 10, threads: 1 };

describe('a fit of ratings', () => {
  test('recovers a matrix of low rank from a third of it', async () => {
    const truth = lowRankRatings(150, 100, 0.4);
    const held = truth.people.map((_, row) => row % 5 === 0);
    const taught = (column: number[]) => column.filter((_, row) => !held[row]);
    const matrix = ratingsMatrix({
      people: taught(truth.people),
      items: taught(truth.items),
      values: taught(truth.values),
    });
    const predictor = await openPredictor(await fitRatings(matrix, quick));
    const tastes = new Map(
      [...matrix.personIds].map((person) => [person, predictor.foldIn(historyOf(truth, held, person))] as const),
    );
    let squares = 0;
    for (const [row, person] of truth.people.entries()) {
      const taste = tastes.get(person);
      if (!held[row] || !taste) continue;
      squares += (predictor.predict(taste, truth.items[row] as number).value - (truth.clean[row] as number)) ** 2;
    }
    // Their standard deviation is about 1.1; a range of 1 to 5 would hide nothing, the values have none.
    expect(Math.sqrt(squares / held.filter(Boolean).length)).toBeLessThan(0.2);
  });

  test('is the same for any number of threads', async () => {
    const matrix = lowRankMatrix();
    const [one, three] = await Promise.all([1, 3].map((threads) => fitRatings(matrix, { ...quick, threads })));
    expect(three).toEqual(one);
  });

  test('is another one for another seed', async () => {
    const matrix = lowRankMatrix();
    const [one, other] = await Promise.all([1, 2].map((seed) => fitRatings(matrix, { ...quick, seed })));
    expect(other?.items).not.toEqual(one?.items);
  });

  test('comes to much the same without compiled kernels', async () => {
    const matrix = lowRankMatrix(40, 30);
    const predictions = await Promise.all(
      (['compiled', 'plain'] as const).map(async (kernels) => {
        const predictor = await openPredictor(await fitRatings(matrix, { ...quick, kernels }));
        return predictor.predictAll(predictor.foldIn([{ item: 1_003, value: 5 }]));
      }),
    );
    const [compiled, plain] = predictions as [Float32Array, Float32Array];
    const distance =
      compiled.reduce((sum, value, i) => sum + Math.abs(value - (plain[i] as number)), 0) / compiled.length;
    expect(distance).toBeLessThan(0.3);
  });

  test('tells how far it is, sweep by sweep', async () => {
    const told: Progress[] = [];
    await fitRatings(lowRankMatrix(), { ...quick, onProgress: (progress) => told.push(progress) });
    expect(told.map(({ done }) => done)).toEqual(Array.from({ length: quick.sweeps }, (_, sweep) => sweep + 1));
    expect(told.at(-1)).toMatchObject({ stage: 'ratings', of: quick.sweeps });
    expect(told.at(-1)?.rmse).toBeLessThan(0.3);
  });

  test('keeps as many samples as were asked for', async () => {
    const model = await fitRatings(lowRankMatrix(30, 20), { ...quick, samples: 7 });
    expect(model.noises).toHaveLength(7);
    expect([...model.noises].every((noise) => noise > 0)).toBe(true);
  });

  test.each([
    ['no ratings', { people: [], items: [], values: [] }, {}],
    ['dimensions that kernels cannot read', { people: [1], items: [1], values: [1] }, { dimensions: 12 }],
    ['fewer sweeps than samples', { people: [1], items: [1], values: [1] }, { sweeps: 20, burnIn: 15, samples: 6 }],
  ])('refuses %s', async (_, columns, options) => {
    const fit = fitRatings(ratingsMatrix(columns), { ...quick, ...options });
    await expect(fit).rejects.toMatchObject({ code: 'data_refused' });
  });

  test('of a single rating works', async () => {
    const model = await fitRatings(ratingsMatrix({ people: [1], items: [1], values: [4] }), quick);
    const predictor = await openPredictor(model);
    expect(predictor.predict(predictor.foldIn([{ item: 1, value: 4 }]), 1).value).toBe(4);
  });
});

function historyOf(truth: ReturnType<typeof lowRankRatings>, held: boolean[], person: number) {
  return truth.people.flatMap((each, row) =>
    each === person && !held[row] ? [{ item: truth.items[row] as number, value: truth.values[row] as number }] : [],
  );
}
