// What is worked out of every film, by place, of columns of numbers. Each loop is a function of its own and calls nothing it can do
// without: then a hundred thousand films take a fraction of a millisecond, and else ten times as long.
import { GENRES } from '../films/columns.ts';

/** At least 1. */
function highestOf(scores: Float32Array): number {
  let highest = 1;
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at] as number;
    if (score > highest) highest = score;
  }
  return highest;
}

/**
 * A model's scores, which are by its own places, in parts of the highest: 0 for what is no better than usual, NaN for what it does
 * not know. Without a branch on the sign, which no processor can foresee.
 */
export function likingsByFilm(likings: Float32Array, places: Int32Array, scores: Float32Array): Float32Array {
  const scale = 0.5 / highestOf(scores);
  for (let place = 0; place < likings.length; place++) {
    const inModel = places[place] as number;
    const score = inModel < 0 ? Number.NaN : (scores[inModel] as number);
    likings[place] = (score + Math.abs(score)) * scale;
  }
  return likings;
}

/** The mean of what is thought of a film's genres. */
export function genreMeans(means: Float32Array, genres: Uint16Array, ofGenre: Float32Array): Float32Array {
  for (let place = 0; place < means.length; place++) {
    const first = place * GENRES;
    let at = first;
    let sum = 0;
    for (; at < first + GENRES; at++) {
      const code = genres[at] as number;
      if (code === 0) break;
      sum += ofGenre[code] as number;
    }
    means[place] = at === first ? 0 : sum / (at - first);
  }
  return means;
}

export interface Blend {
  appeal: Float32Array;
  learnt: Float32Array;
  ofLearnt: number;
  fame: Float32Array;
  /** By fame, from none to the most, in so many steps for each of its units. */
  tilts: Float32Array;
  steps: number;
}

export function blendAll(scores: Float32Array, blend: Blend, likings: Float32Array, sure: number): void {
  for (let place = 0; place < scores.length; place++)
    scores[place] = blended(blend, place, likings[place] as number, sure);
}

/** What the model thinks and what is good for anyone, as far as one is sure of the model; and the genres. */
export function blended(blend: Blend, place: number, liking: number, sure: number): number {
  const tilt = blend.tilts[((blend.fame[place] as number) * blend.steps) | 0] as number;
  const score = sure * liking + (1 - sure) * (blend.appeal[place] as number);
  return tilt * score + blend.ofLearnt * (blend.learnt[place] as number);
}

export function refuseGone(scores: Float32Array, ids: Uint32Array): void {
  for (let place = 0; place < scores.length; place++) if (ids[place] === 0) scores[place] = Number.NEGATIVE_INFINITY;
}
