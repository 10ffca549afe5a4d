// Serves iALS from a memory of its own: a person's factors are solved for from their history, in one system of d equations.
import { ensureKernels } from '../build-kernels.ts';
import { type Kernels, kernelsOver } from '../engine/kernels.ts';
import { type Addresses, allocate, floatBytes, growTo, layOut, numbersIn } from '../engine/memory.ts';
import { rangesInTurns, setInTurns, type Turn, usualTurns } from '../engine/turns.ts';
import type { IalsModel } from './model.ts';
import type { Scorer, Trace } from './scorer.ts';

export interface IalsScorer extends Scorer {
  /** The cosine between two items' factors. */
  likeness(a: number, b: number): number;
}

type Part = 'factors' | 'moments' | 'person' | 'starts' | 'scores' | 'product';

/** The model in a memory of its own, with the kernels that read it there. */
interface Desk {
  model: IalsModel;
  items: number;
  at: Addresses<Part>;
  /** Where what a request needs may begin. */
  free: number;
  memory: WebAssembly.Memory;
  kernels: Kernels;
  numbers(): Float32Array;
}

export async function openIals(model: IalsModel, turn = usualTurns()): Promise<IalsScorer> {
  const desk = await furnish(model, turn);
  const sizes = new Float32Array(desk.items);
  await rangesInTurns(turn, desk.items, (from, to) => {
    for (let place = from; place < to; place++) sizes[place] = Math.sqrt(productOf(desk, place, place));
  });
  return {
    score: (history) => score(desk, history),
    explain: (history) => explain(desk, history),
    likeness: (a, b) => productOf(desk, a, b) / ((sizes[a] as number) * (sizes[b] as number)) || 0,
  };
}

async function furnish(model: IalsModel, turn: Turn): Promise<Desk> {
  const { dimensions: d, factors, unobserved } = model;
  const items = factors.length / d;
  const layout = layOut<Part>({
    factors: floatBytes(items * d),
    moments: floatBytes(d + d * d),
    person: floatBytes(d),
    starts: floatBytes(2),
    scores: floatBytes(items),
    product: floatBytes(1),
  });
  const memory = allocate(layout.bytes, false, 'take fewer dimensions');
  const kernels = kernelsOver(memory, await ensureKernels());
  const { at } = layout;
  await setInTurns(turn, new Float32Array(memory.buffer, at.factors, items * d), factors);
  const gram = new Float32Array(memory.buffer, at.moments + floatBytes(d), d * d);
  const sum = new Float64Array(d * d);
  await rangesInTurns(turn, items, (from, to) => {
    kernels.moments(at.factors, d, from, to, at.moments);
    for (const [entry, value] of gram.entries()) sum[entry] = (sum[entry] as number) + unobserved * value;
  });
  gram.set(sum);
  // From here on the memory has the factors; the array they came in may go.
  const kept = { ...model, factors: new Float32Array() };
  return { model: kept, items, at, free: layout.bytes, memory, kernels, numbers: numbersIn(memory) };
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

function foldIn({ model, items, at, free, memory, kernels }: Desk, history: readonly Trace[]): Worked {
  const { dimensions: d, lambda, unobserved } = model;
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
  const { at, items, memory, kernels, model } = desk;
  foldIn(desk, history);
  kernels.scoreRows(at.factors, at.person, model.dimensions, 0, items, at.scores);
  return new Float32Array(memory.buffer, at.scores, items);
}

/** The score is vⱼᵀ A⁻¹ Σ w v: each entry's part of it is w times its product with A⁻¹ vⱼ. */
function explain(desk: Desk, history: readonly Trace[]): (place: number) => Float32Array {
  const { at, memory, kernels, model, numbers } = desk;
  const { dimensions: d } = model;
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

function productOf({ model: { dimensions: d }, at, kernels, numbers }: Desk, one: number, other: number): number {
  kernels.scoreRows(at.factors, at.factors + floatBytes(other * d), d, one, one + 1, at.product - floatBytes(one));
  return numbers()[at.product / 4] as number;
}
