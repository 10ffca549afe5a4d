// How quickly TMDb is asked: so many requests in any second, so many at the same time. The others wait in a line.
import type { Clock } from './clock.ts';

export interface Limits {
  perSecond: number;
  atOnce: number;
}

export type Pace = <T>(work: () => Promise<T>) => Promise<T>;

const SECOND = 1_000;

export function createPace({ perSecond, atOnce }: Limits, clock: Clock): Pace {
  const starts: number[] = [];
  const line: (() => void)[] = [];
  let running = 0;

  async function turn(): Promise<void> {
    if (running === atOnce) await new Promise<void>((next) => line.push(next));
    else running += 1;
    for (let wait = tooSoon(); wait > 0; wait = tooSoon()) await clock.wait(wait);
    starts.push(clock.now());
    if (starts.length > perSecond) starts.shift();
  }

  function tooSoon(): number {
    const [oldest] = starts;
    return oldest === undefined || starts.length < perSecond ? 0 : oldest + SECOND - clock.now();
  }

  return async (work) => {
    await turn();
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
