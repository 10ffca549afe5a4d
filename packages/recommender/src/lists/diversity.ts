// A list that is not the same film twenty times: maximal marginal relevance.
import type { Scored } from './top.ts';

export interface Diversity {
  /** How many to take. */
  take: number;
  /** 0 is the order of the scores, 1 the least alike whatever their scores. */
  weight: number;
  likeness(item: number, other: number): number;
}

/** Takes again and again the candidate with the best balance of its score and its likeness to what was taken. */
export function diversify(candidates: readonly Scored[], { take, weight, likeness }: Diversity): Scored[] {
  const relevance = relevances(candidates);
  const closest = new Float64Array(candidates.length);
  const left = Array.from(candidates.keys());
  const taken: Scored[] = [];
  while (taken.length < take && left.length > 0) {
    let best = 0;
    let highest = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < left.length; at++) {
      const i = left[at] as number;
      const balance = (1 - weight) * (relevance[i] as number) - weight * (closest[i] as number);
      if (balance > highest) [best, highest] = [at, balance];
    }
    const [chosenAt = 0] = left.splice(best, 1);
    const chosen = candidates[chosenAt] as Scored;
    taken.push(chosen);
    if (taken.length === take) break;
    for (const i of left) {
      const alike = likeness(chosen.item, (candidates[i] as Scored).item);
      if (alike > (closest[i] as number)) closest[i] = alike;
    }
  }
  return taken;
}

/** Scores from 0 for the last candidate to 1 for the first. */
function relevances(candidates: readonly Scored[]): Float64Array {
  const scores = Float64Array.from(candidates, ({ score }) => score);
  const lowest = scores.reduce((least, score) => Math.min(least, score), Number.POSITIVE_INFINITY);
  const highest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  return scores.map((score) => (highest > lowest ? (score - lowest) / (highest - lowest) : 1));
}
