import { addScaled, type Views } from './views.ts';

export function coOccurrences(
  { index, float, setFloat }: Views,
  a: number,
  n: number,
  rowStarts: number,
  rowEntries: number,
  rowValues: number,
  columnStarts: number,
  columnEntries: number,
  columnValues: number,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const end = index(rowStarts, i + 1);
    for (let at = index(rowStarts, i); at < end; at++) {
      const other = index(rowEntries, at);
      const stop = index(columnStarts, other + 1);
      for (let k = index(columnStarts, other); k < stop && index(columnEntries, k) <= i; k++) {
        const cell = i * n + index(columnEntries, k);
        setFloat(a, cell, float(a, cell) + float(rowValues, at) * float(columnValues, k));
      }
    }
  }
}

function quadraticForm(
  { index, float }: Views,
  a: number,
  n: number,
  entries: number,
  values: number,
  begin: number,
  end: number,
): number {
  let sum = 0;
  for (let k = begin; k < end; k++) {
    const line = index(entries, k) * n;
    for (let m = begin; m < end; m++) sum += float(values, k) * float(values, m) * float(a, line + index(entries, m));
  }
  return sum;
}

export function quadraticForms(
  views: Views,
  a: number,
  n: number,
  starts: number,
  entries: number,
  values: number,
  from: number,
  to: number,
  out: number,
): void {
  const { index, setFloat } = views;
  for (let i = from; i < to; i++) {
    setFloat(out, i, quadraticForm(views, a, n, entries, values, index(starts, i), index(starts, i + 1)));
  }
}

export function addRows(
  { row, index, float }: Views,
  a: number,
  n: number,
  entries: number,
  weights: number,
  count: number,
  out: number,
): void {
  const sum = row(out, 0, n);
  for (let k = 0; k < count; k++) addScaled(sum, float(weights, k), row(a, index(entries, k), n));
}
