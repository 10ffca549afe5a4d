// @ts-nocheck: AssemblyScript, which has its own compiler.
import { bytes, floatAt, indexAt, rowOf, setFloat } from './vectors';

/**
 * The lower triangle of XᵀX, rows from … to, where the lists `byRow` are the columns of X and `byColumn` its rows,
 * whose entries ascend.
 */
export function coOccurrences(
  a: usize,
  n: i32,
  rowStarts: usize,
  rowEntries: usize,
  rowValues: usize,
  columnStarts: usize,
  columnEntries: usize,
  columnValues: usize,
  from: i32,
  to: i32,
): void {
  for (let i = from; i < to; i++) {
    const row = rowOf(a, i, n);
    const end = indexAt(rowStarts, i + 1);
    for (let at = indexAt(rowStarts, i); at < end; at++) {
      const weight = floatAt(rowValues, at);
      const other = indexAt(rowEntries, at);
      const stop = indexAt(columnStarts, other + 1);
      for (let k = indexAt(columnStarts, other); k < stop; k++) {
        const j = indexAt(columnEntries, k);
        if (j > i) break;
        setFloat(row, j, floatAt(row, j) + weight * floatAt(columnValues, k));
      }
    }
  }
}

/** xᵀ A x for each sparse x of the rows from … to; A is symmetric and whole. */
export function quadraticForms(
  a: usize,
  n: i32,
  starts: usize,
  entries: usize,
  values: usize,
  from: i32,
  to: i32,
  out: usize,
): void {
  for (let row = from; row < to; row++) {
    const begin = indexAt(starts, row);
    const end = indexAt(starts, row + 1);
    let sum: f32 = 0;
    for (let k = begin; k < end; k++) {
      const line = rowOf(a, indexAt(entries, k), n);
      let inner: f32 = 0;
      for (let m = begin; m < end; m++) inner += floatAt(values, m) * floatAt(line, indexAt(entries, m));
      sum += floatAt(values, k) * inner;
    }
    setFloat(out, row, sum);
  }
}

/** out += Σ wₖ · row cₖ of A, whose rows have n numbers (a multiple of 8). */
export function addRows(a: usize, n: i32, entries: usize, weights: usize, count: i32, out: usize): void {
  const end = bytes(n);
  let k = 0;
  for (; k + 4 <= count; k += 4) addFourRows(a, n, entries + bytes(k), weights + bytes(k), out);
  for (; k < count; k++) {
    const row = rowOf(a, indexAt(entries, k), n);
    const w = f32x4.splat(floatAt(weights, k));
    for (let at: usize = 0; at < end; at += 16) {
      v128.store(out + at, f32x4.relaxed_madd(w, v128.load(row + at), v128.load(out + at)));
    }
  }
}

function addFourRows(a: usize, n: i32, entries: usize, weights: usize, out: usize): void {
  const r0 = rowOf(a, indexAt(entries, 0), n);
  const r1 = rowOf(a, indexAt(entries, 1), n);
  const r2 = rowOf(a, indexAt(entries, 2), n);
  const r3 = rowOf(a, indexAt(entries, 3), n);
  const w0 = v128.load32_splat(weights);
  const w1 = v128.load32_splat(weights, 4);
  const w2 = v128.load32_splat(weights, 8);
  const w3 = v128.load32_splat(weights, 12);
  const end = bytes(n);
  for (let at: usize = 0; at < end; at += 16) {
    let sum = f32x4.relaxed_madd(w0, v128.load(r0 + at), v128.load(out + at));
    sum = f32x4.relaxed_madd(w1, v128.load(r1 + at), sum);
    sum = f32x4.relaxed_madd(w2, v128.load(r2 + at), sum);
    v128.store(out + at, f32x4.relaxed_madd(w3, v128.load(r3 + at), sum));
  }
}
