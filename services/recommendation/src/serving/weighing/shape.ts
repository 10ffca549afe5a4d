// Makes a list for a person of the best candidates: how they would rate them, what is new, a little chance for those who
// like surprises, and not the same film twenty times.
import { diversify, type Ranker, type Scored } from '@movies/recommender';
import type { Films } from '../films/films.ts';

export interface Guess {
  value: number;
  /** Give or take so many stars. */
  spread: number;
}

export interface Shaping {
  films: Films;
  ranker: Ranker | undefined;
  guesses: ReadonlyMap<number, Guess>;
  adventure: number;
  take: number;
  /** Days since 1970. */
  today: number;
  /** Chance is the same for the same seed. */
  seed: number;
}

const OF_STARS = 0.15;
const OF_NEW = 0.05;
const OF_CHANCE = 0.2;
const YEAR = 365;

/** Best first; scores only go down. */
export function shape(candidates: readonly Scored[], shaping: Shaping): Scored[] {
  const { adventure, take, ranker } = shaping;
  const relevant = relevances(candidates, shaping).toSorted((a, b) => b.score - a.score || a.item - b.item);
  const likeness = (one: number, other: number) => Math.max(0, ranker?.likeness(one, other) ?? 0);
  const list = diversify(relevant, { take, weight: 0.15 + 0.15 * adventure, likeness });
  let least = Number.POSITIVE_INFINITY;
  return list.map(({ item, score }) => {
    least = Math.min(least, Math.round(score * 10_000) / 10_000);
    return { item, score: least };
  });
}

function relevances(candidates: readonly Scored[], shaping: Shaping): Scored[] {
  const { guesses, adventure, seed } = shaping;
  const best = Math.max(0.05, candidates[0]?.score ?? 0);
  const values = [...guesses.values()].map(({ value }) => value);
  const usual = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return candidates.map(({ item, score }) => {
    const guess = guesses.get(item);
    const stars = guess ? Math.tanh((guess.value - usual) / 0.75) * confidenceOf(guess.spread) : 0;
    const chance = OF_CHANCE * adventure ** 2 * chanceOf(seed, item);
    return { item, score: score / best + OF_STARS * stars + OF_NEW * newness(item, shaping) + chance };
  });
}

function newness(item: number, { films, today }: Shaping): number {
  const place = films.placeOf(item);
  const age = place === undefined ? Number.NaN : today - (films.columns.released[place] as number);
  return age >= 0 ? Math.exp(-age / YEAR) : 0;
}

/** From a spread in stars: 1 where there is no doubt, a half at half a star. */
export function confidenceOf(spread: number): number {
  return 1 / (1 + (2 * spread) ** 2);
}

/** From 0 to 1, and the same on every machine. */
export function chanceOf(seed: number, item: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(item, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}
