// @ts-nocheck: AssemblyScript, which has its own compiler.
// Implicit alternating least squares: each row x of one side minimises
// Σ |w| (sign w − xv)² over its interactions + unobserved · Σ (xv)² over everything + λ (n + unobserved · N) |x|².
import { choleskyInPlace, gramOfPanel, solveLower, solveUpper } from './triangles';
import { addScaled, bytes, clear, dot, floatAt, indexAt, rowOf, scaled, setFloat } from './vectors';

/** Copies the rows of the interactions, each times √|w|; target = Σ w · row. */
function gather(panel: usize, v: usize, columns: usize, values: usize, b: i32, e: i32, d: i32, target: usize): void {
  clear(target, d);
  let row = panel;
  for (let at = b; at < e; at++) {
    const weight = floatAt(values, at);
    const source = rowOf(v, indexAt(columns, at), d);
    addScaled(target, weight, source, d);
    scaled(row, sqrt<f32>(abs<f32>(weight)), source, d);
    row += bytes(d);
  }
}

/** Exactly, by Cholesky. Scratch: d² numbers, which keep the last row's factor, and a panel of the longest row, which keeps the last one's. */
export function solveRows(
  x: usize,
  v: usize,
  gram: usize,
  starts: usize,
  columns: usize,
  values: usize,
  d: i32,
  from: i32,
  to: i32,
  lambda: f32,
  everything: f32,
  scratch: usize,
): void {
  const a = scratch;
  const panel = a + bytes(d * d);
  for (let row = from; row < to; row++) {
    const b = indexAt(starts, row);
    const e = indexAt(starts, row + 1);
    const out = rowOf(x, row, d);
    gather(panel, v, columns, values, b, e, d, out);
    gramOfPanel(a, gram, 1, panel, e - b, d);
    const ridge = lambda * (((e - b) as f32) + everything);
    for (let i = 0; i < d; i++) setFloat(a, i * d + i, floatAt(a, i * d + i) + ridge);
    choleskyInPlace(a, d);
    solveLower(a, out, d);
    solveUpper(a, out, d);
  }
}

/** y = (gram + ridge I + SᵀS) x, without ever writing SᵀS down. */
function applySystem(y: usize, x: usize, gram: usize, ridge: f32, panel: usize, count: i32, d: i32): void {
  scaled(y, ridge, x, d);
  for (let i = 0; i < d; i++) addScaled(y, floatAt(x, i), rowOf(gram, i, d), d);
  let k = 0;
  for (; k + 4 <= count; k += 4) addFourProjections(y, x, rowOf(panel, k, d), bytes(d));
  for (; k < count; k++) {
    const row = rowOf(panel, k, d);
    addScaled(y, dot(row, x, d), row, d);
  }
}

/** y += Σ (s · x) s over four rows at once: each number of x and y is loaded once for the four. */
function addFourProjections(y: usize, x: usize, s: usize, step: usize): void {
  const s1 = s + step;
  const s2 = s1 + step;
  const s3 = s2 + step;
  let p0 = f32x4.splat(0);
  let p1 = p0;
  let p2 = p0;
  let p3 = p0;
  for (let at: usize = 0; at < step; at += 16) {
    const xs = v128.load(x + at);
    p0 = f32x4.relaxed_madd(v128.load(s + at), xs, p0);
    p1 = f32x4.relaxed_madd(v128.load(s1 + at), xs, p1);
    p2 = f32x4.relaxed_madd(v128.load(s2 + at), xs, p2);
    p3 = f32x4.relaxed_madd(v128.load(s3 + at), xs, p3);
  }
  p0 = sumEverywhere(p0);
  p1 = sumEverywhere(p1);
  p2 = sumEverywhere(p2);
  p3 = sumEverywhere(p3);
  for (let at: usize = 0; at < step; at += 16) {
    let ys = v128.load(y + at);
    ys = f32x4.relaxed_madd(p0, v128.load(s + at), ys);
    ys = f32x4.relaxed_madd(p1, v128.load(s1 + at), ys);
    ys = f32x4.relaxed_madd(p2, v128.load(s2 + at), ys);
    v128.store(y + at, f32x4.relaxed_madd(p3, v128.load(s3 + at), ys));
  }
}

function sumEverywhere(v: v128): v128 {
  const halves = f32x4.add(v, i8x16.shuffle(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return f32x4.add(halves, i8x16.shuffle(halves, halves, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
}

/** A few steps of conjugate gradients from where x stands. Scratch: 3d numbers and a panel of the longest row. */
export function descendRows(
  x: usize,
  v: usize,
  gram: usize,
  starts: usize,
  columns: usize,
  values: usize,
  d: i32,
  from: i32,
  to: i32,
  lambda: f32,
  everything: f32,
  steps: i32,
  scratch: usize,
): void {
  const panel = scratch + bytes(3 * d);
  for (let row = from; row < to; row++) {
    const b = indexAt(starts, row);
    const e = indexAt(starts, row + 1);
    const out = rowOf(x, row, d);
    gather(panel, v, columns, values, b, e, d, scratch);
    const ridge = lambda * (((e - b) as f32) + everything);
    descend(out, gram, ridge, panel, e - b, d, steps, scratch);
  }
}

/** `rest` begins as the right-hand side. */
function descend(x: usize, gram: usize, ridge: f32, panel: usize, count: i32, d: i32, steps: i32, rest: usize): void {
  const direction = rest + bytes(d);
  const image = direction + bytes(d);
  applySystem(image, x, gram, ridge, panel, count, d);
  addScaled(rest, -1, image, d);
  memory.copy(direction, rest, bytes(d));
  let size = dot(rest, rest, d);
  for (let step = 0; step < steps && size > 1e-12; step++) {
    applySystem(image, direction, gram, ridge, panel, count, d);
    const length = size / dot(direction, image, d);
    addScaled(x, length, direction, d);
    addScaled(rest, -length, image, d);
    const next = dot(rest, rest, d);
    scaled(direction, next / size, direction, d);
    addScaled(direction, 1, rest, d);
    size = next;
  }
}
