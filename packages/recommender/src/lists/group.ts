// One list for several people: good for all of them on average, and torture for none.
import { standard } from './standard.ts';
import { type Scored, topOf } from './top.ts';

export interface GroupOptions {
  take: number;
  /** How much the least happy person counts against the mean of all: 0 not at all, 1 alone. */
  leastHappy: number;
  /** No one may like a film less than this, in standard deviations of their own scores. */
  floor: number;
  vetoes: ReadonlySet<number>;
}

const USUAL: GroupOptions = { take: 20, leastHappy: 0.3, floor: -0.5, vetoes: new Set() };

/** Scores are one array a person, in the order of the ids; what anyone has −∞ for is for nobody. */
export function groupList(
  ids: Uint32Array,
  scores: readonly Float32Array[],
  options: Partial<GroupOptions> = {},
): Scored[] {
  const { take, leastHappy, floor, vetoes } = { ...USUAL, ...options };
  const standards = scores.map(standard);
  const together = Float32Array.from(ids, (_, place) => {
    let sum = 0;
    let least = Number.POSITIVE_INFINITY;
    for (const [person, own] of scores.entries()) {
      const { mean, deviation } = standards[person] as { mean: number; deviation: number };
      const liking = ((own[place] as number) - mean) / deviation;
      sum += liking;
      least = Math.min(least, liking);
    }
    if (!(least >= floor)) return Number.NEGATIVE_INFINITY;
    return (1 - leastHappy) * (sum / scores.length) + leastHappy * least;
  });
  return scores.length === 0 ? [] : topOf(ids, together, take, (item) => vetoes.has(item));
}
