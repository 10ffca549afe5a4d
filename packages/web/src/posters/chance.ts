// Chance that falls the same for the same film, on every screen.
export interface Chance {
  /** From one number up to another. */
  between(from: number, to: number): number;
  whole(from: number, to: number): number;
  is(likely: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Picks by weight. */
  weigh<T>(from: readonly (readonly [T, number])[]): T;
}

export function chanceFor(seed: number): Chance {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    between: (from, to) => from + (to - from) * next(),
    whole: (from, to) => Math.floor(from + (to - from + 1) * next()),
    is: (likely) => next() < likely,
    pick: (from) => from[Math.floor(next() * from.length)] as (typeof from)[number],
    weigh: (from) => {
      const total = from.reduce((sum, [, weight]) => sum + weight, 0);
      let left = next() * total;
      for (const [one, weight] of from) {
        left -= weight;
        if (left < 0) return one;
      }
      return (from[0] as (typeof from)[number])[0];
    },
  };
}
