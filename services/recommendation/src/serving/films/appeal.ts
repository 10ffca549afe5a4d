// How good a film is for anyone: how many know it, and what they think of it.
import type { Columns } from './columns.ts';

export interface Appeal {
  /** By place, from 0 to about 1. */
  values: Float32Array;
  /** Of the best known film. */
  mostFame: number;
}

/** A mean of a few ratings is drawn to the mean of all, as if so many more had been given. */
const DRAWN_BY = 10;
const OF_FAME = 0.6;

export function appealOf({ size, ids, fame, ...columns }: Columns, overall: number): Appeal {
  const { ratingSums, ratingCounts, voteMeans, voteWeights } = columns;
  let mostFame = 0;
  for (let place = 0; place < size; place++) {
    if (ids[place] !== 0) mostFame = Math.max(mostFame, fame[place] as number);
  }
  mostFame ||= 1;
  const values = new Float32Array(size);
  for (let place = 0; place < size; place++) {
    const votes = voteWeights[place] as number;
    const sum = (ratingSums[place] as number) + votes * (voteMeans[place] as number) + DRAWN_BY * overall;
    const mean = sum / ((ratingCounts[place] as number) + votes + DRAWN_BY);
    const praise = Math.min(1, Math.max(0, 0.5 + (mean - overall) / 2));
    values[place] = OF_FAME * ((fame[place] as number) / mostFame) + (1 - OF_FAME) * praise;
  }
  return { values, mostFame };
}
