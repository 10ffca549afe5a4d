import { choleskyInPlace, gramOf, solveLower, solveUpper } from '../../triangles.ts';
import { addScaled, type Views } from './views.ts';

interface System {
  /** gram + ridge I + Σ |w| vᵀv, lower triangle. */
  matrix: Float64Array;
  target: Float64Array;
}

function systemOf(
  { row, index, float }: Views,
  v: number,
  gram: number,
  columns: number,
  values: number,
  begin: number,
  end: number,
  d: number,
  ridge: number,
): System {
  const target = new Float32Array(d);
  const rows: Float32Array[] = [];
  for (let at = begin; at < end; at++) {
    const weight = float(values, at);
    const other = row(v, index(columns, at), d);
    addScaled(target, weight, other);
    rows.push(other.map((number) => number * Math.sqrt(Math.abs(weight))));
  }
  const matrix = gramOf(rows, row(gram, 0, d * d), 1, d);
  for (let i = 0; i < d; i++) matrix[i * d + i] = (matrix[i * d + i] as number) + ridge;
  return { matrix, target: Float64Array.from(target) };
}

export function solveRows(
  views: Views,
  x: number,
  v: number,
  gram: number,
  starts: number,
  columns: number,
  values: number,
  d: number,
  from: number,
  to: number,
  lambda: number,
  everything: number,
): void {
  const { row, index } = views;
  for (let person = from; person < to; person++) {
    const begin = index(starts, person);
    const end = index(starts, person + 1);
    const ridge = lambda * (end - begin + everything);
    const { matrix, target } = systemOf(views, v, gram, columns, values, begin, end, d, ridge);
    choleskyInPlace(matrix, d);
    solveLower(matrix, target, d);
    solveUpper(matrix, target, d);
    row(x, person, d).set(target);
  }
}

export function descendRows(
  views: Views,
  x: number,
  v: number,
  gram: number,
  starts: number,
  columns: number,
  values: number,
  d: number,
  from: number,
  to: number,
  lambda: number,
  everything: number,
  steps: number,
): void {
  const { row, index } = views;
  for (let person = from; person < to; person++) {
    const begin = index(starts, person);
    const end = index(starts, person + 1);
    const ridge = lambda * (end - begin + everything);
    descend(row(x, person, d), systemOf(views, v, gram, columns, values, begin, end, d, ridge), steps);
  }
}

function descend(x: Float32Array, { matrix, target }: System, steps: number): void {
  const rest = subtract(target, image(matrix, Float64Array.from(x)));
  let direction = rest.slice();
  let size = squared(rest);
  for (let step = 0; step < steps && size > 1e-12; step++) {
    const moved = image(matrix, direction);
    const length = size / inner(direction, moved);
    x.set(x.map((value, i) => value + length * (direction[i] as number)));
    rest.set(rest.map((value, i) => value - length * (moved[i] as number)));
    const next = squared(rest);
    direction = direction.map((value, i) => (rest[i] as number) + (next / size) * value);
    size = next;
  }
}

function image(lower: Float64Array, x: Float64Array): Float64Array {
  const d = x.length;
  return x.map((_, i) =>
    x.reduce((sum, value, j) => sum + value * (lower[Math.max(i, j) * d + Math.min(i, j)] as number), 0),
  );
}

function inner(x: Float64Array, y: Float64Array): number {
  return x.reduce((sum, value, i) => sum + value * (y[i] as number), 0);
}

function squared(x: Float64Array): number {
  return inner(x, x);
}

function subtract(x: Float64Array, y: Float64Array): Float64Array {
  return x.map((value, i) => value - (y[i] as number));
}
