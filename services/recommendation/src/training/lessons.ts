// What the models learn: ratings as they are, and how strongly what each person did says that they want such films.
import { type RatingsMatrix, ratingsMatrix } from '@movies/recommender';
import { type InteractionType, meanOf, strengthOf } from '../signals.ts';
import { KIND, type Opinions } from './reading.ts';

/** One entry for each person and film; strengths of 0 and below are no lesson, but they are a history. */
export interface Signals {
  people: Uint32Array;
  items: Uint32Array;
  strengths: Float32Array;
}

export function signalsOf({ ratings, interactions }: Opinions): Signals {
  const means = meansOf(ratings);
  const done = kindsByPerson(interactions);
  const most = ratings.people.length + interactions.people.length;
  const signals = { people: new Uint32Array(most), items: new Uint32Array(most), strengths: new Float32Array(most) };
  let next = 0;
  const add = (person: number, item: number, strength: number) => {
    signals.people[next] = person;
    signals.items[next] = item;
    signals.strengths[next] = strength;
    next += 1;
  };
  for (let row = 0; row < ratings.people.length; row += 1) {
    const [person, item] = [ratings.people[row] as number, ratings.items[row] as number];
    const kinds = done.get(person)?.get(item) ?? 0;
    if (kinds) done.get(person)?.delete(item);
    add(person, item, strengthOf({ rating: ratings.values[row], ...deedsOf(kinds) }, means.get(person) as number));
  }
  for (const [person, films] of done)
    for (const [item, kinds] of films) add(person, item, strengthOf(deedsOf(kinds), 0));
  const { people, items, strengths } = signals;
  return { people: people.subarray(0, next), items: items.subarray(0, next), strengths: strengths.subarray(0, next) };
}

function meansOf({ people, values }: Opinions['ratings']): Map<number, number> {
  const sums = new Map<number, { sum: number; count: number }>();
  for (let row = 0; row < people.length; row += 1) {
    const person = people[row] as number;
    const known = sums.get(person) ?? { sum: 0, count: 0 };
    known.sum += values[row] as number;
    known.count += 1;
    sums.set(person, known);
  }
  const means = new Map<number, number>();
  for (const [person, { sum, count }] of sums) means.set(person, meanOf(sum, count));
  return means;
}

function kindsByPerson({ people, items, kinds }: Opinions['interactions']): Map<number, Map<number, number>> {
  const done = new Map<number, Map<number, number>>();
  for (let row = 0; row < people.length; row += 1) {
    const person = people[row] as number;
    const films = done.get(person) ?? new Map<number, number>();
    films.set(items[row] as number, kinds[row] as number);
    done.set(person, films);
  }
  return done;
}

const NOTHING: { interactions: InteractionType[]; dismissed: boolean } = { interactions: [], dismissed: false };

function deedsOf(kinds: number): { interactions: InteractionType[]; dismissed: boolean } {
  if (kinds === 0) return NOTHING;
  const types = (['liked', 'bookmarked', 'watched'] as const).filter((type) => kinds & KIND[type]);
  return { interactions: types, dismissed: (kinds & KIND.dismissed) !== 0 };
}

type People = ReadonlySet<number>;

/** Of all people but these. */
export function ratingLessons({ ratings }: Opinions, without: People): RatingsMatrix {
  const { people, items, values } = ratings;
  const kept = placesWhere(people.length, (row) => !without.has(people[row] as number));
  return ratingsMatrix({ people: take(people, kept), items: take(items, kept), values: take(values, kept) });
}

export function rankingLessons({ people, items, strengths }: Signals, without: People): RatingsMatrix {
  const isLesson = (row: number) => (strengths[row] as number) > 0 && !without.has(people[row] as number);
  const kept = placesWhere(people.length, isLesson);
  return ratingsMatrix({ people: take(people, kept), items: take(items, kept), values: take(strengths, kept) });
}

function placesWhere(length: number, wanted: (row: number) => boolean): Uint32Array {
  const places = new Uint32Array(length);
  let next = 0;
  for (let row = 0; row < length; row += 1) if (wanted(row)) places[next++] = row;
  return places.subarray(0, next);
}

function take<Numbers extends Uint32Array | Float32Array>(from: Numbers, places: Uint32Array): Numbers {
  const taken = new (from.constructor as new (length: number) => Numbers)(places.length);
  for (let at = 0; at < places.length; at += 1) taken[at] = from[places[at] as number] as number;
  return taken;
}
