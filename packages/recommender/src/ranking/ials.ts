// iALS: factors for people and items such that their products tell what happened from what did not. People and items in turn take
// a few steps of conjugate gradients towards the best answer to the other side.
import type { Call, Piece } from '../engine/kernels.ts';
import { type RowsAt, sumOf, type Team, type TeamOptions, withTeam, writeRows } from '../engine/team.ts';
import { diverged } from '../errors.ts';
import { type Range, type RatingsMatrix, ranges, type SparseRows } from '../matrix.ts';
import { type Report, startClock } from '../progress.ts';
import { randomFrom, uniform } from '../random.ts';
import { PIECES, shapeOf } from '../shape.ts';
import type { IalsModel, RankingModel, RankingOptions } from './model.ts';
import { type IalsNeed, ialsNeed } from './need.ts';

interface Side {
  rows: number;
  count: number;
  lists: RowsAt;
  pieces: Range[];
}

export interface IalsStart {
  /** A model of before, whose items begin where they were. */
  from?: RankingModel;
}

export async function fitIals(
  matrix: RatingsMatrix,
  options: RankingOptions,
  team: TeamOptions & IalsStart,
  onProgress?: Report,
): Promise<IalsModel> {
  const need = ialsNeed(shapeOf(matrix), options, team);
  const { dimensions, lambda, unobserved, sweeps } = options;
  return withTeam(need, team, async (crew) => {
    const { people, items } = occupy(crew, need, matrix, options);
    const factors = crew.floats(items.rows, items.count * dimensions);
    if (team.from) warmStart(factors, matrix.itemIds, team.from, dimensions);
    const clock = startClock('ials', sweeps, onProgress);
    await crew.run(items.pieces.map((_, piece) => [momentsCall(need, items, piece, dimensions)]));
    for (let sweep = 0; sweep < sweeps; sweep++) {
      await improve(crew, need, people, items, options);
      await improve(crew, need, items, people, options);
      clock.tick(sweep + 1);
    }
    if (!Number.isFinite(factors[0])) throw diverged('The fit of iALS');
    return { dimensions, lambda, unobserved, factors: factors.slice() };
  });
}

function occupy(team: Team, { layout: { at } }: IalsNeed, matrix: RatingsMatrix, options: RankingOptions) {
  const d = options.dimensions;
  const random = randomFrom(options.seed);
  const side = (rows: number, list: SparseRows, ...lists: RowsAt): Side => {
    writeRows(team, list, ...lists);
    const count = list.starts.length - 1;
    const factors = team.floats(rows, count * d);
    for (let i = 0; i < factors.length; i++) factors[i] = (0.1 / Math.sqrt(d)) * uniform(random);
    return { rows, count, lists, pieces: ranges(list, d / 4, PIECES) };
  };
  return {
    people: side(at.people, matrix.byPerson, at.rowStarts, at.rowColumns, at.rowValues),
    items: side(at.items, matrix.byItem, at.columnStarts, at.columnRows, at.columnValues),
  };
}

function warmStart(factors: Float32Array, itemIds: Uint32Array, before: RankingModel, d: number): void {
  if (before.ials?.dimensions !== d) return;
  const { ials, itemIds: known } = before;
  const places = new Map(Array.from(known, (id, place) => [id, place]));
  for (const [item, id] of itemIds.entries()) {
    const place = places.get(id);
    if (place !== undefined) factors.set(ials.factors.subarray(place * d, (place + 1) * d), item * d);
  }
}

/** One phase: each piece descends, and adds up its own factors for the other side's next step. */
async function improve(team: Team, need: IalsNeed, side: Side, other: Side, options: RankingOptions): Promise<void> {
  const { dimensions: d, lambda, unobserved, steps } = options;
  writeGram(team, need, other, options);
  const data = [side.rows, other.rows, need.layout.at.gram, ...side.lists, d];
  const descend = ([from, to]: Range, piece: number): Piece => [
    ['descendRows', ...data, from, to, lambda, unobserved * other.count, steps],
    momentsCall(need, side, piece, d),
  ];
  await team.run(side.pieces.map(descend));
}

function momentsCall({ layout: { at } }: IalsNeed, { rows, pieces }: Side, piece: number, d: number): Call {
  const [from, to] = pieces[piece] as Range;
  return ['moments', rows, d, from, to, at.moments + 4 * (d + d * d) * piece];
}

/** unobserved · Σ vᵀv, of what the pieces have added up. */
function writeGram(team: Team, need: IalsNeed, { pieces }: Side, { dimensions: d, unobserved }: RankingOptions): void {
  const { at } = need.layout;
  const sum = sumOf(team, at.moments, d + d * d, pieces.length).subarray(d);
  const gram = team.floats(at.gram, d * d);
  for (let i = 0; i < d; i++) {
    for (let j = i; j < d; j++) {
      const value = unobserved * (sum[i * d + j] as number);
      gram[i * d + j] = value;
      gram[j * d + i] = value;
    }
  }
}
