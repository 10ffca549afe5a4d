// Weighs every film for someone: what the model thinks of it, as far as there is something to go by; how many know it and
// what they think; what the person says they like. Plain sums over columns, so that a hundred thousand take milliseconds.
import type { HistoryEntry, Ranker } from '@movies/recommender';
import type { Films } from '../films/films.ts';
import type { History } from '../history/history.ts';
import { type Affinity, affinityOf } from './affinity.ts';
import { type Likings, likingsOf } from './likings.ts';

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
}

/** What counts for someone of whom nothing is known, and what of it still does for someone who is well known. */
const OF_STRANGER = { learnt: 0.8, genre: 0.5, person: 0.9, listed: 1 };
const OF_KNOWN = { learnt: 0.1, genre: 0.1, person: 0.2, listed: 0.6 };
const STEEPEST = 1.5;
/** TMDb thinks the first film that it lists for someone so near, and the last not at all. */
const LISTED = 60;
const SURE_OF_LISTED = 0.8;
/** Of a film that the model does not know, its genres say so much. */
const OF_UNKNOWN = 0.2;

export function weigh(weighing: Weighing): Weighed {
  const { films, ranker, history, done, adventure } = weighing;
  const affinity = affinityOf(films, history.wishes, done);
  const likings = ranker ? likingsOf(films, ranker, history, done) : nothingKnown(films);
  const weights = between(OF_STRANGER, OF_KNOWN, likings.familiarity);
  const likingAt = likingsWithUnknown(weighing, likings, { affinity, weights });
  const lean = (0.5 - adventure) * 2 * STEEPEST;
  const { values: appeal, mostFame } = films.appeal();
  const { ids, fame, size } = films.columns;
  const [hasGenres, hasPeople] = [history.wishes.genres.length > 0, history.wishes.people.length > 0];
  const scores = new Float32Array(size);
  for (let place = 0; place < size; place++) {
    const { liking, sure } = likingAt(place);
    const tilt = lean === 0 ? 1 : Math.exp(lean * ((fame[place] as number) / mostFame - 0.5));
    let score = tilt * (sure * liking + (1 - sure) * (appeal[place] as number));
    score += weights.learnt * affinity.learnt(place);
    if (hasGenres && affinity.genre(place) !== undefined) score += weights.genre;
    if (hasPeople && affinity.person(place) !== undefined) score += weights.person;
    scores[place] = ids[place] === 0 ? Number.NEGATIVE_INFINITY : score;
  }
  return { scores, likings, affinity };
}

interface Liking {
  liking: number;
  /** How much it counts against what is good for anyone. */
  sure: number;
}

/** What the model thinks; of films it does not know, what TMDb thinks, or what their genres say. */
function likingsWithUnknown(
  { films, history }: Weighing,
  { values, familiarity }: Likings,
  { affinity, weights }: { affinity: Affinity; weights: Weights },
): (place: number) => Liking {
  const listed = new Map(history.candidates.map(({ movie, place }) => [movie, place]));
  const { ids } = films.columns;
  // One for all films: a hundred thousand objects a request would cost more than what is in them.
  const found: Liking = { liking: 0, sure: familiarity };
  return (place) => {
    found.liking = values[place] as number;
    found.sure = familiarity;
    if (!Number.isNaN(found.liking)) return found;
    const inList = listed.get(ids[place] as number);
    found.liking = Math.max(0, OF_UNKNOWN * affinity.learnt(place));
    if (inList === undefined) return found;
    found.liking = Math.max(found.liking, weights.listed * (1 - inList / LISTED));
    found.sure = Math.max(familiarity, SURE_OF_LISTED);
    return found;
  };
}

function nothingKnown({ columns: { size } }: Films): Likings {
  return { values: new Float32Array(size).fill(Number.NaN), familiarity: 0 };
}

type Weights = typeof OF_STRANGER;

function between(one: Weights, other: Weights, share: number): Weights {
  const at = (name: keyof Weights) => one[name] + (other[name] - one[name]) * share;
  return { learnt: at('learnt'), genre: at('genre'), person: at('person'), listed: at('listed') };
}
