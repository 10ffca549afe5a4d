// Serves iALS from a memory of its own: a person's factors are solved for from their history, in one system of d equations.
import { ensureKernels } from '../build-kernels.ts';
import { kernelsOver } from '../engine/kernels.ts';
import { allocate, floatBytes, growTo, layOut } from '../engine/memory.ts';
import type { IalsModel } from './model.ts';
import type { Scorer, Trace } from './scorer.ts';

export interface IalsScorer extends Scorer {
  /** The cosine between two items' factors. */
  likeness(a: number, b: number): number;
}

export async function openIals(model: IalsModel): Promise<IalsScorer> {
  const { dimensions: d, lambda, unobserved } = model;
  const items = model.factors.length / d;
  const layout = layOut({
    factors: floatBytes(items * d),
    moments: floatBytes(d + d * d),
    person: floatBytes(d),
    starts: floatBytes(2),
    scores: floatBytes(items),
  });
  const { at } = layout;
  const memory = allocate(layout.bytes, false, 'take fewer dimensions');
  const kernels = kernelsOver(memory, await WebAssembly.compile(await ensureKernels()));
  const floats = (address: number, length: number) => new Float32Array(memory.buffer, address, length);
  floats(at.factors, items * d).set(model.factors);
  kernels.moments(at.factors, d, 0, items, at.moments);
  const gramAt = at.moments + floatBytes(d);
  const gram = floats(gramAt, d * d);
  gram.set(gram.map((value) => unobserved * value));
  const factorsOf = (place: number) => floats(at.factors + floatBytes(place * d), d);

  /** Leaves the person's factors in the memory, and gives the address of the system's Cholesky factor. */
  function foldIn(history: readonly Trace[]): number {
    const columns = layout.bytes;
    const values = columns + floatBytes(history.length + 4);
    const scratch = Math.ceil((values + floatBytes(history.length)) / 64) * 64;
    growTo(memory, scratch + floatBytes(d * d + history.length * d));
    new Uint32Array(memory.buffer, at.starts, 2).set([0, history.length]);
    new Uint32Array(memory.buffer, columns, history.length).set(history.map(({ place }) => place));
    floats(values, history.length).set(history.map(({ strength }) => strength));
    const data = [at.person, at.factors, gramAt, at.starts, columns, values, d, 0, 1];
    kernels.solveRows(...data, lambda, unobserved * items, scratch);
    return scratch;
  }

  function score(history: readonly Trace[]): Float32Array {
    foldIn(history);
    kernels.scoreRows(at.factors, at.person, d, 0, items, at.scores);
    return floats(at.scores, items).slice();
  }

  function explain(history: readonly Trace[], place: number): Float64Array {
    const factor = foldIn(history);
    const wish = solved(floats(factor, d * d), Float64Array.from(factorsOf(place)));
    return Float64Array.from(history, (trace) => trace.strength * product(wish, factorsOf(trace.place)));
  }

  return { score, explain, likeness: (a, b) => cosine(factorsOf(a), factorsOf(b)) };
}

function cosine(x: Float32Array, y: Float32Array): number {
  const size = Math.sqrt(product(x, x) * product(y, y));
  return size === 0 ? 0 : product(x, y) / size;
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

function product(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) * (y[i] as number);
  return sum;
}
