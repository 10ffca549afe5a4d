// Runs kernels phase by phase, on worker threads that share one memory, or on the caller's thread where there are none.
// Who computes a call changes nothing in its result, so a fit is the same for any number of threads.
import { availableParallelism } from 'node:os';
import { ensureKernels } from '../build-kernels.ts';
import { tooMuchMemory } from '../errors.ts';
import type { SparseRows } from '../matrix.ts';
import type { Piece } from './kernels.ts';
import { allocate, type Layout } from './memory.ts';
import { workAlone } from './one-thread.ts';
import { type Crew, hireWorkers } from './workers.ts';

export interface TeamOptions {
  /** As many as the machine has cores, at most 8. */
  threads?: number;
  /** The most bytes that a fit may use. */
  memoryLimit?: number;
  signal?: AbortSignal;
  /** `plain` computes in TypeScript, without WebAssembly code. */
  kernels?: 'compiled' | 'plain';
  /** How long a phase may go without any piece of it beginning. */
  patienceMs?: number;
  /** Another program for the worker threads. */
  worker?: URL;
}

export interface Team {
  readonly threads: number;
  readonly buffer: ArrayBuffer;
  floats(at: number, length: number): Float32Array;
  integers(at: number, length: number): Uint32Array;
  doubles(at: number, length: number): Float64Array;
  /** Computes all pieces, in any order. */
  run(pieces: readonly Piece[]): Promise<void>;
}

export interface Need {
  layout: Layout<string>;
  /** Where the scratch areas begin, one after the other. */
  scratch: number;
  scratchBytes: number;
  /** Everything that the fit holds in memory at its peak, its input included. */
  totalBytes: number;
  advice: string;
}

const DEFAULT_MEMORY_LIMIT = 6 * 2 ** 30;

export function threadsOf({ threads = Math.min(8, availableParallelism()) }: TeamOptions): number {
  return typeof SharedArrayBuffer === 'undefined' ? 1 : Math.max(1, Math.floor(threads));
}

export async function withTeam<T>(need: Need, options: TeamOptions, work: (team: Team) => Promise<T>): Promise<T> {
  const limit = options.memoryLimit ?? DEFAULT_MEMORY_LIMIT;
  if (need.totalBytes > limit) throw tooMuchMemory(need.totalBytes, limit, need.advice);
  options.signal?.throwIfAborted();
  const { crew, memory } = await assemble(need, options);
  try {
    const result = await work(teamOf(crew, memory));
    await crew.leave();
    return result;
  } catch (cause) {
    await crew.dismiss();
    throw cause;
  }
}

async function assemble(need: Need, options: TeamOptions): Promise<{ crew: Crew; memory: WebAssembly.Memory }> {
  const plain = options.kernels === 'plain';
  const threads = threadsOf(options);
  if (threads > 1) {
    const memory = allocate(need.layout.bytes, true, need.advice);
    const module = plain ? null : await ensureKernels('shared');
    const crew = await hireWorkers({ ...need, ...options, memory, module, threads });
    if (crew) return { crew, memory };
  }
  const memory = allocate(need.layout.bytes, false, need.advice);
  const module = plain ? null : await ensureKernels('own');
  return { crew: workAlone(memory, module, need.scratch, options.signal), memory };
}

function teamOf(crew: Crew, { buffer }: WebAssembly.Memory): Team {
  return {
    threads: crew.threads,
    buffer,
    floats: (at, length) => new Float32Array(buffer, at, length),
    integers: (at, length) => new Uint32Array(buffer, at, length),
    doubles: (at, length) => new Float64Array(buffer, at, length),
    run: (pieces) => crew.run(pieces),
  };
}

/** Where a sparse matrix lies in the team's memory. */
export type RowsAt = readonly [starts: number, columns: number, values: number];

export function writeRows(team: Team, { starts, columns, values }: SparseRows, ...at: RowsAt): void {
  team.integers(at[0], starts.length).set(starts);
  team.integers(at[1], columns.length).set(columns);
  team.floats(at[2], values.length).set(values);
}

/** The sum of several results of one size that lie one after the other, added in that order whoever computed them. */
export function sumOf(team: Team, at: number, size: number, count: number): Float64Array {
  const sum = new Float64Array(size);
  for (let part = 0; part < count; part++) {
    const numbers = team.floats(at + 4 * size * part, size);
    for (let i = 0; i < size; i++) sum[i] = (sum[i] as number) + (numbers[i] as number);
  }
  return sum;
}
