// The best of many, without sorting the many.

export interface Scored {
  item: number;
  score: number;
}

/** The best items, best first; of equal ones the lower id. Whatever scores −∞ or is refused is left out. */
export function topOf(
  ids: Uint32Array,
  scores: Float32Array,
  most: number,
  refused?: (item: number) => boolean,
): Scored[] {
  const best: Scored[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < scores.length && most > 0; place++) {
    const score = scores[place] as number;
    if (!(score > least)) continue;
    const item = ids[place] as number;
    if (refused?.(item)) continue;
    insert(best, { item, score });
    if (best.length > most) best.pop();
    if (best.length === most) least = (best[most - 1] as Scored).score;
  }
  return best;
}

/** Ids ascend, so that among equals the one that came first stays before. */
function insert(best: Scored[], candidate: Scored): void {
  let low = 0;
  let high = best.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((best[middle] as Scored).score >= candidate.score) low = middle + 1;
    else high = middle;
  }
  best.splice(low, 0, candidate);
}
