// Collects draws from the posterior and makes a model of them.
import type { RatingsMatrix } from '../matrix.ts';
import type { RatingsModel, RatingsOptions } from './model.ts';

interface Draw {
  rows: Float32Array;
  unknown: Float64Array;
  precision: Float64Array;
  shift: Float64Array;
  noise: number;
}

export interface Samples {
  keep(draw: Draw): void;
  model(): RatingsModel;
}

export function createSamples({ itemIds, byPerson }: RatingsMatrix, options: RatingsOptions, mean: number): Samples {
  const { dimensions: k, samples, seed } = options;
  const items = new Float32Array((itemIds.length + 1) * samples * k);
  const precisions = new Float32Array(samples * k * k);
  const shifts = new Float32Array(samples * k);
  const noises = new Float32Array(samples);
  let kept = 0;

  function keep({ rows, unknown, precision, shift, noise }: Draw): void {
    const put = (item: number, row: ArrayLike<number>) => items.set(row, (item * samples + kept) * k);
    for (let item = 0; item < itemIds.length; item++) put(item, rows.subarray(item * k, (item + 1) * k));
    put(itemIds.length, unknown);
    precisions.set(precision, kept * k * k);
    shifts.set(shift, kept * k);
    noises[kept] = noise;
    kept += 1;
  }

  function model(): RatingsModel {
    const { lowest, highest } = rangeOf(byPerson.values);
    const shape = { itemIds, dimensions: k, samples, mean, lowest, highest, seed };
    return { kind: 'ratings', ...shape, items, precisions, shifts, noises };
  }

  return { keep, model };
}

function rangeOf(values: Float32Array): { lowest: number; highest: number } {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  return { lowest, highest };
}
