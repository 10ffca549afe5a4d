// What it takes to lay a model out, and no more: a thread that does it for another one is started anew each time.
export { readModel } from './model-file.ts';
export { type RankingShelf, shelveRanking } from './ranking/ranker.ts';
export { type RatingsShelf, shelveRatings } from './ratings/predictor.ts';
