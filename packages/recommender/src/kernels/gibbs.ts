// @ts-nocheck: AssemblyScript, which has its own compiler.
// Bayesian matrix factorisation: draws each row of one side given the other side.
// A row has k numbers, the last one its bias: rating = mean + Σ xᵢvᵢ (i < k − 1) + x's bias + v's bias.
import { normalRow } from './noise';
import { choleskyInPlace, gramOfPanel, solveLower, solveUpper } from './triangles';
import { addScaled, bytes, clear, dot, floatAt, indexAt, rowOf, setFloat } from './vectors';

/** Copies the rows that were rated, each with 1 in place of its bias; target = Σ (rating − mean − bias) · row. */
function gather(
  panel: usize,
  v: usize,
  columns: usize,
  values: usize,
  b: i32,
  e: i32,
  k: i32,
  mean: f32,
  target: usize,
): void {
  let row = panel;
  clear(target, k);
  for (let at = b; at < e; at++) {
    memory.copy(row, rowOf(v, indexAt(columns, at), k), bytes(k));
    const rest = floatAt(values, at) - mean - floatAt(row, k - 1);
    setFloat(row, k - 1, 1);
    addScaled(target, rest, row, k);
    row += bytes(k);
  }
}

function squaredErrors(
  x: usize,
  panel: usize,
  v: usize,
  columns: usize,
  values: usize,
  b: i32,
  e: i32,
  k: i32,
  mean: f32,
): f64 {
  let sum: f64 = 0;
  let row = panel;
  for (let at = b; at < e; at++) {
    const bias = floatAt(rowOf(v, indexAt(columns, at), k), k - 1);
    const error = (floatAt(values, at) - mean - bias - dot(row, x, k)) as f64;
    sum += error * error;
    row += bytes(k);
  }
  return sum;
}

/**
 * For the rows from … to of x: precision P = Λ + noise · SᵀS, x ~ N(P⁻¹ (Λm + noise · Sᵀy), P⁻¹).
 * (with `wobble` 1; with 0 it is the mean). The sum of squared errors goes to `errors` (f64) unless that is 0. Scratch: k² numbers, which keep
 * the last row's factor, k more, k that keep its random numbers, and a panel of the longest row.
 */
export function gibbsRows(
  x: usize,
  v: usize,
  starts: usize,
  columns: usize,
  values: usize,
  k: i32,
  from: i32,
  to: i32,
  mean: f32,
  noise: f32,
  precision: usize,
  shift: usize,
  seed: u32,
  wobble: f32,
  errors: usize,
  scratch: usize,
): void {
  const a = scratch;
  const target = a + bytes(k * k);
  const random = target + bytes(k);
  const panel = random + bytes(k);
  let sum: f64 = 0;
  for (let row = from; row < to; row++) {
    const b = indexAt(starts, row);
    const e = indexAt(starts, row + 1);
    const out = rowOf(x, row, k);
    gather(panel, v, columns, values, b, e, k, mean, target);
    gramOfPanel(a, precision, noise, panel, e - b, k);
    choleskyInPlace(a, k);
    memory.copy(out, shift, bytes(k));
    addScaled(out, noise, target, k);
    solveLower(a, out, k);
    normalRow(random, k, seed, row);
    addScaled(out, wobble, random, k);
    solveUpper(a, out, k);
    if (errors !== 0) sum += squaredErrors(out, panel, v, columns, values, b, e, k, mean);
  }
  if (errors !== 0) store<f64>(errors, sum);
}

/** Σ x and the upper triangle of Σ xᵀx over the rows from … to: k numbers, then k × k of them. */
export function moments(rows: usize, k: i32, from: i32, to: i32, out: usize): void {
  clear(out, k + k * k);
  const gram = out + bytes(k);
  for (let row = from; row < to; row++) addScaled(out, 1, rowOf(rows, row, k), k);
  gramOfPanel(gram, gram, 1, rowOf(rows, from, k), to - from, k);
}
