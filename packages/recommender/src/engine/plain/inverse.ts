import type { Views } from './views.ts';

const cell = ({ float }: Views, a: number, n: number, i: number, j: number) =>
  float(a, Math.max(i, j) * n + Math.min(i, j));
const packed = (i: number, group: number, width: number) => Math.floor(i / group) * width * group + (i % group);
const isPivot = (i: number, first: number, width: number) => i >= first && i < first + width;

export function invertPivot(views: Views, a: number, n: number, width: number, first: number, p: number): void {
  const m = Float64Array.from({ length: width * width }, (_, at) =>
    cell(views, a, n, first + Math.floor(at / width), first + (at % width)),
  );
  for (let k = 0; k < width; k++) sweep(m, width, k);
  m.forEach((value, at) => void views.setFloat(p, at, value));
}

export function packPanel(
  views: Views,
  a: number,
  n: number,
  width: number,
  first: number,
  p: number,
  w: number,
  t: number,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const line = Float64Array.from({ length: width }, (_, k) =>
      isPivot(i, first, width) ? 0 : cell(views, a, n, i, first + k),
    );
    for (let j = 0; j < width; j++) {
      views.setFloat(t, packed(i, 8, width) + j * 8, line[j] as number);
      const product = line.reduce((sum, value, k) => sum + value * views.float(p, k * width + j), 0);
      views.setFloat(w, packed(i, 4, width) + j * 4, product);
    }
  }
}

export function updateRows(
  { float, setFloat }: Views,
  a: number,
  n: number,
  width: number,
  w: number,
  t: number,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = float(a, i * n + j);
      for (let k = 0; k < width; k++)
        sum -= float(w, packed(i, 4, width) + k * 4) * float(t, packed(j, 8, width) + k * 8);
      setFloat(a, i * n + j, sum);
    }
  }
}

export function unpackPanel(
  { float, setFloat }: Views,
  a: number,
  n: number,
  width: number,
  first: number,
  p: number,
  w: number,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    for (let k = 0; k < width; k++) {
      const j = first + k;
      if (!isPivot(i, first, width)) {
        setFloat(a, Math.max(i, j) * n + Math.min(i, j), float(w, packed(i, 4, width) + k * 4));
      } else if (j <= i) setFloat(a, i * n + j, -float(p, (i - first) * width + k));
    }
  }
}

export function mirrorNegated({ float, setFloat }: Views, a: number, n: number, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    for (let j = 0; j <= i; j++) {
      const value = -float(a, i * n + j);
      setFloat(a, i * n + j, value);
      setFloat(a, j * n + i, value);
    }
  }
}

function sweep(m: Float64Array, width: number, k: number): void {
  const inverse = 1 / (m[k * width + k] as number);
  const pivotRow = m.slice(k * width, (k + 1) * width);
  for (let i = 0; i < width; i++) {
    if (i === k) continue;
    const factor = (m[i * width + k] as number) * inverse;
    for (let j = 0; j < width; j++) m[i * width + j] = (m[i * width + j] as number) - factor * (pivotRow[j] as number);
    m[i * width + k] = -factor;
  }
  for (let j = 0; j < width; j++) m[k * width + j] = (pivotRow[j] as number) * inverse;
  m[k * width + k] = inverse;
}
