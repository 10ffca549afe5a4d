// EASE: the best linear item-to-item model, in closed form. B = I − P diag(P)⁻¹ with P = (XᵀX + λI)⁻¹; where people are fewer than
// items the same comes from the inverse of XXᵀ + λI, at the cost of people³ in place of items³.
import type { Call, Piece } from '../engine/kernels.ts';
import { type Team, type TeamOptions, withTeam, writeRows } from '../engine/team.ts';
import { diverged } from '../errors.ts';
import { type Range, type RatingsMatrix, ranges, transposed } from '../matrix.ts';
import { type Report, startClock } from '../progress.ts';
import { PIECES, shapeOf } from '../shape.ts';
import type { EaseModel, RankingOptions } from './model.ts';
import { type EaseNeed, easeNeed, PIVOTS } from './need.ts';
import { popularPlaces, restrictedTo } from './popular.ts';

type Sparse = Pick<RatingsMatrix, 'byPerson' | 'byItem'>;

export async function fitEase(
  matrix: RatingsMatrix,
  options: RankingOptions,
  team: TeamOptions,
  onProgress?: Report,
): Promise<EaseModel> {
  const need = easeNeed(shapeOf(matrix), options, team);
  return withTeam(need, team, async (crew) => {
    const invert = (sparse: Sparse) => invertedGram(crew, need, sparse, options.easeLambda, onProgress);
    return need.form === 'dual'
      ? fitDual(crew, need, matrix, options, invert)
      : fitPrimal(need, matrix, options, invert);
  });
}

type Invert = (sparse: Sparse) => Promise<Float32Array>;

async function fitPrimal(
  need: EaseNeed,
  matrix: RatingsMatrix,
  options: RankingOptions,
  invert: Invert,
): Promise<EaseModel> {
  const items = popularPlaces(matrix.byItem, need.size);
  const byPerson = items.length === matrix.itemIds.length ? matrix.byPerson : restrictedTo(matrix.byPerson, items);
  const triangle = await invert({ byPerson, byItem: transposed(byPerson, items.length) });
  return { form: 'primal', lambda: options.easeLambda, items, stride: need.stride, triangle };
}

async function fitDual(
  team: Team,
  need: EaseNeed,
  { byPerson, byItem, itemIds }: RatingsMatrix,
  { easeLambda: lambda }: RankingOptions,
  invert: Invert,
): Promise<EaseModel> {
  const triangle = await invert({ byPerson, byItem });
  const { at } = need.layout;
  const lists = [at.columnStarts, at.columnRows, at.columnValues];
  const quadraticForms = ([from, to]: Range): Piece => [
    ['quadraticForms', at.matrix, need.stride, ...lists, from, to, at.freedoms],
  ];
  await team.run(ranges(byItem, 1, PIECES).map(quadraticForms));
  const freedoms = team.floats(at.freedoms, itemIds.length).map((form) => 1 - form);
  return { form: 'dual', lambda, people: need.size, stride: need.stride, triangle, byItem, freedoms };
}

/** The whole inverse stays in the team's memory, its lower triangle leaves it. */
async function invertedGram(
  team: Team,
  need: EaseNeed,
  sparse: Sparse,
  lambda: number,
  onProgress?: Report,
): Promise<Float32Array> {
  const { size, stride } = need;
  const blocks = Math.ceil(stride / PIVOTS);
  const clock = startClock('ease', blocks + 2, onProgress);
  const matrix = team.floats(need.layout.at.matrix, stride * stride);
  await writeGram(team, need, sparse);
  for (let i = 0; i < stride; i++) {
    const at = i * stride + i;
    matrix[at] = i < size ? (matrix[at] as number) + lambda : 1;
  }
  clock.tick(1);
  for (let block = 0; block < blocks; block++) {
    await sweepBlock(team, need, block * PIVOTS);
    clock.tick(block + 2);
  }
  const mirror = ([from, to]: Range): Piece => [['mirrorNegated', need.layout.at.matrix, stride, from, to]];
  await team.run(evenRanges(stride).map(mirror));
  clock.tick(blocks + 2);
  if (!Number.isFinite(matrix[0])) throw diverged('The fit of EASE');
  return lowerTriangle(matrix, stride);
}

function lowerTriangle(matrix: Float32Array, n: number): Float32Array {
  const triangle = new Float32Array((n * (n + 1)) / 2);
  for (let i = 0; i < n; i++) triangle.set(matrix.subarray(i * n, i * n + i + 1), (i * (i + 1)) / 2);
  return triangle;
}

/** XᵀX, or XXᵀ where the people are the rows. */
async function writeGram(team: Team, { layout: { at }, stride, form }: EaseNeed, sparse: Sparse): Promise<void> {
  const people = [at.rowStarts, at.rowColumns, at.rowValues] as const;
  const items = [at.columnStarts, at.columnRows, at.columnValues] as const;
  writeRows(team, sparse.byPerson, ...people);
  writeRows(team, sparse.byItem, ...items);
  const [rows, lists] =
    form === 'dual' ? [sparse.byPerson, [...people, ...items]] : [sparse.byItem, [...items, ...people]];
  const coOccurrences = ([from, to]: Range): Piece => [['coOccurrences', at.matrix, stride, ...lists, from, to]];
  await team.run(ranges(rows, 1, 4 * PIECES).map(coOccurrences));
}

async function sweepBlock(team: Team, { layout: { at }, stride }: EaseNeed, first: number): Promise<void> {
  const width = Math.min(PIVOTS, stride - first);
  const where = [at.matrix, stride, width] as const;
  const spans = evenRanges(stride);
  const everywhere = (call: (from: number, to: number) => Call) =>
    team.run(spans.map(([from, to]) => [call(from, to)]));
  await team.run([[['invertPivot', ...where, first, at.pivot]]]);
  await everywhere((from, to) => ['packPanel', ...where, first, at.pivot, at.left, at.right, from, to]);
  await everywhere((from, to) => ['updateRows', ...where, at.left, at.right, from, to]);
  await everywhere((from, to) => ['unpackPanel', ...where, first, at.pivot, at.left, from, to]);
}

/** Ranges of whole eights. */
function evenRanges(rows: number): Range[] {
  const step = Math.max(8, Math.ceil(rows / PIECES / 8) * 8);
  return Array.from({ length: Math.ceil(rows / step) }, (_, i) => [i * step, Math.min(rows, (i + 1) * step)]);
}
