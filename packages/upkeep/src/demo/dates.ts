// When things in the demo happened: before now, some of them a moment ago.
import type { Random } from './random.ts';

const DAY = 24 * 60 * 60 * 1_000;

/** Within the last days, the later the likelier. */
export function within(days: number, random: Random, now: number): string {
  return new Date(now - days * DAY * random.next() ** 2).toISOString();
}
