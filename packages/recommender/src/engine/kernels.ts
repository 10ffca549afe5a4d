// The kernels as functions over one memory: addresses in bytes and numbers in, results in the memory.
import { plainKernels } from './plain/index.ts';

type Kernel = (...numbers: number[]) => void;

export const KERNELS = [
  'addRows',
  'coOccurrences',
  'descendRows',
  'gibbsRows',
  'invertPivot',
  'mirrorNegated',
  'moments',
  'packPanel',
  'quadraticForms',
  'scoreRows',
  'solveLower',
  'solveRows',
  'solveUpper',
  'unpackPanel',
  'updateRows',
] as const;

export type KernelName = (typeof KERNELS)[number];
export type Kernels = Record<KernelName, Kernel>;

/** A kernel and its numbers. */
export type Call = readonly [kernel: KernelName, ...numbers: number[]];

/** What one worker computes in one go, in this order. */
export type Piece = readonly Call[];

/** After its own numbers a kernel gets the address of a scratch area. */
export function compute(kernels: Kernels, piece: Piece, scratch: number): void {
  for (const [kernel, ...numbers] of piece) kernels[kernel](...numbers, scratch);
}

/** Without a module, the same in plain TypeScript: slower, and the measure of what the compiled ones should say. */
export function kernelsOver(memory: WebAssembly.Memory, module: WebAssembly.Module | null): Kernels {
  if (!module) return plainKernels(memory.buffer);
  const abort = () => {
    throw new Error('a kernel gave up');
  };
  return new WebAssembly.Instance(module, { env: { memory, abort } }).exports as Kernels;
}
