// All SQL about lists of reviews.
import type { Sql } from '@movies/service-kit';
import type { Place, ReviewSort } from './cursor.ts';
import { type FoundReview, SHOWN, WITH_NAMES } from './reviews.repository.ts';

/** The reviews of a film, of a person, or of all. */
export interface Scope {
  movieId?: number;
  userId?: number;
  /** Those that moderators took out of sight as well. */
  withHidden?: boolean;
}

export interface Page {
  sort: ReviewSort;
  limit: number;
  /** Where to go on, or how many to skip. */
  from: Place | { offset: number };
  viewerId: number | undefined;
}

export type ReviewInList = FoundReview & { value: number };

/** What each order compares, that as a number for the cursor, and the number as what is compared. */
const ORDERS: Record<ReviewSort, { key: string; value: string; back: (number: string) => string }> = {
  newest: {
    key: 'r.created_at',
    value: '(extract(epoch FROM r.created_at) * 1000000)::bigint',
    back: (number) => `timestamptz 'epoch' + ${number}::bigint * interval '1 microsecond'`,
  },
  likes: { key: 'r.like_count', value: 'r.like_count', back: (number) => `${number}::integer` },
  // As the index has it; without a rating last.
  rating: { key: 'coalesce(r.rating, -1)', value: 'coalesce(r.rating, -1)', back: (number) => `${number}::real` },
};

export async function pageOfReviews(sql: Sql, scope: Scope, page: Page): Promise<ReviewInList[]> {
  const { key, value, back } = ORDERS[page.sort];
  const values: unknown[] = [page.viewerId ?? null, page.limit];
  const given = (one: unknown) => `$${values.push(one)}`;
  const where = [conditionOf(scope, given)];
  if ('id' in page.from) where.push(`(${key}, r.id) < (${back(given(page.from.value))}, ${given(page.from.id)})`);
  const offset = 'offset' in page.from ? `OFFSET ${given(page.from.offset)}` : '';
  const order = `ORDER BY ${key} DESC, r.id DESC`;
  return sql.rows<ReviewInList>(
    `SELECT ${SHOWN}, ${value} AS value
     FROM (SELECT r.* FROM movie_reviews r WHERE ${where.join(' AND ')} ${order} LIMIT $2 ${offset}) r
     ${WITH_NAMES} ${order}`,
    values,
  );
}

export async function countReviews(sql: Sql, scope: Scope): Promise<number> {
  const values: unknown[] = [];
  const condition = conditionOf(scope, (one) => `$${values.push(one)}`);
  const text = `SELECT count(*) AS total FROM movie_reviews r WHERE ${condition}`;
  return (await sql.row<{ total: number }>(text, values))?.total ?? 0;
}

/** The database keeps this one. */
export async function countReviewsOfMovie(sql: Sql, movieId: number): Promise<number> {
  const text = 'SELECT review_count AS total FROM movie_scores WHERE movie_id = $1';
  return (await sql.row<{ total: number }>(text, [movieId]))?.total ?? 0;
}

function conditionOf({ movieId, userId, withHidden }: Scope, given: (one: unknown) => string): string {
  const conditions = [
    ...(movieId === undefined ? [] : [`r.movie_id = ${given(movieId)}`]),
    ...(userId === undefined ? [] : [`r.user_id = ${given(userId)}`]),
    ...(withHidden ? [] : ['r.hidden_at IS NULL']),
  ];
  return conditions.join(' AND ');
}
