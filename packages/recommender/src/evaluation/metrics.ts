// How good predictions are, by the definitions everybody uses.

export interface RatingMetrics {
  count: number;
  rmse: number;
  mae: number;
}

export function ratingMetrics(predicted: ArrayLike<number>, actual: ArrayLike<number>): RatingMetrics {
  let squares = 0;
  let absolutes = 0;
  for (let row = 0; row < actual.length; row++) {
    const error = (predicted[row] as number) - (actual[row] as number);
    squares += error * error;
    absolutes += Math.abs(error);
  }
  return { count: actual.length, rmse: Math.sqrt(squares / actual.length), mae: absolutes / actual.length };
}

/** Gains of the wanted items among the first k, discounted by the logarithm of their rank, of the most there could be. */
export function ndcg(ranked: readonly number[], wanted: ReadonlySet<number>, k: number): number {
  const gain = (rank: number) => 1 / Math.log2(rank + 2);
  const reached = ranked.slice(0, k).reduce((sum, item, rank) => (wanted.has(item) ? sum + gain(rank) : sum), 0);
  let ideal = 0;
  for (let rank = 0; rank < Math.min(k, wanted.size); rank++) ideal += gain(rank);
  return reached / ideal;
}

/** How many of the wanted items are among the first k, of as many as could be. */
export function recall(ranked: readonly number[], wanted: ReadonlySet<number>, k: number): number {
  return ranked.slice(0, k).filter((item) => wanted.has(item)).length / Math.min(k, wanted.size);
}

export interface RankingMetrics {
  people: number;
  ndcg10: number;
  ndcg100: number;
  /** The standard error of the mean over people. */
  ndcg100Error: number;
  recall20: number;
  /** Of all items, the part that is among somebody's first ten. */
  coverage10: number;
}

export interface RankedList {
  ranked: readonly number[];
  wanted: ReadonlySet<number>;
}

export function rankingMetrics(lists: readonly RankedList[], items: number): RankingMetrics {
  const mean = (of: (list: RankedList) => number) => lists.reduce((sum, list) => sum + of(list), 0) / lists.length;
  const ndcg100 = mean(({ ranked, wanted }) => ndcg(ranked, wanted, 100));
  const variance = mean(({ ranked, wanted }) => (ndcg(ranked, wanted, 100) - ndcg100) ** 2);
  return {
    people: lists.length,
    ndcg10: mean(({ ranked, wanted }) => ndcg(ranked, wanted, 10)),
    ndcg100,
    ndcg100Error: Math.sqrt(variance / lists.length),
    recall20: mean(({ ranked, wanted }) => recall(ranked, wanted, 20)),
    coverage10: new Set(lists.flatMap(({ ranked }) => ranked.slice(0, 10))).size / items,
  };
}
