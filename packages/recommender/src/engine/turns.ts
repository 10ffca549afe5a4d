// Long work on a thread that others wait for is done in pieces, and between two of them they have their turn.
import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long whoever serves may be kept waiting for the opening of a model. */
export const SERVING_TURN_MS = 3;

/** To be awaited between pieces of work. */
export type Turn = () => Promise<void>;

/** Lets others have the thread whenever so much time has passed. */
export function takeTurns(everyMs: number): Turn {
  let ends = performance.now() + everyMs;
  return async () => {
    if (performance.now() < ends) return;
    await nextTurn();
    ends = performance.now() + everyMs;
  };
}

const PIECE = 2 ** 18;

/** `target.set(source)`, in pieces. */
export async function setInTurns<Numbers extends Uint8Array | Float32Array>(
  turn: Turn,
  target: Numbers,
  source: Numbers,
): Promise<void> {
  for (let at = 0; at < source.length; at += PIECE) {
    target.set(source.subarray(at, at + PIECE), at);
    await turn();
  }
}

/** Does something for the ranges of so many rows. */
export async function rangesInTurns(
  turn: Turn,
  rows: number,
  each: (from: number, to: number) => void,
  step = 4_096,
): Promise<void> {
  for (let from = 0; from < rows; from += step) {
    each(from, Math.min(rows, from + step));
    await turn();
  }
}
