// Small data whose truth is known.
import { type RatingColumns, type RatingsMatrix, ratingsMatrix } from '../matrix.ts';
import { normal, randomFrom } from '../random.ts';

export interface Truth extends RatingColumns {
  people: number[];
  items: number[];
  values: number[];
  /** What each entry would be without noise. */
  clean: number[];
}

/** Ratings around 3 from two tastes and biases, with a little noise; about `density` of all there could be. */
export function lowRankRatings(people: number, items: number, density: number, seed = 1): Truth {
  const random = randomFrom(seed);
  const vectors = (count: number) =>
    Array.from({ length: count }, () => [normal(random), normal(random), normal(random) / 2]);
  const persons = vectors(people);
  const films = vectors(items);
  const truth: Truth = { people: [], items: [], values: [], clean: [] };
  for (const [person, p] of persons.entries()) {
    for (const [item, q] of films.entries()) {
      if (random() > density) continue;
      const [p0, p1, bias] = p as [number, number, number];
      const [q0, q1, other] = q as [number, number, number];
      const clean = 3 + 0.6 * (p0 * q0 + p1 * q1) + bias + other;
      truth.people.push(person + 10);
      truth.items.push(item + 1_000);
      truth.clean.push(clean);
      truth.values.push(clean + 0.1 * normal(random));
    }
  }
  return truth;
}

export function lowRankMatrix(people = 120, items = 90, density = 0.3, seed = 1): RatingsMatrix {
  return ratingsMatrix(lowRankRatings(people, items, density, seed));
}

/** People of two camps: most of what they like is of their camp's half of the items (the even, or the odd ids). */
export function campMatrix(people = 60, items = 40, seed = 1): RatingsMatrix {
  const random = randomFrom(seed);
  const columns = { people: [] as number[], items: [] as number[], values: [] as number[] };
  for (let person = 0; person < people; person++) {
    for (let item = 0; item < items; item++) {
      const likely = person % 2 === item % 2 ? 0.4 : 0.04;
      if (random() > likely) continue;
      columns.people.push(person);
      columns.items.push(item);
      columns.values.push(1);
    }
  }
  return ratingsMatrix(columns);
}
