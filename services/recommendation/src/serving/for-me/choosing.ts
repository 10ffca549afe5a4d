// Chooses films for a person: all are weighed, the best are shaped into a list. Nothing here waits for anyone, and the same
// is chosen from the same by every replica.
import { type Scored, topOf } from '@movies/recommender';
import type { Engine } from '../../context.ts';
import type { Films } from '../films/films.ts';
import type { Excludable, IsWanted } from '../films/wanted.ts';
import { type History, isDone } from '../history/history.ts';
import { ratedBy, strengthsOf } from '../history/tastes.ts';
import { type Guess, shape } from '../weighing/shape.ts';
import { createSheets } from '../weighing/sheets.ts';
import { weigh } from '../weighing/weigh.ts';
import { type Basis, basesOf } from './reasons.ts';

export interface Choosing {
  userId: number;
  films: Films;
  engine: Engine | undefined;
  history: History;
  isWanted: IsWanted;
  exclude: readonly Excludable[];
  adventure: number | undefined;
  limit: number;
  now: Date;
}

export interface Choice extends Scored {
  predicted: number | null;
  basis: Basis;
}

const USUAL_ADVENTURE = 0.5;
const LEAST_CANDIDATES = 100;
const DAY_MS = 86_400_000;

/** Nobody waits between the first number and the list, so that one set of them is enough. */
const sheets = createSheets();

export function choose(choosing: Choosing): Choice[] {
  const { films, engine, history, limit, now, userId } = choosing;
  const adventure = choosing.adventure ?? history.wishes.adventure ?? USUAL_ADVENTURE;
  const done = strengthsOf(history);
  const ranker = engine?.ranker;
  const weighed = weigh({ films, ranker, history, done, adventure, sheets });
  const candidates = bestOf(choosing, weighed.scores, Math.max(LEAST_CANDIDATES, 2 * limit));
  const guesses = guessesFor(engine, history, candidates);
  const today = Math.floor(now.getTime() / DAY_MS);
  const seed = Math.imul(userId, 31) ^ Math.imul(today, 1_009) ^ (engine?.modelId ?? 0);
  const list = shape(candidates, { films, ranker, guesses, adventure, take: limit, today, seed });
  const bases = basesOf(
    list.map(({ item }) => item),
    { films, ranker, history, done, weighed },
  );
  return list.map(({ item, score }, index) => {
    const guess = guesses.get(item);
    const predicted = guess ? Math.round(guess.value * 100) / 100 : null;
    return { item, score, predicted, basis: bases[index] as Basis };
  });
}

function bestOf({ films, history, isWanted, exclude }: Choosing, scores: Float32Array, most: number): Scored[] {
  const { ids, size } = films.columns;
  const refused = (id: number) => isDone(history, id) || exclude.some((list) => history[list].has(id)) || !isWanted(id);
  return topOf(ids.subarray(0, size), scores, most, refused);
}

/** How they would rate the candidates, those that the model knows. */
function guessesFor(engine: Engine | undefined, history: History, candidates: readonly Scored[]): Map<number, Guess> {
  const guesses = new Map<number, Guess>();
  if (!engine) return guesses;
  const { predictor } = engine;
  const taste = predictor.foldIn(ratedBy(history));
  for (const { item } of candidates) {
    if (predictor.items.placeOf(item) !== undefined) guesses.set(item, predictor.predict(taste, item));
  }
  return guesses;
}
