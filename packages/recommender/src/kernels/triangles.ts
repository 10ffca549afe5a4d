// @ts-nocheck: AssemblyScript, which has its own compiler.
// Symmetric d × d systems by their upper triangles: rows are read from the diagonal on, so that all goes in steps of four.
// What is below the diagonal is left as it comes.
import { addOuterProducts } from './tile';
import { bytes, floatAt, rowOf, setFloat, sumOfLanes } from './vectors';

/** A = base + scale · SᵀS, where S has `count` rows of d. */
export function gramOfPanel(a: usize, base: usize, scale: f32, panel: usize, count: i32, d: i32): void {
  const step = bytes(d);
  for (let i = 0; i < d; i += 4) {
    for (let j = i & ~7; j < d; j += 8) {
      const at = bytes(i * d + j);
      addOuterProducts(a + at, step, base + at, step, scale, panel + bytes(i), step, panel + bytes(j), step, count);
    }
  }
}

/** A becomes U with A = UᵀU, and with 1 / Uᵢᵢ in the diagonal. */
export function choleskyInPlace(a: usize, d: i32): void {
  for (let i = 0; i < d; i++) {
    const row = rowOf(a, i, d);
    for (let j = i & ~7; j < d; j += 8) subtractRowsAbove(a, i, j, d);
    const inverse: f32 = 1.0 / sqrt<f32>(floatAt(row, i));
    const inverses = f32x4.splat(inverse);
    for (let j = i & ~3; j < d; j += 4) v128.store(row + bytes(j), f32x4.mul(inverses, v128.load(row + bytes(j))));
    setFloat(row, i, inverse);
  }
}

/** Eight numbers of row i, from column j on: −= Σ Uₖᵢ Uₖⱼ over the rows k above. */
function subtractRowsAbove(a: usize, i: i32, j: i32, d: i32): void {
  const at = rowOf(a, i, d) + bytes(j);
  let low = v128.load(at);
  let high = v128.load(at, 16);
  let even0 = f32x4.splat(0);
  let even1 = f32x4.splat(0);
  let factor = a + bytes(i);
  let row = a + bytes(j);
  const step = bytes(d);
  let k = 0;
  for (; k + 2 <= i; k += 2) {
    const first = v128.load32_splat(factor);
    low = f32x4.relaxed_nmadd(first, v128.load(row), low);
    high = f32x4.relaxed_nmadd(first, v128.load(row, 16), high);
    const second = v128.load32_splat(factor + step);
    even0 = f32x4.relaxed_nmadd(second, v128.load(row + step), even0);
    even1 = f32x4.relaxed_nmadd(second, v128.load(row + step, 16), even1);
    factor += 2 * step;
    row += 2 * step;
  }
  if (k < i) {
    const last = v128.load32_splat(factor);
    low = f32x4.relaxed_nmadd(last, v128.load(row), low);
    high = f32x4.relaxed_nmadd(last, v128.load(row, 16), high);
  }
  v128.store(at, f32x4.add(low, even0));
  v128.store(at, f32x4.add(high, even1), 16);
}

/** x becomes U⁻ᵀ x. */
export function solveLower(u: usize, x: usize, d: i32): void {
  for (let i = 0; i < d; i++) {
    const row = rowOf(u, i, d);
    const value = floatAt(x, i) * floatAt(row, i);
    setFloat(x, i, value);
    let j = i + 1;
    for (; j < d && (j & 3) !== 0; j++) setFloat(x, j, floatAt(x, j) - value * floatAt(row, j));
    const values = f32x4.splat(value);
    for (; j < d; j += 4) {
      const at = x + bytes(j);
      v128.store(at, f32x4.relaxed_nmadd(values, v128.load(row + bytes(j)), v128.load(at)));
    }
  }
}

/** x becomes U⁻¹ x. */
export function solveUpper(u: usize, x: usize, d: i32): void {
  for (let i = d - 1; i >= 0; i--) {
    const row = rowOf(u, i, d);
    let rest = floatAt(x, i);
    let j = i + 1;
    for (; j < d && (j & 3) !== 0; j++) rest -= floatAt(row, j) * floatAt(x, j);
    let lanes = f32x4.splat(0);
    for (; j < d; j += 4) lanes = f32x4.relaxed_madd(v128.load(row + bytes(j)), v128.load(x + bytes(j)), lanes);
    setFloat(x, i, (rest - sumOfLanes(lanes)) * floatAt(row, i));
  }
}
