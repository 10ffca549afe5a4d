import { dot, type Views } from './views.ts';

export function scoreRows(
  { row, setFloat }: Views,
  v: number,
  x: number,
  d: number,
  from: number,
  to: number,
  out: number,
): void {
  for (let item = from; item < to; item++) setFloat(out, item, dot(row(v, item, d), row(x, 0, d)));
}
