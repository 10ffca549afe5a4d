// How big a matrix is, as far as memory and the division of work go.
import { longestRow, type RatingsMatrix } from './matrix.ts';

/** Work is cut into so many pieces, however many threads there are. */
export const PIECES = 64;

export interface Shape {
  people: number;
  items: number;
  ratings: number;
  /** The most entries of one person or one item; where it is not known, the greatest it can be. */
  longestRow?: number;
}

export function shapeOf({ personIds, itemIds, byPerson, byItem }: RatingsMatrix): Required<Shape> {
  return {
    people: personIds.length,
    items: itemIds.length,
    ratings: byPerson.values.length,
    longestRow: Math.max(longestRow(byPerson), longestRow(byItem)),
  };
}
