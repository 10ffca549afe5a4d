// Lays out what a computation needs in one memory, before anything is allocated.
import { tooMuchMemory } from '../errors.ts';

const PAGE = 65_536;
const MOST = 65_536 * PAGE;
/** The first page belongs to the team that works in the memory (its counter) and to the kernels (their tables of constants). */
const FIRST = PAGE;
const LINE = 64;

export type Addresses<Part extends string> = Record<Part, number>;

export interface Layout<Part extends string> {
  readonly at: Addresses<Part>;
  readonly bytes: number;
}

/** Every part begins on a cache line of its own. */
export function layOut<Part extends string>(parts: Record<Part, number>): Layout<Part> {
  const at: Partial<Addresses<Part>> = {};
  let next = FIRST;
  for (const name in parts) {
    at[name] = next;
    next += Math.ceil(parts[name] / LINE) * LINE;
  }
  return { at: at as Addresses<Part>, bytes: Math.ceil(next / PAGE) * PAGE };
}

export function allocate(bytes: number, shared: boolean, advice: string): WebAssembly.Memory {
  if (bytes > MOST) throw tooMuchMemory(bytes, MOST, advice);
  return new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE), maximum: MOST / PAGE, shared });
}

/** Makes a memory at least this big. Views of before are empty afterwards or, where it is shared, as short as they were. */
export function growTo(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil(bytes / PAGE) - memory.buffer.byteLength / PAGE;
  if (missing > 0) memory.grow(missing);
}

/** What a memory has now, as numbers, for as long as it is there: also after it has grown. */
export function numbersIn(memory: WebAssembly.Memory): () => Float32Array {
  let numbers = new Float32Array(memory.buffer);
  return () => {
    if (numbers.length === 0) numbers = new Float32Array(memory.buffer);
    return numbers;
  };
}

export const floatBytes = (numbers: number): number => numbers * 4;
