// The crew of one: computes on the caller's thread, and lets others have it every few milliseconds.
import { compute, kernelsOver, type Piece } from './kernels.ts';
import { takeTurns } from './turns.ts';
import type { Crew } from './workers.ts';

const TURN_MS = 12;

export function workAlone(
  memory: WebAssembly.Memory,
  module: WebAssembly.Module | null,
  scratch: number,
  signal?: AbortSignal,
): Crew {
  const kernels = kernelsOver(memory, module);
  const turn = takeTurns(TURN_MS);

  async function run(pieces: readonly Piece[]): Promise<void> {
    for (const piece of pieces) {
      await turn();
      signal?.throwIfAborted();
      compute(kernels, piece, scratch);
    }
  }

  const nothing = async () => undefined;
  return { threads: 1, run, leave: nothing, dismiss: nothing };
}
