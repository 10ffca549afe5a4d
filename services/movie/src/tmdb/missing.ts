// What TMDb did not have a moment ago, so that nobody asks for it again and again.
import type { Clock } from './clock.ts';

const MINUTES = 5;
const MOST = 10_000;

export interface Missing {
  has(name: string): boolean;
  add(name: string): void;
}

export function createMissing(clock: Clock): Missing {
  const until = new Map<string, number>();
  return {
    has: (name) => (until.get(name) ?? Number.NEGATIVE_INFINITY) > clock.now(),
    add: (name) => {
      if (until.size >= MOST) until.clear();
      until.set(name, clock.now() + MINUTES * 60_000);
    },
  };
}
