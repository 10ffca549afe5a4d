// Data and models of any size, to measure speed with. They say nothing about quality.
import type { RatingColumns } from '../matrix.ts';
import { normal, randomFrom } from '../random.ts';
import type { RankingModel } from '../ranking/model.ts';
import { type RatingsModel, ratingsDefaults } from '../ratings/model.ts';

/** As many people and films as MovieLens has for so many ratings; a few films, and people, have most of the ratings. */
export function generatedRatings(count: number): RatingColumns {
  const random = randomFrom(1);
  const people = Math.round(count / 150);
  const items = Math.round(Math.min(count / 25, 2_000 + count / 440));
  const columns = { people: new Uint32Array(count), items: new Uint32Array(count), values: new Float32Array(count) };
  for (let row = 0; row < count; row++) {
    columns.people[row] = Math.floor(people * random() ** 2);
    columns.items[row] = Math.floor(items * random() ** 3);
    columns.values[row] = Math.min(5, Math.max(0.5, Math.round(7 + 2 * normal(random)) / 2));
  }
  return columns;
}

export function rankingOf(films: number): RankingModel {
  const random = randomFrom(2);
  const numbers = (length: number) => Float32Array.from({ length }, () => random() - 0.5);
  const known = Math.min(films, 10_000);
  const triangle = numbers((known * (known + 1)) / 2);
  for (let i = 0; i < known; i++) triangle[(i * (i + 3)) / 2] = 1;
  return {
    kind: 'ranking',
    itemIds: Uint32Array.from({ length: films }, (_, id) => id),
    counts: new Uint32Array(films),
    seed: 1,
    ease: {
      form: 'primal',
      lambda: 300,
      items: Uint32Array.from({ length: known }, (_, row) => row),
      stride: known,
      triangle,
    },
    ials: { dimensions: 64, lambda: 0.01, unobserved: 0.1, factors: numbers(films * 64) },
  };
}

export function ratingsModelOf(films: number): RatingsModel {
  const random = randomFrom(3);
  const { dimensions: k, samples } = ratingsDefaults(1_000_000);
  const precisions = new Float32Array(samples * k * k);
  for (let at = 0; at < samples * k; at++) precisions[at * k + (at % k)] = 2;
  return {
    kind: 'ratings',
    itemIds: Uint32Array.from({ length: films }, (_, id) => id),
    dimensions: k,
    samples,
    mean: 3.5,
    lowest: 0.5,
    highest: 5,
    seed: 1,
    items: Float32Array.from({ length: (films + 1) * samples * k }, () => random() - 0.5),
    precisions,
    shifts: new Float32Array(samples * k),
    noises: new Float32Array(samples).fill(1.4),
  };
}
