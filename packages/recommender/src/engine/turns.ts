// Long work on a thread that others wait for is done in pieces, and between two of them they have their turn.
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/** To be awaited between pieces of work. */
export type Turn = () => Promise<void>;

/**
 * Lets others have the thread whenever so much time has passed: for one round, or for as long as the pause is. Who answers
 * requests needs many rounds for each of them, and only a pause leaves them quick. The work may be called off in between.
 */
export function takeTurns(everyMs: number, pauseMs = 0, signal?: AbortSignal): Turn {
  let ends = performance.now() + everyMs;
  return async () => {
    if (performance.now() < ends) return;
    signal?.throwIfAborted();
    await (pauseMs === 0 ? nextTurn() : sleep(pauseMs, undefined, { signal }));
    ends = performance.now() + everyMs;
  };
}

/** Where nobody says how patient others are. */
export const usualTurns = (): Turn => takeTurns(3);

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
  step = 1_024,
): Promise<void> {
  for (let from = 0; from < rows; from += step) {
    each(from, Math.min(rows, from + step));
    await turn();
  }
}
