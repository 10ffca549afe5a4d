// Protocol A asks how well ratings are predicted, protocol B how well what people will like is found.

import { topOf } from '../lists/top.ts';
import { type RatingsMatrix, ratingsMatrix } from '../matrix.ts';
import { type FitRankingOptions, fitRanking } from '../ranking/fit.ts';
import type { RankingModel } from '../ranking/model.ts';
import { openRanker } from '../ranking/ranker.ts';
import { type FitRatingsOptions, fitRatings } from '../ratings/fit.ts';
import { openPredictor } from '../ratings/predictor.ts';
import { type RankingMetrics, type RatingMetrics, rankingMetrics, ratingMetrics } from './metrics.ts';
import { folds, type HeldOut, type Rows, rowsOf, strongSplit } from './splits.ts';

interface Timed {
  seconds: number;
}

const RATINGS_SEED = 42;

/** Protocol A: random folds, one after the other. Each is learnt from the other four. */
export async function* evaluateRatings(
  matrix: RatingsMatrix,
  options: FitRatingsOptions = {},
  seed = RATINGS_SEED,
): AsyncGenerator<RatingMetrics & Timed> {
  for (const { train, test } of folds(rowsOf(matrix), seed)) {
    const learnt = ratingsMatrix(train);
    const begin = performance.now();
    const model = await fitRatings(learnt, options);
    const seconds = (performance.now() - begin) / 1_000;
    const predicted = await predictRows(model, train, test);
    yield { ...ratingMetrics(predicted, test.values), seconds };
  }
}

/** As the product predicts: everybody is folded in from what they rated. Rows are sorted by person. */
async function predictRows(
  model: Awaited<ReturnType<typeof fitRatings>>,
  train: Rows,
  test: Rows,
): Promise<Float32Array> {
  const predictor = await openPredictor(model);
  const histories = Map.groupBy(train.people.keys(), (row) => train.people[row] as number);
  const ratingsBy = (person: number) =>
    (histories.get(person) ?? []).map((row) => ({
      item: train.items[row] as number,
      value: train.values[row] as number,
    }));
  let person = -1;
  let taste = predictor.foldIn([]);
  return Float32Array.from(test.items, (item, row) => {
    if (test.people[row] !== person) {
      person = test.people[row] as number;
      taste = predictor.foldIn(ratingsBy(person));
    }
    return predictor.predict(taste, item).value;
  });
}

export interface StrongOptions extends FitRankingOptions {
  /** Choose hyper-parameters on `validation`, and report `test`. */
  on?: 'validation' | 'test';
}

export const RANKERS = ['popularity', 'EASE', 'iALS', 'EASE + iALS'] as const;

export interface StrongResult extends Timed {
  rankers: Record<(typeof RANKERS)[number], RankingMetrics>;
}

/** Protocol B: strong generalisation, for people none of whose entries were learnt from. */
export async function evaluateRanking(
  matrix: RatingsMatrix,
  { on = 'test', ...options }: StrongOptions = {},
  splitSeed = 1,
): Promise<StrongResult> {
  const split = strongSplit(rowsOf(matrix), splitSeed);
  const learnt = ratingsMatrix({ ...split.train, values: new Float32Array(split.train.people.length).fill(1) });
  const begin = performance.now();
  const model = await fitRanking(learnt, options);
  const seconds = (performance.now() - begin) / 1_000;
  const held = split[on];
  const counts = Float32Array.from(model.counts);
  const rankers = {
    popularity: measured(held, model.itemIds, () => counts),
    EASE: await measuredModel(held, { ...model, ials: null }),
    iALS: await measuredModel(held, { ...model, ease: null }),
    'EASE + iALS': await measuredModel(held, model),
  };
  return { rankers, seconds };
}

async function measuredModel(held: HeldOut[], model: RankingModel): Promise<RankingMetrics> {
  const ranker = await openRanker(model);
  return measured(held, model.itemIds, (known) => ranker.score([...known].map((item) => ({ item, strength: 1 }))));
}

function measured(held: HeldOut[], ids: Uint32Array, scoresFor: (known: Uint32Array) => Float32Array): RankingMetrics {
  const lists = held.map(({ known, wanted }) => {
    const refused = new Set(known);
    const best = topOf(ids, scoresFor(known), 100, (item) => refused.has(item));
    return { ranked: best.map(({ item }) => item), wanted: new Set(wanted) };
  });
  return rankingMetrics(lists, ids.length);
}
