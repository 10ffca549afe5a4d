// Serves EASE from a shelf.
import type { Sharing } from '../build-kernels.ts';
import { floatBytes, growTo, numbersIn } from '../engine/memory.ts';
import { kernelsAt, type Shelf, shelfFor } from '../engine/shelf.ts';
import type { SparseRows } from '../matrix.ts';
import type { DualEase, EaseModel, PrimalEase } from './model.ts';
import type { Scorer, Trace } from './scorer.ts';

type Rest<Model> = Omit<Model, 'triangle'>;

export interface EaseShelf extends Shelf<'inverse' | 'sum'> {
  model: Rest<PrimalEase> | Rest<DualEase>;
  /** How many items there are, also outside EASE. */
  items: number;
}

export function shelveEase({ triangle, ...model }: EaseModel, items: number, sharing: Sharing): EaseShelf {
  const n = model.stride;
  const parts = { inverse: floatBytes(n * n), sum: floatBytes(n) };
  const shelf = { ...shelfFor(parts, sharing, 'let EASE know fewer items'), model, items };
  mirror(triangle, new Float32Array(shelf.memory.buffer, shelf.at.inverse, n * n), n);
  return shelf;
}

export async function openEase(shelf: EaseShelf): Promise<Scorer> {
  const inverse = await openInverse(shelf);
  const { model, items } = shelf;
  return model.form === 'dual' ? dualScorer(model, inverse) : primalScorer(model, inverse, items);
}

/** A symmetric matrix of which sums of rows are wanted. */
interface Inverse {
  sumOfRows(rows: readonly number[], weights: readonly number[]): Float32Array;
  at(row: number, column: number): number;
}

async function openInverse(shelf: EaseShelf): Promise<Inverse> {
  const { memory, at: address, bytes: rowsAt } = shelf;
  const { stride } = shelf.model;
  const kernels = await kernelsAt(shelf);
  const floats = (at: number, length: number) => new Float32Array(memory.buffer, at, length);

  function sumOfRows(rows: readonly number[], weights: readonly number[]): Float32Array {
    const weightsAt = rowsAt + floatBytes(rows.length + 4);
    growTo(memory, weightsAt + floatBytes(rows.length + 4));
    new Uint32Array(memory.buffer, rowsAt, rows.length).set(rows);
    floats(weightsAt, rows.length).set(weights);
    const sum = floats(address.sum, stride).fill(0);
    kernels.addRows(address.inverse, stride, rowsAt, weightsAt, rows.length, address.sum);
    return sum;
  }

  const numbers = numbersIn(memory);
  const at = (row: number, column: number) => numbers()[address.inverse / 4 + row * stride + column] as number;
  return { sumOfRows, at };
}

const MIRRORED_AT_ONCE = 16;

/** Both triangles from the lower one. A few rows at a time, so that what is written across them is written side by side. */
function mirror(triangle: Float32Array, matrix: Float32Array, n: number): void {
  const begin = (row: number) => (row * (row + 1)) / 2;
  for (let from = 0; from < n; from += MIRRORED_AT_ONCE) {
    const to = Math.min(n, from + MIRRORED_AT_ONCE);
    for (let row = from; row < to; row++) matrix.set(triangle.subarray(begin(row), begin(row + 1)), row * n);
    for (let column = 0; column < to; column++) {
      for (let row = Math.max(from, column + 1); row < to; row++) {
        matrix[column * n + row] = triangle[begin(row) + column] as number;
      }
    }
  }
}

/** Bᵢⱼ = −Pᵢⱼ / Pⱼⱼ. Items outside EASE score 0: it has nothing to say of them. */
function primalScorer({ items: known }: Rest<PrimalEase>, inverse: Inverse, items: number): Scorer {
  const rowOf = new Int32Array(items).fill(-1);
  for (const [row, place] of known.entries()) rowOf[place] = row;
  const diagonal = Float32Array.from(known, (_, row) => inverse.at(row, row));
  const scores = new Float32Array(items);

  function score(history: readonly Trace[]): Float32Array {
    const inside = history.filter(({ place }) => (rowOf[place] as number) >= 0);
    const sum = inverse.sumOfRows(
      inside.map(({ place }) => rowOf[place] as number),
      inside.map(({ strength }) => strength),
    );
    scores.fill(0);
    for (let row = 0; row < known.length; row++) {
      scores[known[row] as number] = -(sum[row] as number) / (diagonal[row] as number);
    }
    return scores;
  }

  const explain = (history: readonly Trace[]) => (place: number) => {
    const column = rowOf[place] as number;
    const parts = new Float32Array(history.length);
    if (column < 0) return parts;
    for (let entry = 0; entry < parts.length; entry++) {
      const { place: from, strength } = history[entry] as Trace;
      const row = rowOf[from] as number;
      if (row >= 0) parts[entry] = (-strength * inverse.at(column, row)) / (diagonal[column] as number);
    }
    return parts;
  };

  return { score, explain };
}

/** scoreⱼ = ((K⁻¹ X x)ᵀ X)ⱼ / (1 − xⱼᵀ K⁻¹ xⱼ) for an item j that x has not. */
function dualScorer({ byItem, freedoms, people }: Rest<DualEase>, inverse: Inverse): Scorer {
  const scores = new Float32Array(freedoms.length);

  function score(history: readonly Trace[]): Float32Array {
    const support = new Float32Array(people);
    for (const { place, strength } of history) addColumn(support, byItem, place, strength);
    const involved = Array.from(support.keys()).filter((person) => support[person] !== 0);
    const weights = inverse.sumOfRows(
      involved,
      involved.map((person) => support[person] as number),
    );
    for (let item = 0; item < scores.length; item++) {
      scores[item] = columnTimes(byItem, item, weights) / (freedoms[item] as number);
    }
    return scores;
  }

  const explain = (history: readonly Trace[]) => (place: number) => {
    const [start, end] = [byItem.starts[place] as number, byItem.starts[place + 1] as number];
    const weights = inverse.sumOfRows(
      [...byItem.columns.subarray(start, end)],
      [...byItem.values.subarray(start, end)],
    );
    const freedom = freedoms[place] as number;
    return Float32Array.from(
      history,
      (trace) => (trace.strength * columnTimes(byItem, trace.place, weights)) / freedom,
    );
  };

  return { score, explain };
}

function addColumn(sum: Float32Array, { starts, columns, values }: SparseRows, item: number, factor: number): void {
  for (let entry = starts[item] as number; entry < (starts[item + 1] as number); entry++) {
    const person = columns[entry] as number;
    sum[person] = (sum[person] as number) + factor * (values[entry] as number);
  }
}

function columnTimes({ starts, columns, values }: SparseRows, item: number, weights: Float32Array): number {
  let sum = 0;
  for (let entry = starts[item] as number; entry < (starts[item + 1] as number); entry++) {
    sum += (values[entry] as number) * (weights[columns[entry] as number] as number);
  }
  return sum;
}
