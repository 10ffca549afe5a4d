// Where a reader of a list of reviews stands: at a review, by what the list is ordered by. What is added meanwhile moves
// nothing that is still to come.
import type { ReviewListQuery } from '@movies/contract';
import { wrongCursor } from './failures.ts';

export type ReviewSort = NonNullable<ReviewListQuery['sort']>;

export interface Place {
  value: number;
  id: number;
}

const LARGEST_ID = 2_147_483_647;

/** Microseconds since 1970, likes, stars (-1 where there is no rating). */
const LARGEST: Record<ReviewSort, number> = { newest: 4e15, likes: LARGEST_ID, rating: 5 };
const FORM = /^(newest|likes|rating)_(-1|\d{1,16}(?:\.5)?)_(\d{1,10})$/;

export function cursorOf(sort: ReviewSort, { value, id }: Place): string {
  return `${sort}_${value}_${id}`;
}

export function placeOf(sort: ReviewSort, cursor: string): Place {
  const [, given, value, id] = FORM.exec(cursor) ?? [];
  const place = { value: Number(value), id: Number(id) };
  const isWhole = sort === 'rating' || (Number.isInteger(place.value) && place.value >= 0);
  if (given !== sort || !isWhole || !(place.value <= LARGEST[sort]) || place.id > LARGEST_ID) throw wrongCursor();
  return place;
}
