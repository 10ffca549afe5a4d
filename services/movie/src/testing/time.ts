// Time that passes only when it is told to, or while someone waits for it.
import type { Clock } from '../tmdb/clock.ts';

export interface TestClock extends Clock {
  pass(ms: number): void;
}

export function testClock(): TestClock {
  let now = 1_000_000;
  const pass = (ms: number) => {
    now += ms;
  };
  return { now: () => now, wait: async (ms) => pass(ms), pass };
}
