// @ts-nocheck: AssemblyScript, which has its own compiler.
// A symmetric matrix (n × n, lower triangle, n a multiple of 8) is inverted in place by sweeping blocks of pivots K:
//   P = A(K,K)⁻¹,  W = A(:,K) P,  A −= W A(K,:),  A(:,K) = W,  A(K,K) = −P.
// After the last block A holds −A⁻¹.
import { addOuterProducts } from './tile';
import { addScaled, bytes, clear, floatAt, rowOf, setFloat } from './vectors';

function symmetric(a: usize, n: i32, i: i32, j: i32): f32 {
  return i >= j ? floatAt(rowOf(a, i, n), j) : floatAt(rowOf(a, j, n), i);
}

function doubleAt(base: usize, index: i32): f64 {
  return load<f64>(base + ((index as usize) << 3));
}

function setDouble(base: usize, index: i32, value: f64): void {
  store<f64>(base + ((index as usize) << 3), value);
}

/** P = A(K,K)⁻¹ for the `width` pivots from `first` on, in f64 inside. Scratch: width² doubles. */
export function invertPivot(a: usize, n: i32, width: i32, first: i32, p: usize, scratch: usize): void {
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) setDouble(scratch, i * width + j, symmetric(a, n, first + i, first + j) as f64);
  }
  for (let k = 0; k < width; k++) sweep(scratch, width, k);
  for (let i = 0; i < width * width; i++) setFloat(p, i, doubleAt(scratch, i) as f32);
}

function sweep(m: usize, width: i32, k: i32): void {
  const pivotRow = m + (((k * width) as usize) << 3);
  const inverse = 1.0 / doubleAt(pivotRow, k);
  for (let i = 0; i < width; i++) {
    if (i === k) continue;
    const row = m + (((i * width) as usize) << 3);
    const factor = doubleAt(row, k) * inverse;
    const factors = f64x2.splat(factor);
    for (let at: usize = 0; at < (width as usize) << 3; at += 16) {
      v128.store(row + at, f64x2.sub(v128.load(row + at), f64x2.mul(factors, v128.load(pivotRow + at))));
    }
    setDouble(row, k, -factor);
  }
  for (let j = 0; j < width; j++) setDouble(pivotRow, j, doubleAt(pivotRow, j) * inverse);
  setDouble(pivotRow, k, inverse);
}

function isPivot(i: i32, first: i32, width: i32): bool {
  return i >= first && i < first + width;
}

/** Where row i begins in a panel that holds `group` rows interleaved, so that a tile reads it in one stream. */
function packedRow(panel: usize, i: i32, group: i32, width: i32): usize {
  return panel + bytes((i / group) * width * group + (i % group));
}

/** Packs T = A(:,K) by eights and W = T P by fours, with zeros in the rows of K itself. Scratch: `width` numbers. */
export function packPanel(
  a: usize,
  n: i32,
  width: i32,
  first: i32,
  p: usize,
  w: usize,
  t: usize,
  from: i32,
  to: i32,
  scratch: usize,
): void {
  for (let i = from; i < to; i++) {
    const left = packedRow(w, i, 4, width);
    const right = packedRow(t, i, 8, width);
    clear(scratch, width);
    for (let k = 0; k < width; k++) {
      const value = isPivot(i, first, width) ? (0 as f32) : symmetric(a, n, i, first + k);
      setFloat(right, k << 3, value);
      addScaled(scratch, value, rowOf(p, k, width), width);
    }
    for (let k = 0; k < width; k++) setFloat(left, k << 2, floatAt(scratch, k));
  }
}

/** 256 columns of T at a time stay in the second-level cache while the rows pass by. */
const COLUMNS_AT_ONCE: i32 = 256;

/** A −= W Tᵀ in the lower triangle, for the rows from … to (multiples of 4). */
export function updateRows(a: usize, n: i32, width: i32, w: usize, t: usize, from: i32, to: i32): void {
  for (let begin = 0; begin < to; begin += COLUMNS_AT_ONCE) {
    for (let i = max(from, begin); i < to; i += 4) {
      const end = min(begin + COLUMNS_AT_ONCE, i + 4);
      for (let j = begin; j < end; j += 8) {
        const tile = rowOf(a, i, n) + bytes(j);
        addOuterProducts(tile, bytes(n), tile, bytes(n), -1, w + bytes(i * width), 16, t + bytes(j * width), 32, width);
      }
    }
  }
}

/** A(:,K) = W and A(K,K) = −P, for the rows from … to. */
export function unpackPanel(a: usize, n: i32, width: i32, first: i32, p: usize, w: usize, from: i32, to: i32): void {
  for (let i = from; i < to; i++) {
    if (isPivot(i, first, width)) {
      for (let k = 0; k <= i - first; k++) setFloat(rowOf(a, i, n), first + k, -floatAt(p, (i - first) * width + k));
      continue;
    }
    const row = packedRow(w, i, 4, width);
    for (let k = 0; k < width; k++) {
      const value = floatAt(row, k << 2);
      if (i > first) setFloat(rowOf(a, i, n), first + k, value);
      else setFloat(rowOf(a, first + k, n), i, value);
    }
  }
}

/** Turns −A⁻¹ in the lower triangle into A⁻¹ in both. Rows in different hands write different places. */
export function mirrorNegated(a: usize, n: i32, from: i32, to: i32): void {
  for (let i = from; i < to; i++) {
    for (let j = 0; j <= i; j++) {
      const value = -floatAt(rowOf(a, i, n), j);
      setFloat(rowOf(a, i, n), j, value);
      setFloat(rowOf(a, j, n), i, value);
    }
  }
}
