// What most people had to do with, and what they thought of it: the baseline of every ranking, and what newcomers get.
import type { RatingsMatrix, SparseRows } from '../matrix.ts';

export interface Popularity {
  /** In the order of the matrix's ids. */
  readonly counts: Uint32Array;
  /** Means, drawn towards the mean of all the more the fewer they rest on. */
  readonly means: Float32Array;
}

/** A mean weighs as much as the mean of all once it rests on `prior` values. */
export function popularity({ byItem }: RatingsMatrix, prior = 25): Popularity {
  const overall = byItem.values.reduce((sum, value) => sum + value, 0) / Math.max(1, byItem.values.length);
  const counts = countsOf(byItem);
  const means = Float32Array.from(counts, (count, item) => {
    const start = byItem.starts[item] as number;
    const sum = byItem.values.subarray(start, start + count).reduce((total, value) => total + value, 0);
    return (sum + prior * overall) / (count + prior);
  });
  return { counts, means };
}

export function countsOf({ starts }: SparseRows): Uint32Array {
  return Uint32Array.from(
    { length: starts.length - 1 },
    (_, row) => (starts[row + 1] as number) - (starts[row] as number),
  );
}

/** The places of the items with the most entries, ascending. */
export function popularPlaces(byItem: SparseRows, most: number): Uint32Array {
  const counts = countsOf(byItem);
  const order = Uint32Array.from(counts.keys()).sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b);
  return order.slice(0, most).sort();
}

/** Only these columns, renumbered. */
export function restrictedTo({ starts, columns, values }: SparseRows, places: Uint32Array): SparseRows {
  const renumbered = new Map<number, number>();
  for (const [column, place] of places.entries()) renumbered.set(place, column);
  const kept = {
    starts: new Uint32Array(starts.length),
    columns: new Uint32Array(columns.length),
    values: new Float32Array(values.length),
  };
  let next = 0;
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let entry = starts[row] as number; entry < (starts[row + 1] as number); entry++) {
      const column = renumbered.get(columns[entry] as number);
      if (column === undefined) continue;
      kept.columns[next] = column;
      kept.values[next] = values[entry] as number;
      next += 1;
    }
    kept.starts[row + 1] = next;
  }
  return { starts: kept.starts, columns: kept.columns.subarray(0, next), values: kept.values.subarray(0, next) };
}
