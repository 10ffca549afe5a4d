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
    if (!(score >= least) || score === Number.NEGATIVE_INFINITY) continue;
    const candidate = { item: ids[place] as number, score };
    const last = best[most - 1];
    if ((last && !isBefore(candidate, last)) || refused?.(candidate.item)) continue;
    insert(best, candidate);
    if (best.length > most) best.pop();
    least = best[most - 1]?.score ?? Number.NEGATIVE_INFINITY;
  }
  return best;
}

function isBefore(one: Scored, other: Scored): boolean {
  return one.score > other.score || (one.score === other.score && one.item < other.item);
}

function insert(best: Scored[], candidate: Scored): void {
  let low = 0;
  let high = best.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(best[middle] as Scored, candidate)) low = middle + 1;
    else high = middle;
  }
  best.splice(low, 0, candidate);
}
