import { describe, expect, test } from '@jest/globals';
import type { RatingsMatrix } from '../matrix.ts';
import { campMatrix } from '../testing/generated.ts';
import { choleskyInPlace, solveLower, solveUpper } from '../triangles.ts';
import { fitRanking } from './fit.ts';
import type { EaseModel } from './model.ts';
import { openRanker } from './ranker.ts';
import { openEase, shelveEase } from './serve-ease.ts';

const LAMBDA = 20;
const only = { only: 'ease', easeLambda: LAMBDA, threads: 1 } as const;

async function fitEase(matrix: RatingsMatrix, options: object): Promise<EaseModel> {
  const { ease } = await fitRanking(matrix, { ...only, ...options });
  if (!ease) throw new Error('no EASE');
  return ease;
}

const history = [
  { place: 2, strength: 1 },
  { place: 8, strength: 0.5 },
  { place: 13, strength: -0.7 },
];

describe('EASE', () => {
  test('over the people scores as over the items', async () => {
    const matrix = campMatrix(30, 50);
    const forms = [await fitEase(matrix, { dualPeople: 100 }), await fitEase(matrix, { dualPeople: 0 })];
    expect(forms.map(({ form }) => form)).toEqual(['dual', 'primal']);
    const [dual, primal] = await Promise.all(
      forms.map(async (model) => (await openEase(shelveEase(model, matrix.itemIds.length, 'own'))).score(history)),
    );
    const seen = new Set(history.map(({ place }) => place));
    const largest = Math.max(...(primal ?? []));
    for (const [place, score] of (primal ?? []).entries()) {
      if (!seen.has(place)) expect((dual?.[place] as number) / largest).toBeCloseTo(score / largest, 3);
    }
  });

  test('is the closed form', async () => {
    const matrix = campMatrix(50, 20);
    const model = await fitEase(matrix, {});
    const inverse = inverseOfGram(matrix);
    const n = matrix.itemIds.length;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        expect(model.triangle[triangular(i, j)]).toBeCloseTo(inverse[i * n + j] as number, 5);
      }
    }
  });

  test('of more items than one block of pivots inverts them all', async () => {
    const matrix = campMatrix(400, 300);
    const model = await fitEase(matrix, {});
    const inverse = inverseOfGram(matrix);
    const n = matrix.itemIds.length;
    expect(n).toBe(300);
    const differences = Array.from(inverse, (value, at) => {
      return Math.abs(value - (model.triangle[triangular(Math.floor(at / n), at % n)] as number));
    });
    expect(Math.max(...differences)).toBeLessThan(1e-5);
  });

  test.each([2, 3])('is the same on %d threads as on one', async (threads) => {
    const matrix = campMatrix(200, 150);
    expect((await fitEase(matrix, { threads })).triangle).toEqual((await fitEase(matrix, {})).triangle);
  });

  test('that may know but some items knows the popular ones, and is silent on the rest', async () => {
    const matrix = campMatrix(80, 40);
    const model = await fitEase(matrix, { easeItems: 16, dualPeople: 0 });
    if (model.form !== 'primal') throw new Error('not over the items');
    const count = (place: number) =>
      (matrix.byItem.starts[place + 1] as number) - (matrix.byItem.starts[place] as number);
    const known = new Set(model.items);
    const least = Math.min(...[...known].map(count));
    const others = [...matrix.itemIds.keys()].filter((place) => !known.has(place));
    expect(known.size).toBe(16);
    for (const place of others) expect(count(place)).toBeLessThanOrEqual(least);
    const scorer = await openEase(shelveEase(model, matrix.itemIds.length, 'own'));
    const scores = scorer.score(Array.from(known, (place) => ({ place, strength: 1 })));
    for (const place of others) expect(scores[place]).toBe(0);
  });

  test.each([
    ['the people', 100],
    ['the items', 0],
  ])('over %s explains a score by parts that add up to it', async (_, dualPeople) => {
    const matrix = campMatrix(30, 50);
    const scorer = await openEase(shelveEase(await fitEase(matrix, { dualPeople }), matrix.itemIds.length, 'own'));
    const scores = scorer.score(history);
    const parts = scorer.explain(history)(22);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(scores[22] as number, 4);
  });

  test('tells the camps apart', async () => {
    const matrix = campMatrix();
    const ranker = await openRanker(await fitRanking(matrix, only));
    const scores = ranker.score([2, 8, 14].map((item) => ({ item, strength: 1 })));
    const mean = (camp: number) =>
      [...scores].filter((score, item) => item % 2 === camp && score > -10).reduce((a, b) => a + b) / 20;
    expect(mean(0)).toBeGreaterThan(mean(1) + 1);
  });
});

/** (XᵀX + λI)⁻¹ in f64, column by column. */
/** Where an entry of a symmetric matrix is in its lower triangle. */
function triangular(i: number, j: number): number {
  const [row, column] = [Math.max(i, j), Math.min(i, j)];
  return (row * (row + 1)) / 2 + column;
}

function inverseOfGram({ byPerson: { starts, columns, values }, itemIds }: RatingsMatrix): Float64Array {
  const n = itemIds.length;
  const gram = new Float64Array(n * n);
  for (let i = 0; i < n; i++) gram[i * n + i] = LAMBDA;
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let a = starts[row] as number; a < (starts[row + 1] as number); a++) {
      for (let b = starts[row] as number; b < (starts[row + 1] as number); b++) {
        const at = (columns[a] as number) * n + (columns[b] as number);
        gram[at] = (gram[at] as number) + (values[a] as number) * (values[b] as number);
      }
    }
  }
  choleskyInPlace(gram, n);
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const column = new Float64Array(n);
    column[i] = 1;
    solveLower(gram, column, n);
    solveUpper(gram, column, n);
    inverse.set(column, i * n);
  }
  return inverse;
}
