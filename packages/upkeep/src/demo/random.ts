// Chance that is the same at every start.
export interface Random {
  /** From 0 up to 1. */
  next(): number;
  /** Around 0, with a spread of 1. */
  normal(): number;
  pick<T>(from: readonly T[]): T;
}

/** The generator is known as mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (from) => from[Math.floor(next() * from.length)] as (typeof from)[number],
  };
}
