// Fits what ranks: EASE and iALS, which are good at different things and better together.
import type { TeamOptions } from '../engine/team.ts';
import { dataRefused } from '../errors.ts';
import type { RatingsMatrix } from '../matrix.ts';
import type { Report } from '../progress.ts';
import { fitEase } from './ease.ts';
import { fitIals, type IalsStart } from './ials.ts';
import { type RankingModel, type RankingOptions, rankingDefaults } from './model.ts';
import { countsOf } from './popular.ts';

export interface FitRankingOptions extends Partial<RankingOptions>, TeamOptions, IalsStart {
  onProgress?: Report;
}

/** The values of the matrix are strengths: how strongly each entry says that the person likes the item. */
export async function fitRanking(matrix: RatingsMatrix, options: FitRankingOptions = {}): Promise<RankingModel> {
  if (matrix.byPerson.values.length === 0) throw dataRefused('There is nothing to learn from.');
  const full = { ...rankingDefaults(matrix.personIds.length), ...options };
  if (full.dimensions < 8 || full.dimensions % 8 !== 0) throw dataRefused('The dimensions are a multiple of 8.');
  const ials = full.only === 'ease' ? null : await fitIals(matrix, full, options, options.onProgress);
  const ease = full.only === 'ials' ? null : await fitEase(matrix, full, options, options.onProgress);
  return { kind: 'ranking', itemIds: matrix.itemIds, counts: countsOf(matrix.byItem), seed: full.seed, ease, ials };
}
