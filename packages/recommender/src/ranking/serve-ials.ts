// Serves iALS from a shelf: a person's factors are solved for from their history, in one system of d equations.
import type { Sharing } from '../build-kernels.ts';
import type { Kernels } from '../engine/kernels.ts';
import { floatBytes, growTo, numbersIn } from '../engine/memory.ts';
import { kernelsAt, type Shelf, shelfFor } from '../engine/shelf.ts';
import type { IalsModel } from './model.ts';
import type { Scorer, Trace } from './scorer.ts';

export interface IalsScorer extends Scorer {
  /** The cosine between two items' factors. */
  likeness(a: number, b: number): number;
}

type Part = 'factors' | 'lengths' | 'moments' | 'person' | 'starts' | 'scores' | 'product';

export interface IalsShelf extends Shelf<Part>, Omit<IalsModel, 'factors'> {
  items: number;
}

/** A shelf, and the kernels that read it. */
interface Desk extends IalsShelf {
  kernels: Kernels;
  numbers(): Float32Array;
}

export async function shelveIals({ factors, ...facts }: IalsModel, sharing: Sharing): Promise<IalsShelf> {
  const { dimensions: d, unobserved } = facts;
  const items = factors.length / d;
  const parts: Record<Part, number> = {
    factors: floatBytes(items * d),
    lengths: floatBytes(items),
    moments: floatBytes(d + d * d),
    person: floatBytes(d),
    starts: floatBytes(2),
    scores: floatBytes(items),
    product: floatBytes(1),
  };
  const shelf = { ...shelfFor(parts, sharing, 'take fewer dimensions'), ...facts, items };
  const { at, memory } = shelf;
  const kernels = await kernelsAt(shelf);
  new Float32Array(memory.buffer, at.factors, items * d).set(factors);
  const desk = deskAt(shelf, kernels);
  new Float32Array(memory.buffer, at.moments + floatBytes(d), d * d).set(gramOf(desk).map((sum) => unobserved * sum));
  const lengths = new Float32Array(memory.buffer, at.lengths, items);
  for (let place = 0; place < items; place++) lengths[place] = Math.sqrt(productOf(desk, place, place));
  return shelf;
}

const SUMMED_AT_ONCE = 1_024;

/** The sum of all factors' products with themselves: short sums by the kernel, and the sum of those with more digits. */
function gramOf({ at, memory, kernels, items, dimensions: d }: Desk): Float64Array {
  const sum = new Float64Array(d * d);
  const part = new Float32Array(memory.buffer, at.moments + floatBytes(d), d * d);
  for (let from = 0; from < items; from += SUMMED_AT_ONCE) {
    kernels.moments(at.factors, d, from, Math.min(items, from + SUMMED_AT_ONCE), at.moments);
    for (const [entry, value] of part.entries()) sum[entry] = (sum[entry] as number) + value;
  }
  return sum;
}

export async function openIals(shelf: IalsShelf): Promise<IalsScorer> {
  const desk = deskAt(shelf, await kernelsAt(shelf));
  return {
    score: (history) => score(desk, history),
    explain: (history) => explain(desk, history),
    likeness: (a, b) => productOf(desk, a, b) / (lengthOf(desk, a) * lengthOf(desk, b)) || 0,
  };
}

function deskAt(shelf: IalsShelf, kernels: Kernels): Desk {
  return { ...shelf, kernels, numbers: numbersIn(shelf.memory) };
}

/** Where a fold-in leaves what it has worked out, besides the person's factors. */
interface Worked {
  /** Of the system of equations, by Cholesky. */
  factor: number;
  /** The history's factors, each times the root of how strong it is. */
  panel: number;
  /** Room for a number for each entry of the history. */
  parts: number;
}

function foldIn(desk: Desk, history: readonly Trace[]): Worked {
  const { at, bytes: free, memory, kernels, items, dimensions: d, lambda, unobserved } = desk;
  const values = free + floatBytes(history.length + 4);
  const factor = Math.ceil((values + floatBytes(history.length)) / 64) * 64;
  const panel = factor + floatBytes(d * d);
  const parts = panel + floatBytes(history.length * d);
  growTo(memory, parts + floatBytes(history.length));
  new Uint32Array(memory.buffer, at.starts, 2).set([0, history.length]);
  new Uint32Array(memory.buffer, free, history.length).set(history.map(({ place }) => place));
  new Float32Array(memory.buffer, values, history.length).set(history.map(({ strength }) => strength));
  const data = [at.person, at.factors, at.moments + floatBytes(d), at.starts, free, values, d, 0, 1];
  kernels.solveRows(...data, lambda, unobserved * items, factor);
  return { factor, panel, parts };
}

function score(desk: Desk, history: readonly Trace[]): Float32Array {
  const { at, items, memory, kernels, dimensions } = desk;
  foldIn(desk, history);
  kernels.scoreRows(at.factors, at.person, dimensions, 0, items, at.scores);
  return new Float32Array(memory.buffer, at.scores, items);
}

/** The score is vⱼᵀ A⁻¹ Σ w v: each entry's part of it is w times its product with A⁻¹ vⱼ. */
function explain(desk: Desk, history: readonly Trace[]): (place: number) => Float32Array {
  const { at, memory, kernels, dimensions: d, numbers } = desk;
  const { factor, panel, parts } = foldIn(desk, history);
  const roots = history.map(({ strength }) => Math.sign(strength) * Math.sqrt(Math.abs(strength)));
  return (place) => {
    const begin = at.factors / 4 + place * d;
    numbers().copyWithin(at.person / 4, begin, begin + d);
    kernels.solveLower(factor, at.person, d);
    kernels.solveUpper(factor, at.person, d);
    kernels.scoreRows(panel, at.person, d, 0, roots.length, parts);
    return new Float32Array(memory.buffer, parts, roots.length).map((part, entry) => part * (roots[entry] as number));
  };
}

function productOf({ dimensions: d, at, kernels, numbers }: Desk, one: number, other: number): number {
  kernels.scoreRows(at.factors, at.factors + floatBytes(other * d), d, one, one + 1, at.product - floatBytes(one));
  return numbers()[at.product / 4] as number;
}

function lengthOf({ at, numbers }: Desk, place: number): number {
  return numbers()[at.lengths / 4 + place] as number;
}
