// How much the ranking model thinks of each film for someone.
import type { HistoryEntry, Ranker } from '@movies/recommender';
import type { Films } from '../films/films.ts';
import { type History, isDone } from '../history/history.ts';

export interface Likings {
  /** By place: 1 for the best film there is, 0 for what is no better than usual, NaN for what the model does not know. */
  values: Float32Array;
  /** From 0 to 1: how much the model has to go by. */
  familiarity: number;
}

/** As many clear words it takes until the model counts for half. */
const DOUBT = 2;

export function likingsOf(films: Films, ranker: Ranker, history: History, done: readonly HistoryEntry[]): Likings {
  const scores = scoresOf(ranker, history, done);
  const highest = highestOf(scores);
  const places = films.placesIn(ranker);
  const values = new Float32Array(films.columns.size);
  for (let place = 0; place < values.length; place++) {
    const inModel = places[place] as number;
    values[place] = inModel < 0 ? Number.NaN : Math.max(0, (scores[inModel] as number) / highest);
  }
  const known = done.filter(({ item }) => ranker.items.placeOf(item) !== undefined);
  const said = known.reduce((sum, { strength }) => sum + Math.abs(strength), 0);
  return { values, familiarity: said / (said + DOUBT) };
}

/** A loop, since `reduce` calls its function for each of a hundred thousand films. */
function highestOf(scores: Float32Array): number {
  let highest = 1;
  for (let place = 0; place < scores.length; place++) highest = Math.max(highest, scores[place] as number);
  return highest;
}

/** What is on a watchlist speaks for others, but may be shown itself: it is scored as if it were not there. */
function scoresOf(ranker: Ranker, history: History, done: readonly HistoryEntry[]): Float32Array {
  const scores = ranker.score(done);
  const toCome = done.filter(({ item }) => !isDone(history, item));
  if (toCome.length === 0) return scores;
  const without = ranker.score(done.filter(({ item }) => isDone(history, item)));
  for (const { item } of toCome) {
    const place = ranker.items.placeOf(item);
    if (place !== undefined) scores[place] = without[place] as number;
  }
  return scores;
}
