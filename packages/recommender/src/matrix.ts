// Ratings, or interactions of any strength, as a sparse matrix of people and items.
import { dataRefused } from './errors.ts';
import { placesOf } from './ids.ts';

/** One entry a row. With times, the latest of several entries of a person for an item counts; without, the last. */
export interface RatingColumns {
  people: ArrayLike<number>;
  items: ArrayLike<number>;
  values: ArrayLike<number>;
  times?: ArrayLike<number>;
}

/** The entries of row r are starts[r] … starts[r + 1]; their columns ascend. */
export interface SparseRows {
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
}

export interface RatingsMatrix {
  /** Ascending; a row's number is its id's position. */
  readonly personIds: Uint32Array;
  readonly itemIds: Uint32Array;
  readonly byPerson: SparseRows;
  readonly byItem: SparseRows;
}

export interface Entries {
  rows: Uint32Array;
  columns: Uint32Array;
  values: Float32Array;
}

/** The same matrix whatever the order of the rows. */
export function ratingsMatrix(data: RatingColumns): RatingsMatrix {
  const { people, items, values, times } = data;
  const length = people.length;
  if (items.length !== length || values.length !== length) throw dataRefused('The columns differ in length.');
  const persons = placesOf(people, 'Person');
  const films = placesOf(items, 'Item');
  const entries = { rows: new Uint32Array(length), columns: new Uint32Array(length), values: new Float32Array(length) };
  for (let row = 0; row < length; row++) {
    if (!Number.isFinite(values[row])) throw dataRefused(`Entry ${row} has no finite value.`);
    entries.rows[row] = films.placeOf(items[row] as number) as number;
    entries.columns[row] = persons.placeOf(people[row] as number) as number;
    entries.values[row] = values[row] as number;
  }
  const order = times ? byTime(times) : undefined;
  const byPerson = withoutDoubles(transposed(sparseRows(entries, films.ids.length, order), persons.ids.length));
  const byItem = transposed(byPerson, films.ids.length);
  return { personIds: persons.ids, itemIds: films.ids, byPerson, byItem };
}

/** Entries by row; within a row in the given order. */
function sparseRows({ rows, columns, values }: Entries, count: number, order?: Uint32Array): SparseRows {
  const starts = startsOf(rows, count);
  const next = starts.slice();
  const out = { starts, columns: new Uint32Array(rows.length), values: new Float32Array(rows.length) };
  for (let position = 0; position < rows.length; position++) {
    const entry = order ? (order[position] as number) : position;
    const row = rows[entry] as number;
    const at = next[row] as number;
    next[row] = at + 1;
    out.columns[at] = columns[entry] as number;
    out.values[at] = values[entry] as number;
  }
  return out;
}

/** Columns become rows; what shared a row and a column keeps its order. */
export function transposed({ starts, columns, values }: SparseRows, count: number): SparseRows {
  const turned = startsOf(columns, count);
  const next = turned.slice();
  const out = { starts: turned, columns: new Uint32Array(columns.length), values: new Float32Array(columns.length) };
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let entry = starts[row] as number; entry < (starts[row + 1] as number); entry++) {
      const column = columns[entry] as number;
      const at = next[column] as number;
      next[column] = at + 1;
      out.columns[at] = row;
      out.values[at] = values[entry] as number;
    }
  }
  return out;
}

function startsOf(rows: Uint32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (let entry = 0; entry < rows.length; entry++) {
    const after = (rows[entry] as number) + 1;
    starts[after] = (starts[after] as number) + 1;
  }
  for (let row = 0; row < count; row++) starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
  return starts;
}

function byTime(times: ArrayLike<number>): Uint32Array {
  const order = Uint32Array.from({ length: times.length }, (_, row) => row);
  return order.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
}

/** Of equal neighbours the last one stays. */
function withoutDoubles({ starts, columns, values }: SparseRows): SparseRows {
  const kept = new Uint32Array(starts.length);
  let next = 0;
  for (let row = 0; row + 1 < starts.length; row++) {
    const end = starts[row + 1] as number;
    for (let entry = starts[row] as number; entry < end; entry++) {
      if (entry + 1 < end && columns[entry] === columns[entry + 1]) continue;
      columns[next] = columns[entry] as number;
      values[next] = values[entry] as number;
      next += 1;
    }
    kept[row + 1] = next;
  }
  return { starts: kept, columns: columns.slice(0, next), values: values.slice(0, next) };
}

export function longestRow({ starts }: SparseRows): number {
  let longest = 0;
  for (let row = 0; row + 1 < starts.length; row++) {
    longest = Math.max(longest, (starts[row + 1] as number) - (starts[row] as number));
  }
  return longest;
}

export type Range = readonly [from: number, to: number];

/** Cuts the rows into ranges of about the same cost, which don't depend on how many threads there are. */
export function ranges({ starts }: SparseRows, perRow: number, most = 64): Range[] {
  const rows = starts.length - 1;
  const costBefore = (row: number) => (starts[row] as number) + row * perRow;
  const total = costBefore(rows);
  const cuts: Range[] = [];
  let from = 0;
  for (let row = 1; row <= rows; row++) {
    if (row < rows && costBefore(row) * most < total * (cuts.length + 1)) continue;
    cuts.push([from, row]);
    from = row;
  }
  return cuts;
}
