// The crew of one: computes on the caller's thread, and lets others have it every few milliseconds.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { compute, kernelsOver, type Piece } from './kernels.ts';
import type { Crew } from './workers.ts';

const TURN_MS = 12;

export function workAlone(
  memory: WebAssembly.Memory,
  module: WebAssembly.Module | null,
  scratch: number,
  signal?: AbortSignal,
): Crew {
  const kernels = kernelsOver(memory, module);
  let turnEnds = 0;

  async function run(pieces: readonly Piece[]): Promise<void> {
    for (const piece of pieces) {
      if (performance.now() > turnEnds) {
        await nextTurn();
        turnEnds = performance.now() + TURN_MS;
      }
      signal?.throwIfAborted();
      compute(kernels, piece, scratch);
    }
  }

  const nothing = async () => undefined;
  return { threads: 1, run, leave: nothing, dismiss: nothing };
}
