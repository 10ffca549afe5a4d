// What the two fits of a ranking need in memory, known before they start.
import { floatBytes, type Layout, layOut } from '../engine/memory.ts';
import { type Need, type TeamOptions, threadsOf } from '../engine/team.ts';
import { PIECES, type Shape } from '../shape.ts';
import type { RankingOptions } from './model.ts';

/** How many pivots the inversion takes at once. */
export const PIVOTS = 128;

interface Matrix {
  rowStarts: number;
  rowColumns: number;
  rowValues: number;
  columnStarts: number;
  columnRows: number;
  columnValues: number;
}

interface EaseParts extends Matrix {
  matrix: number;
  pivot: number;
  left: number;
  right: number;
  freedoms: number;
  scratch: number;
}

interface IalsParts extends Matrix {
  people: number;
  items: number;
  gram: number;
  moments: number;
  scratch: number;
}

export interface EaseNeed extends Need {
  layout: Layout<keyof EaseParts>;
  /** Over which side, and how many rows it has with those that fill up to a multiple of 8. */
  form: 'primal' | 'dual';
  size: number;
  stride: number;
}

export interface IalsNeed extends Need {
  layout: Layout<keyof IalsParts>;
}

function matrixParts({ people, items, ratings }: Shape): Matrix {
  return {
    rowStarts: floatBytes(people + 1),
    rowColumns: floatBytes(ratings),
    rowValues: floatBytes(ratings),
    columnStarts: floatBytes(items + 1),
    columnRows: floatBytes(ratings),
    columnValues: floatBytes(ratings),
  };
}

function matrixBytes({ people, items, ratings }: Shape): number {
  return 2 * floatBytes(2 * ratings) + 2 * floatBytes(people + items);
}

export function easeNeed(shape: Shape, options: RankingOptions, team: TeamOptions): EaseNeed {
  const { people, items } = shape;
  const form = people < items && people <= options.dualPeople ? 'dual' : 'primal';
  const size = form === 'dual' ? people : Math.min(items, options.easeItems);
  const stride = Math.ceil(size / 8) * 8;
  const scratchBytes = PIVOTS * PIVOTS * 8;
  const layout = layOut<keyof EaseParts>({
    ...matrixParts(shape),
    matrix: floatBytes(stride * stride),
    pivot: floatBytes(PIVOTS * PIVOTS),
    left: floatBytes(stride * PIVOTS),
    right: floatBytes(stride * PIVOTS),
    freedoms: form === 'dual' ? floatBytes(items) : 0,
    scratch: scratchBytes * threadsOf(team),
  });
  const triangleBytes = floatBytes((stride * (stride + 1)) / 2);
  // The matrix is there twice where EASE knows but some of the items.
  const totalBytes = layout.bytes + 2 * matrixBytes(shape) + triangleBytes;
  const advice = 'raise memoryLimit, or lower easeItems';
  return { layout, scratch: layout.at.scratch, scratchBytes, totalBytes, advice, form, size, stride };
}

export function ialsNeed(shape: Shape, options: RankingOptions, team: TeamOptions): IalsNeed {
  const { people, items, longestRow = Math.max(people, items) } = shape;
  const d = options.dimensions;
  const scratchBytes = floatBytes(3 * d + longestRow * d);
  const layout = layOut<keyof IalsParts>({
    ...matrixParts(shape),
    people: floatBytes(people * d),
    items: floatBytes(items * d),
    gram: floatBytes(d * d),
    moments: floatBytes(PIECES * (d + d * d)),
    scratch: scratchBytes * threadsOf(team),
  });
  const totalBytes = layout.bytes + matrixBytes(shape) + floatBytes(items * d);
  const advice = 'raise memoryLimit, or take fewer dimensions or threads';
  return { layout, scratch: layout.at.scratch, scratchBytes, totalBytes, advice };
}
