// The kernels once more in plain TypeScript: what they compute, without how they do it fast.
import type { Kernels } from '../kernels.ts';
import { addRows, coOccurrences, quadraticForms } from './ease.ts';
import { gibbsRows, moments } from './gibbs.ts';
import { descendRows, solveRows } from './ials.ts';
import { invertPivot, mirrorNegated, packPanel, unpackPanel, updateRows } from './inverse.ts';
import { scoreRows } from './scores.ts';
import { solveLower, solveUpper } from './triangles.ts';
import { type Views, viewsOf } from './views.ts';

type Twin = (views: Views, ...numbers: number[]) => void;

const TWINS: Record<keyof Kernels, Twin> = {
  addRows,
  coOccurrences,
  descendRows,
  gibbsRows,
  invertPivot,
  mirrorNegated,
  moments,
  packPanel,
  quadraticForms,
  scoreRows,
  solveLower,
  solveRows,
  solveUpper,
  unpackPanel,
  updateRows,
};

export function plainKernels(buffer: ArrayBuffer): Kernels {
  const views = viewsOf(buffer);
  const bound = Object.entries(TWINS).map(([name, twin]) => [name, twin.bind(undefined, views)]);
  return Object.fromEntries(bound) as Kernels;
}
