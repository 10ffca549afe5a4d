// @ts-nocheck: AssemblyScript, which has its own compiler.
import { dot, rowOf, setFloat } from './vectors';

/** outⱼ = vⱼ · x for the rows from … to. */
export function scoreRows(v: usize, x: usize, d: i32, from: i32, to: i32, out: usize): void {
  for (let row = from; row < to; row++) setFloat(out, row, dot(rowOf(v, row, d), x, d));
}
