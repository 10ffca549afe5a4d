// Weighs every film for someone: what the model thinks of it, as far as there is something to go by; how many know it and
// what they think; what the person says they like. Plain sums over columns, so that a hundred thousand take milliseconds.
import type { HistoryEntry, Ranker } from '@movies/recommender';
import type { Films } from '../films/films.ts';
import type { History, Wishes } from '../history/history.ts';
import { type Affinity, affinityOf } from './affinity.ts';
import { type Likings, likingsOf } from './likings.ts';
import type { Sheets } from './sheets.ts';
import { type Blend, blendAll, blended, genreMeans, refuseGone } from './sums.ts';

export interface Weighed {
  /** By place. */
  scores: Float32Array;
  likings: Likings;
  affinity: Affinity;
}

export interface Weighing {
  films: Films;
  ranker: Ranker | undefined;
  history: History;
  done: readonly HistoryEntry[];
  /** From well known (0) to surprising (1). */
  adventure: number;
  /** What comes of it is written on them. */
  sheets: Sheets;
}

/** What counts for someone of whom nothing is known, and what of it still does for someone who is well known. */
const OF_STRANGER = { learnt: 0.8, genre: 0.5, person: 0.9, listed: 1 };
const OF_KNOWN = { learnt: 0.1, genre: 0.1, person: 0.2, listed: 0.6 };
const STEEPEST = 1.5;
/** TMDb thinks the first film that it lists for someone so near, and the last not at all. */
const LISTED = 60;
const SURE_OF_LISTED = 0.8;

export function weigh(weighing: Weighing): Weighed {
  const { films, ranker, history, done, adventure, sheets } = weighing;
  const affinity = affinityOf(films, history.wishes, done);
  const likings = ranker ? likingsOf({ films, ranker, history, done, sheets }) : nothingKnown(films, sheets);
  const weights = between(OF_STRANGER, OF_KNOWN, likings.familiarity);
  const { ids, genres, fame, size } = films.columns;
  const { values: appeal, mostFame } = films.appeal();
  const learnt = genreMeans(sheets('learnt', size), genres, affinity.learnt);
  const lean = { tilts: tiltsFor(adventure), steps: TILTS / mostFame };
  const scores = sheets('scores', size);
  const weighed = { scores, likings, affinity };
  blend(weighing, weighed, { appeal, learnt, ofLearnt: weights.learnt, fame, ...lean }, weights);
  addWishes(history.wishes, weighed, weights);
  refuseGone(scores, ids);
  return weighed;
}

/** Of a film that the model does not know, its genres say so much. */
const OF_UNKNOWN = 0.2;

/** What the model thinks; of films it does not know, what TMDb thinks, or what their genres say. */
function blend(
  { films, history }: Weighing,
  { scores, likings: { values, familiarity } }: Weighed,
  columns: Blend,
  weights: Weights,
): void {
  blendAll(scores, columns, values, familiarity);
  const ofUnknown = (place: number) => Math.max(0, OF_UNKNOWN * (columns.learnt[place] as number));
  for (let place = 0; place < scores.length; place++) {
    if (Number.isNaN(scores[place])) scores[place] = blended(columns, place, ofUnknown(place), familiarity);
  }
  for (const { movie, place: inList } of history.candidates) {
    const place = films.placeOf(movie);
    if (place === undefined || !Number.isNaN(values[place])) continue;
    const liking = Math.max(ofUnknown(place), weights.listed * (1 - inList / LISTED));
    scores[place] = blended(columns, place, liking, Math.max(familiarity, SURE_OF_LISTED));
  }
}

function addWishes({ genres, people }: Wishes, { scores, affinity }: Weighed, weights: Weights): void {
  if (genres.length > 0) addWhere(scores, weights.genre, (place) => affinity.genre(place) !== undefined);
  if (people.length > 0) addWhere(scores, weights.person, (place) => affinity.person(place) !== undefined);
}

function addWhere(scores: Float32Array, weight: number, isSo: (place: number) => boolean): void {
  for (let place = 0; place < scores.length; place++) {
    if (isSo(place)) scores[place] = (scores[place] as number) + weight;
  }
}

const TILTS = 256;

/** By fame: what the timid want more of the well known, and the bold less. */
function tiltsFor(adventure: number): Float32Array {
  const lean = (0.5 - adventure) * 2 * STEEPEST;
  return Float32Array.from({ length: TILTS + 1 }, (_, step) => Math.exp(lean * (step / TILTS - 0.5)));
}

function nothingKnown({ columns: { size } }: Films, sheets: Sheets): Likings {
  return { values: sheets('likings', size).fill(Number.NaN), familiarity: 0 };
}

type Weights = typeof OF_STRANGER;

function between(one: Weights, other: Weights, share: number): Weights {
  const at = (name: keyof Weights) => one[name] + (other[name] - one[name]) * share;
  return { learnt: at('learnt'), genre: at('genre'), person: at('person'), listed: at('listed') };
}
