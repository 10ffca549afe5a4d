// The splits of the protocols. They depend on ids and seed alone, not on the order of the data: rows are sorted by person and item,
// then shuffled by mulberry32 and Fisher and Yates.
import type { RatingsMatrix } from '../matrix.ts';
import { randomFrom, shuffleInPlace } from '../random.ts';

export interface Rows {
  people: Uint32Array;
  items: Uint32Array;
  values: Float32Array;
}

/** All entries of the matrix, by person, then item. */
export function rowsOf({ personIds, itemIds, byPerson }: RatingsMatrix): Rows {
  const people = new Uint32Array(byPerson.values.length);
  for (let person = 0; person < personIds.length; person++) {
    people.fill(personIds[person] as number, byPerson.starts[person], byPerson.starts[person + 1]);
  }
  return { people, items: byPerson.columns.map((place) => itemIds[place] as number), values: byPerson.values };
}

/** Every row is tested in one fold, and learnt from in the others. */
export function folds(rows: Rows, seed: number, count = 5): { train: Rows; test: Rows }[] {
  const order = shuffleInPlace(Uint32Array.from(rows.people.keys()), randomFrom(seed));
  const foldOf = new Uint8Array(order.length);
  for (const [position, row] of order.entries()) foldOf[row] = position % count;
  return Array.from({ length: count }, (_, fold) => ({
    train: rowsWhere(rows, (row) => foldOf[row] !== fold),
    test: rowsWhere(rows, (row) => foldOf[row] === fold),
  }));
}

function rowsWhere(rows: Rows, wanted: (row: number) => boolean): Rows {
  const kept = Uint32Array.from(rows.people.keys()).filter(wanted);
  return {
    people: kept.map((row) => rows.people[row] as number),
    items: kept.map((row) => rows.items[row] as number),
    values: Float32Array.from(kept, (row) => rows.values[row] as number),
  };
}

export interface HeldOut {
  person: number;
  known: Uint32Array;
  wanted: Uint32Array;
}

export interface StrongSplit {
  train: { people: number[]; items: number[] };
  validation: HeldOut[];
  test: HeldOut[];
}

/** A tenth of the people each for validation and test; of their liked items a fifth is to be found from the others. */
export function strongSplit(rows: Rows, seed: number, leastValue = 4): StrongSplit {
  const histories = likedBy(rows, leastValue);
  const eligible = Uint32Array.from(histories.keys()).filter((person) => (histories.get(person)?.length ?? 0) >= 5);
  const random = randomFrom(seed);
  const order = shuffleInPlace(eligible.sort(), random);
  const tenth = Math.floor(order.length / 10);
  const [testers, validators] = [order.slice(0, tenth).sort(), order.slice(tenth, 2 * tenth).sort()];
  const train: StrongSplit['train'] = { people: [], items: [] };
  for (const person of order.slice(2 * tenth).sort()) {
    for (const item of histories.get(person) ?? []) {
      train.people.push(person);
      train.items.push(item);
    }
  }
  const taught = new Set(train.items);
  const holdOut = (people: Uint32Array) =>
    [...people].flatMap((person) => {
      const seen = Uint32Array.from(histories.get(person) ?? []).filter((item) => taught.has(item));
      if (seen.length < 5) return [];
      const mixed = shuffleInPlace(seen, random);
      const cut = Math.floor(0.2 * mixed.length);
      return [{ person, known: mixed.slice(cut).sort(), wanted: mixed.slice(0, cut).sort() }];
    });
  // Validation draws its numbers first.
  const validation = holdOut(validators);
  return { train, validation, test: holdOut(testers) };
}

function likedBy({ people, items, values }: Rows, leastValue: number): Map<number, number[]> {
  const histories = new Map<number, number[]>();
  for (let row = 0; row < people.length; row++) {
    if ((values[row] as number) < leastValue) continue;
    const person = people[row] as number;
    const history = histories.get(person);
    if (history) history.push(items[row] as number);
    else histories.set(person, [items[row] as number]);
  }
  return histories;
}
