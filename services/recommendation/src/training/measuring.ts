// How good models are on people they have not learnt from, person by person, so that two models can be compared in pairs.
import {
  ndcg,
  openPredictor,
  openRanker,
  type RankingModel,
  type RatingsModel,
  recall,
  topOf,
} from '@movies/recommender';
import type { Case } from './held-out.ts';

export interface RankingQuality {
  /** By case. */
  ndcg100: number[];
  ndcg10: number[];
  recall20: number[];
  /** Of all films, the part that is among somebody's first ten. */
  coverage10: number;
}

const LONGEST = 100;

function measureLists(
  cases: readonly Case[],
  ids: Uint32Array,
  scoresFor: (history: Case['history']) => Float32Array,
): RankingQuality {
  const shown = new Set<number>();
  const quality: RankingQuality = { ndcg100: [], ndcg10: [], recall20: [], coverage10: 0 };
  for (const { history, wanted } of cases) {
    const known = new Set(history.map(({ item }) => item));
    const best = topOf(ids, scoresFor(history), LONGEST, (item) => known.has(item)).map(({ item }) => item);
    quality.ndcg100.push(ndcg(best, wanted, LONGEST));
    quality.ndcg10.push(ndcg(best, wanted, 10));
    quality.recall20.push(recall(best, wanted, 20));
    for (const item of best.slice(0, 10)) shown.add(item);
  }
  quality.coverage10 = shown.size / Math.max(1, ids.length);
  return quality;
}

export async function measureRanking(cases: readonly Case[], model: RankingModel): Promise<RankingQuality> {
  const ranker = await openRanker(model);
  return measureLists(cases, model.itemIds, (history) => ranker.score(history));
}

/** The same list for everybody. */
export function measurePopularity(cases: readonly Case[], { itemIds, counts }: RankingModel): RankingQuality {
  const scores = Float32Array.from(counts);
  return measureLists(cases, itemIds, () => scores);
}

export interface RatingQuality {
  /** By case: the mean of the squared errors. */
  squares: number[];
  rmse: number;
  mae: number;
}

/** Only people some of whose ratings are hidden can be tested. */
export function withHidden(cases: readonly Case[]): Case[] {
  return cases.filter(({ hidden }) => hidden.length > 0);
}

export async function measureRatings(cases: readonly Case[], model: RatingsModel): Promise<RatingQuality> {
  const predictor = await openPredictor(model);
  return measureGuesses(cases, ({ rated }) => {
    const taste = predictor.foldIn(rated);
    return (item) => predictor.predict(taste, item).value;
  });
}

export function measureGuesses(
  cases: readonly Case[],
  guessFor: (person: Case) => (item: number) => number,
): RatingQuality {
  let [squares, absolutes, count] = [0, 0, 0];
  const perCase = cases.map((person) => {
    const guess = guessFor(person);
    const errors = person.hidden.map(({ item, value }) => guess(item) - value);
    const own = errors.reduce((sum, error) => sum + error ** 2, 0);
    squares += own;
    absolutes += errors.reduce((sum, error) => sum + Math.abs(error), 0);
    count += errors.length;
    return own / errors.length;
  });
  return { squares: perCase, rmse: Math.sqrt(squares / count), mae: absolutes / count };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
