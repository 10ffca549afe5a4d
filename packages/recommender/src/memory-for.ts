// Says what a fit will need before there is any data in memory.
import type { TeamOptions } from './engine/team.ts';
import { type RankingOptions, rankingDefaults } from './ranking/model.ts';
import { easeNeed, ialsNeed } from './ranking/need.ts';
import { type RatingsOptions, ratingsDefaults } from './ratings/model.ts';
import { ratingsNeed } from './ratings/need.ts';
import type { Shape } from './shape.ts';

export type WhatToFit =
  | ({ kind: 'ratings' } & Partial<RatingsOptions> & Pick<TeamOptions, 'threads'>)
  | ({ kind: 'ranking' } & Partial<RankingOptions> & Pick<TeamOptions, 'threads'>);

/** Bytes at the fit's peak, its input and its result included. The two fits of a ranking come one after the other. */
export function memoryFor(shape: Shape, what: WhatToFit): number {
  if (what.kind === 'ratings')
    return ratingsNeed(shape, { ...ratingsDefaults(shape.ratings), ...what }, what).totalBytes;
  const options = { ...rankingDefaults(shape.people), ...what };
  const ease = options.only === 'ials' ? 0 : easeNeed(shape, options, what).totalBytes;
  const ials = options.only === 'ease' ? 0 : ialsNeed(shape, options, what).totalBytes;
  return Math.max(ease, ials);
}
