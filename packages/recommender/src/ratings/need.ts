// What a fit of ratings needs in memory, known before it starts.

import { floatBytes, type Layout, layOut } from '../engine/memory.ts';
import { type Need, type TeamOptions, threadsOf } from '../engine/team.ts';
import { PIECES, type Shape } from '../shape.ts';
import type { RatingsOptions } from './model.ts';

interface Parts {
  personStarts: number;
  personColumns: number;
  personValues: number;
  itemStarts: number;
  itemColumns: number;
  itemValues: number;
  people: number;
  items: number;
  precision: number;
  shift: number;
  personMoments: number;
  itemMoments: number;
  errors: number;
  scratch: number;
}

export interface RatingsNeed extends Need {
  layout: Layout<keyof Parts>;
}

export function ratingsNeed(shape: Shape, options: RatingsOptions, team: TeamOptions): RatingsNeed {
  const { people, items, ratings, longestRow = Math.min(ratings, Math.max(people, items)) } = shape;
  const { dimensions: k, samples } = options;
  const scratchBytes = floatBytes(k * k + 2 * k + longestRow * k);
  const layout = layOut<keyof Parts>({
    personStarts: floatBytes(people + 1),
    personColumns: floatBytes(ratings),
    personValues: floatBytes(ratings),
    itemStarts: floatBytes(items + 1),
    itemColumns: floatBytes(ratings),
    itemValues: floatBytes(ratings),
    people: floatBytes(people * k),
    items: floatBytes(items * k),
    precision: floatBytes(k * k),
    shift: floatBytes(k),
    personMoments: floatBytes(PIECES * (k + k * k)),
    itemMoments: floatBytes(PIECES * (k + k * k)),
    errors: PIECES * 8,
    scratch: scratchBytes * threadsOf(team),
  });
  const matrix = 2 * floatBytes(2 * ratings) + 2 * floatBytes(people + items);
  const model = floatBytes((items + 1) * samples * k + samples * (k * k + k + 1));
  const advice = 'raise memoryLimit, or take fewer dimensions, samples or threads';
  return { layout, scratch: layout.at.scratch, scratchBytes, totalBytes: layout.bytes + matrix + model, advice };
}
