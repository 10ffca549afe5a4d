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

type Part = 'factors' | 'moments' | 'person' | 'starts' | 'scores';

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

/** Leaves the person's factors in the memory, and gives the address of the system's Cholesky factor. */
function foldIn({ model, items, at, free, memory, kernels }: Desk, history: readonly Trace[]): number {
  const { dimensions: d, lambda, unobserved } = model;
  const values = free + floatBytes(history.length + 4);
  const scratch = Math.ceil((values + floatBytes(history.length)) / 64) * 64;
  growTo(memory, scratch + floatBytes(d * d + history.length * d));
  new Uint32Array(memory.buffer, at.starts, 2).set([0, history.length]);
  new Uint32Array(memory.buffer, free, history.length).set(history.map(({ place }) => place));
  new Float32Array(memory.buffer, values, history.length).set(history.map(({ strength }) => strength));
  const data = [at.person, at.factors, at.moments + floatBytes(d), at.starts, free, values, d, 0, 1];
  kernels.solveRows(...data, lambda, unobserved * items, scratch);
  return scratch;
}

function score(desk: Desk, history: readonly Trace[]): Float32Array {
  const { at, items, memory, kernels, model } = desk;
  foldIn(desk, history);
  kernels.scoreRows(at.factors, at.person, model.dimensions, 0, items, at.scores);
  return new Float32Array(memory.buffer, at.scores, items).slice();
}

/** The score is vⱼᵀ A⁻¹ Σ w v: each entry's part of it is w times its product with A⁻¹ vⱼ. */
function explain(desk: Desk, history: readonly Trace[]): (place: number) => Float64Array {
  const { dimensions: d } = desk.model;
  const at = foldIn(desk, history);
  const factor = new Float32Array(desk.memory.buffer, at, d * d);
  const begin = (place: number) => desk.at.factors / 4 + place * d;
  return (place) => {
    const wish = solved(factor, Float64Array.from(desk.numbers().subarray(begin(place), begin(place + 1))));
    const numbers = desk.numbers();
    const parts = new Float64Array(history.length);
    for (let entry = 0; entry < parts.length; entry++) {
      const { place: from, strength } = history[entry] as Trace;
      parts[entry] = strength * product(wish, 0, numbers, begin(from), d);
    }
    return parts;
  };
}

function productOf({ model: { dimensions: d }, at, numbers }: Desk, one: number, other: number): number {
  const begin = at.factors / 4;
  return product(numbers(), begin + one * d, numbers(), begin + other * d, d);
}

/** (UᵀU)⁻¹ x, where the diagonal of U holds reciprocals. */
function solved(u: Float32Array, x: Float64Array): Float64Array {
  const d = x.length;
  for (let i = 0; i < d; i++) {
    const value = (x[i] as number) * (u[i * d + i] as number);
    x[i] = value;
    for (let j = i + 1; j < d; j++) x[j] = (x[j] as number) - value * (u[i * d + j] as number);
  }
  for (let i = d - 1; i >= 0; i--) {
    let rest = x[i] as number;
    for (let j = i + 1; j < d; j++) rest -= (u[i * d + j] as number) * (x[j] as number);
    x[i] = rest * (u[i * d + i] as number);
  }
  return x;
}

function product(x: Float32Array | Float64Array, xAt: number, y: Float32Array, yAt: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (x[xAt + i] as number) * (y[yAt + i] as number);
  return sum;
}
