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
  const lower = gramOf(all, new Float32Array(k * k), 1, k);
  row(out + 4 * k, 0, k * k).set(lower.map((_, at) => lower[(at % k) * k + Math.floor(at / k)] as number));
}

const GOLDEN = 0x9e3779b9;

function mixed(x: number): number {
  let h = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Where the normal distribution has this part of itself to the left (Acklam's rational approximation). */
function quantile(part: number): number {
  const q = part - 0.5;
  if (Math.abs(q) > 0.47575) return q < 0 ? tail(part) : -tail(1 - part);
  const r = q * q;
  const over = polynomial(r, [-39.69683, 220.9461, -275.92851, 138.35775, -30.664798, 2.5066283]);
  return (over * q) / polynomial(r, [-54.476099, 161.58584, -155.69898, 66.801312, -13.280682, 1]);
}

function tail(part: number): number {
  const q = Math.sqrt(-2 * Math.log(part));
  const over = polynomial(q, [-0.00778489400243, -0.322396458, -2.40075828, -2.54973254, 4.37466414, 2.93816398]);
  return over / polynomial(q, [0.0077846957, 0.32246713, 2.4451342, 3.7544087, 1]);
}

function polynomial(x: number, coefficients: number[]): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}

/** Standard normal numbers that belong to this seed and row. */
function normals(length: number, seed: number, row: number): number[] {
  let state = mixed(Math.imul(seed, GOLDEN) + Math.imul(row, 0x85ebca6b) + 1);
  return Array.from({ length }, () => {
    state = (state + GOLDEN) | 0;
    return quantile(((mixed(state) >>> 9) + 0.5) / 8_388_608);
  });
}
