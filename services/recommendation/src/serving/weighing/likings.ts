// How much the ranking model thinks of each film for someone.
import type { HistoryEntry, Ranker } from '@movies/recommender';
import type { Films } from '../films/films.ts';
import { type History, isDone } from '../history/history.ts';
import type { Sheets } from './sheets.ts';
import { likingsByFilm } from './sums.ts';

export interface Likings {
  /** By place: 1 for the best film there is, 0 for what is no better than usual, NaN for what the model does not know. */
  values: Float32Array;
  /** From 0 to 1: how much the model has to go by. */
  familiarity: number;
}

/** As many clear words it takes until the model counts for half. */
const DOUBT = 5;

interface Asked {
  films: Films;
  ranker: Ranker;
  history: History;
  done: readonly HistoryEntry[];
  sheets: Sheets;
}

export function likingsOf(asked: Asked): Likings {
  const { films, ranker, done, sheets } = asked;
  const values = likingsByFilm(sheets('likings', films.columns.size), films.placesIn(ranker), scoresOf(asked));
  const known = done.filter(({ item }) => ranker.items.placeOf(item) !== undefined);
  const said = known.reduce((sum, { strength }) => sum + Math.abs(strength), 0);
  return { values, familiarity: said / (said + DOUBT) };
}

/** What is on a watchlist speaks for others, but may be shown itself: it is scored as if it were not there. */
function scoresOf({ ranker, history, done, sheets }: Asked): Float32Array {
  const count = ranker.items.ids.length;
  const scores = ranker.score(done, sheets('model', count));
  const over = done.filter(({ item }) => isDone(history, item));
  const without = over.length < done.length ? ranker.score(over, sheets('modelWithout', count)) : undefined;
  for (const { item } of done) {
    const place = ranker.items.placeOf(item);
    if (place !== undefined) scores[place] = isDone(history, item) ? 0 : (without?.[place] as number);
  }
  return scores;
}
