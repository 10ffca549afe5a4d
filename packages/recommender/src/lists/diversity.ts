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
  const left = new Set(candidates.keys());
  const taken: Scored[] = [];
  while (taken.length < take && left.size > 0) {
    const balance = (i: number) => (1 - weight) * (relevance[i] as number) - weight * (closest[i] as number);
    let best = -1;
    for (const i of left) if (best < 0 || balance(i) > balance(best)) best = i;
    left.delete(best);
    const chosen = candidates[best] as Scored;
    taken.push(chosen);
    for (const i of left) {
      closest[i] = Math.max(closest[i] as number, likeness(chosen.item, (candidates[i] as Scored).item));
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
