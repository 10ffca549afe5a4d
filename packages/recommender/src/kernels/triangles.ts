// @ts-nocheck: AssemblyScript, which has its own compiler.
// Symmetric d × d systems, lower triangle.
import { addOuterProducts } from './tile';
import { bytes, floatAt, rowOf, setFloat, sumOfLanes } from './vectors';

/** A = base + scale · SᵀS, where S has `count` rows of d. */
export function gramOfPanel(a: usize, base: usize, scale: f32, panel: usize, count: i32, d: i32): void {
  const step = bytes(d);
  for (let i = 0; i < d; i += 4) {
    for (let j = 0; j < i + 4; j += 8) {
      const at = bytes(i * d + j);
      addOuterProducts(a + at, step, base + at, step, scale, panel + bytes(i), step, panel + bytes(j), step, count);
    }
  }
}

function shortDot(x: usize, y: usize, length: i32): f32 {
  let lanes = f32x4.splat(0);
  let k = 0;
  for (; k + 4 <= length; k += 4) {
    lanes = f32x4.relaxed_madd(v128.load(x + bytes(k)), v128.load(y + bytes(k)), lanes);
  }
  let sum = sumOfLanes(lanes);
  for (; k < length; k++) sum += floatAt(x, k) * floatAt(y, k);
  return sum;
}

/** A becomes its Cholesky factor L, with 1 / Lᵢᵢ in the diagonal. */
export function choleskyInPlace(a: usize, d: i32): void {
  for (let i = 0; i < d; i++) {
    const row = rowOf(a, i, d);
    for (let j = 0; j < i; j++) {
      const other = rowOf(a, j, d);
      setFloat(row, j, (floatAt(row, j) - shortDot(row, other, j)) * floatAt(other, j));
    }
    setFloat(row, i, 1 / sqrt<f32>(floatAt(row, i) - shortDot(row, row, i)));
  }
}

/** x becomes L⁻¹ x. */
export function solveLower(l: usize, x: usize, d: i32): void {
  for (let i = 0; i < d; i++) {
    const row = rowOf(l, i, d);
    setFloat(x, i, (floatAt(x, i) - shortDot(row, x, i)) * floatAt(row, i));
  }
}

/** x becomes L⁻ᵀ x. */
export function solveUpper(l: usize, x: usize, d: i32): void {
  for (let i = d - 1; i >= 0; i--) {
    const row = rowOf(l, i, d);
    const value = floatAt(x, i) * floatAt(row, i);
    setFloat(x, i, value);
    subtractScaled(x, value, row, i);
  }
}

function subtractScaled(x: usize, factor: f32, row: usize, length: i32): void {
  const factors = f32x4.splat(-factor);
  let k = 0;
  for (; k + 4 <= length; k += 4) {
    const at = x + bytes(k);
    v128.store(at, f32x4.relaxed_madd(factors, v128.load(row + bytes(k)), v128.load(at)));
  }
  for (; k < length; k++) setFloat(x, k, floatAt(x, k) - factor * floatAt(row, k));
}
