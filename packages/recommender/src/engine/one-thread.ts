// The crew of one: computes on the caller's thread, and lets others have it every few milliseconds.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type KernelName, kernelsOver } from './kernels.ts';
import type { Crew } from './workers.ts';

const TURN_MS = 12;

export function workAlone(
  memory: WebAssembly.Memory,
  module: WebAssembly.Module | null,
  scratch: number,
  signal?: AbortSignal,
): Crew {
  const kernels = kernelsOver(memory, module);
  let turnEnds = performance.now() + TURN_MS;

  async function run(kernel: KernelName, calls: readonly number[][]): Promise<void> {
    for (const call of calls) {
      if (performance.now() > turnEnds) {
        await nextTurn();
        turnEnds = performance.now() + TURN_MS;
      }
      signal?.throwIfAborted();
      kernels[kernel](...call, scratch);
    }
  }

  return { threads: 1, run, leave: async () => undefined };
}
