import { choleskyInPlace, gramOf, solveLower, solveUpper } from '../../triangles.ts';
import { addScaled, dot, type Views } from './views.ts';

interface Rated {
  other: Float32Array;
  rest: number;
}

export function gibbsRows(
  views: Views,
  x: number,
  v: number,
  starts: number,
  columns: number,
  values: number,
  k: number,
  from: number,
  to: number,
  mean: number,
  noise: number,
  precision: number,
  shift: number,
  seed: number,
  wobble: number,
  errors: number,
): void {
  const { doubles, row, index } = views;
  let sum = 0;
  for (let person = from; person < to; person++) {
    const rows = rated(views, v, columns, values, index(starts, person), index(starts, person + 1), k, mean);
    const a = gramOf(
      rows.map(({ other }) => other),
      row(precision, 0, k * k),
      noise,
      k,
    );
    choleskyInPlace(a, k);
    const target = Float32Array.from(row(shift, 0, k));
    for (const { other, rest } of rows) addScaled(target, noise * rest, other);
    const halfway = Float64Array.from(target);
    solveLower(a, halfway, k);
    const noises = normals(k, seed, person);
    const drawn = halfway.map((value, i) => value + wobble * (noises[i] as number));
    solveUpper(a, drawn, k);
    const out = row(x, person, k);
    out.set(drawn);
    for (const { other, rest } of rows) sum += (rest - dot(other, out)) ** 2;
  }
  if (errors !== 0) doubles[errors / 8] = sum;
}

function rated(
  { row, index, float }: Views,
  v: number,
  columns: number,
  values: number,
  begin: number,
  end: number,
  k: number,
  mean: number,
): Rated[] {
  const rows: Rated[] = [];
  for (let at = begin; at < end; at++) {
    const other = row(v, index(columns, at), k).slice();
    const rest = float(values, at) - mean - (other[k - 1] as number);
    other[k - 1] = 1;
    rows.push({ other, rest });
  }
  return rows;
}

export function moments({ row }: Views, rows: number, k: number, from: number, to: number, out: number): void {
  const sum = row(out, 0, k).fill(0);
  const all: Float32Array[] = [];
  for (let i = from; i < to; i++) all.push(row(rows, i, k));
  for (const each of all) addScaled(sum, 1, each);
  row(out + 4 * k, 0, k * k).set(gramOf(all, new Float32Array(k * k), 1, k));
}

const GOLDEN = 0x9e3779b9;

function mixed(x: number): number {
  let h = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

function uniform(state: number): number {
  return (mixed(state) >>> 8) / 16_777_216;
}

/** Standard normal numbers that belong to this seed and row. */
function normals(length: number, seed: number, row: number): number[] {
  const drawn: number[] = [];
  let state = mixed(Math.imul(seed, GOLDEN) + Math.imul(row, 0x85ebca6b) + 1);
  while (drawn.length < length) {
    state = (state + GOLDEN) | 0;
    const radius = Math.sqrt(-2 * Math.log(uniform(state) + 1 / 33_554_432));
    state = (state + GOLDEN) | 0;
    const angle = uniform(state) * 2 * Math.PI;
    drawn.push(radius * Math.cos(angle), radius * Math.sin(angle));
  }
  return drawn;
}
