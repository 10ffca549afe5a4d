// Recommendations from ratings: what people will think of films (`fitRatings`), and which films they will want (`fitRanking`).
export { ensureKernels } from './build-kernels.ts';
export type { TeamOptions } from './engine/team.ts';
export { type FailureCode, RecommenderError } from './errors.ts';
export { ndcg, type RankingMetrics, type RatingMetrics, recall } from './evaluation/metrics.ts';
export { evaluateRanking, evaluateRatings } from './evaluation/protocols.ts';
export { readRatings } from './evaluation/read-movielens.ts';
export { rankingFromFactors } from './import-factors.ts';
export { type Diversity, diversify } from './lists/diversity.ts';
export { type GroupOptions, groupList } from './lists/group.ts';
export { type Scored, topOf } from './lists/top.ts';
export { type RatingColumns, type RatingsMatrix, ratingsMatrix } from './matrix.ts';
export { memoryFor } from './memory-for.ts';
export { type Notes, writeModel } from './model-file.ts';
export type { Model } from './model-parts.ts';
export type { Progress } from './progress.ts';
export { type FitRankingOptions, fitRanking } from './ranking/fit.ts';
export { type RankingModel, type RankingOptions, rankingDefaults } from './ranking/model.ts';
export { type Popularity, popularity } from './ranking/popular.ts';
export { type HistoryEntry, openRanker, type Ranker, type Reason, rankerAt } from './ranking/ranker.ts';
export { type FitRatingsOptions, fitRatings } from './ratings/fit.ts';
export { type RatingsModel, type RatingsOptions, ratingsDefaults } from './ratings/model.ts';
export {
  openPredictor,
  type Prediction,
  type Predictor,
  predictorAt,
  type RatedItem,
  type Taste,
} from './ratings/predictor.ts';
export * from './shelves.ts';
