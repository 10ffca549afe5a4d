// Predicts ratings with a model. A person is folded in from their ratings, so that one given just now counts.
import type { Sharing } from '../build-kernels.ts';
import type { Kernels } from '../engine/kernels.ts';
import { floatBytes, growTo } from '../engine/memory.ts';
import { kernelsAt, type Shelf, shelfFor } from '../engine/shelf.ts';
import { type Places, placesOf } from '../ids.ts';
import type { RatingsModel } from './model.ts';

export interface RatedItem {
  item: number;
  value: number;
}

/** What a model knows of a person: the mean of their tastes by sample, and one draw of each. */
export interface Taste {
  readonly means: Float32Array;
  readonly draws: Float32Array;
}

export interface Prediction {
  value: number;
  /** The standard deviation of what is expected: small where much is known of person and item. */
  spread: number;
}

export interface Predictor {
  readonly items: Places;
  /** Ratings of items that the model does not know count for nothing. */
  foldIn(ratings: readonly RatedItem[]): Taste;
  predict(taste: Taste, itemId: number): Prediction;
  /** The expected ratings of all items, in the order of the model's ids. */
  predictAll(taste: Taste): Float32Array;
}

type Part = 'items' | 'precisions' | 'shifts' | 'starts' | 'taste' | 'scores';

/** A model of ratings, ready to serve. */
export interface RatingsShelf extends Shelf<Part>, Omit<RatingsModel, 'items' | 'precisions' | 'shifts'> {}

/** A shelf, and the kernels that read it. */
interface Desk extends RatingsShelf {
  kernels: Kernels;
}

/** Takes time, and a second memory of the model's size; on a shared one it may be sent to the thread that serves. */
export function shelveRatings(model: RatingsModel, sharing: Sharing = 'own'): RatingsShelf {
  const { items, precisions, shifts, ...facts } = model;
  const parts: Record<Part, number> = {
    items: floatBytes(items.length),
    precisions: floatBytes(precisions.length),
    shifts: floatBytes(shifts.length),
    starts: floatBytes(2),
    taste: floatBytes(facts.samples * facts.dimensions),
    scores: floatBytes(facts.itemIds.length),
  };
  const shelf = shelfFor(parts, sharing, 'keep fewer samples');
  for (const [name, numbers] of Object.entries({ items, precisions, shifts })) {
    floats(shelf, shelf.at[name as Part], numbers.length).set(numbers);
  }
  return { ...shelf, ...facts };
}

export async function openPredictor(model: RatingsModel): Promise<Predictor> {
  return predictorAt(shelveRatings(model));
}

export async function predictorAt(shelf: RatingsShelf): Promise<Predictor> {
  const desk: Desk = { ...shelf, kernels: await kernelsAt(shelf) };
  const items = placesOf(shelf.itemIds, 'Item');
  return {
    items,
    foldIn: (ratings) => foldIn(desk, items, ratings),
    predict: (taste, itemId) => predict(desk, taste, items.placeOf(itemId) ?? items.ids.length),
    predictAll: (taste) => predictAll(desk, taste),
  };
}

/** Anew each time: a memory that grew leaves its old windows empty. */
function floats({ memory }: Pick<Desk, 'memory'>, at: number, length: number): Float32Array {
  return new Float32Array(memory.buffer, at, length);
}

function foldIn(desk: Desk, places: Places, ratings: readonly RatedItem[]): Taste {
  const known = ratings
    .flatMap(({ item, value }) => ({ place: places.placeOf(item) ?? -1, value }))
    .filter(({ place }) => place >= 0);
  const { samples, dimensions: k } = desk;
  const columns = desk.bytes;
  const values = columns + floatBytes(known.length + 16);
  growTo(desk.memory, values + floatBytes(known.length * (k + 1) + k * k + 2 * k + 32));
  new Uint32Array(desk.memory.buffer, desk.at.starts, 2).set([0, known.length]);
  floats(desk, values, known.length).set(known.map(({ value }) => value));
  const taste = { means: new Float32Array(samples * k), draws: new Float32Array(samples * k) };
  for (let sample = 0; sample < samples; sample++) {
    const rows = new Uint32Array(desk.memory.buffer, columns, known.length);
    for (const [entry, { place }] of known.entries()) rows[entry] = place * samples + sample;
    solveFor(desk, sample, columns, values, known.length, taste);
  }
  return taste;
}

/** The person as one sample sees them: what is expected of them, and a draw, which is as far from it as the doubt is great. */
function solveFor(desk: Desk, sample: number, columns: number, values: number, count: number, taste: Taste): void {
  const { at } = desk;
  const { dimensions: k, mean, noises, seed } = desk;
  const factor = values + 4 * Math.ceil((count + 16) / 16) * 16;
  const random = factor + floatBytes(k * k + k);
  const data = [at.taste, at.items, at.starts, columns, values, k, 0, 1, mean, noises[sample] as number];
  const prior = [at.precisions + floatBytes(sample * k * k), at.shifts + floatBytes(sample * k)];
  desk.kernels.gibbsRows(...data, ...prior, seed + sample, 0, 0, factor);
  desk.kernels.solveUpper(factor, random, k);
  const [expected, doubt] = [floats(desk, at.taste, k), floats(desk, random, k)];
  taste.means.set(expected, sample * k);
  for (let i = 0; i < k; i++) taste.draws[sample * k + i] = (expected[i] as number) + (doubt[i] as number);
}

function predict(desk: Desk, taste: Taste, place: number): Prediction {
  const { samples, dimensions: k, mean, lowest, highest } = desk;
  const row = floats(desk, desk.at.items + floatBytes(place * samples * k), samples * k);
  let expected = 0;
  let sum = 0;
  let squares = 0;
  for (let sample = 0; sample < samples; sample++) {
    expected += meeting(row, taste.means, sample * k, k);
    const drawn = meeting(row, taste.draws, sample * k, k);
    sum += drawn;
    squares += drawn * drawn;
  }
  const variance = squares / samples - (sum / samples) ** 2;
  const value = Math.min(highest, Math.max(lowest, mean + expected / samples));
  return { value, spread: Math.sqrt(Math.max(0, variance)) };
}

/** Tastes times traits, and both biases. */
function meeting(item: Float32Array, person: Float32Array, from: number, k: number): number {
  const last = from + k - 1;
  let sum = (item[last] as number) + (person[last] as number);
  for (let i = from; i < last; i++) sum += (item[i] as number) * (person[i] as number);
  return sum;
}

/** One long product for each item: the person's biases are taken out and 1 stands there, so that it meets the item's. */
function predictAll(desk: Desk, taste: Taste): Float32Array {
  const { samples, dimensions: k, mean, lowest, highest, itemIds } = desk;
  const { at } = desk;
  const person = taste.means.map((value, i) => (i % k === k - 1 ? 1 : value) / samples);
  let base = mean;
  for (let last = k - 1; last < taste.means.length; last += k) base += (taste.means[last] as number) / samples;
  floats(desk, at.taste, samples * k).set(person);
  desk.kernels.scoreRows(at.items, at.taste, samples * k, 0, itemIds.length, at.scores);
  return floats(desk, at.scores, itemIds.length).map((value) => Math.min(highest, Math.max(lowest, base + value)));
}
