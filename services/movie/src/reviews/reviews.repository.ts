// All SQL about single reviews.
import type { Review, ReviewChanges, ReviewInput } from '@movies/contract';
import type { Caller, Sql, Transaction } from '@movies/service-kit';
import { seesHidden } from '../members/people.ts';

export interface FoundReview extends Omit<Review, 'liked' | 'hidden'> {
  liked: boolean;
  hidden: boolean;
}

/** A review `r` as it is shown to the member `$1`, who may be nobody. */
export const SHOWN = `
  r.id, r.movie_id, m.title AS movie_title, r.user_id, coalesce(a.username, '') AS username, r.title, r.review,
  r.contains_spoilers, r.rating, r.like_count, r.comment_count, r.created_at, r.edited_at,
  r.hidden_at IS NOT NULL AS hidden,
  EXISTS (SELECT FROM review_likes l WHERE l.review_id = r.id AND l.user_id = $1) AS liked`;
export const WITH_NAMES = 'JOIN movies m ON m.id = r.movie_id LEFT JOIN authors a ON a.user_id = r.user_id';

const ONE = `SELECT ${SHOWN} FROM movie_reviews r ${WITH_NAMES} WHERE r.id = $2`;

export function reviewById(sql: Sql, id: number, viewerId: number | undefined): Promise<FoundReview | undefined> {
  return sql.row(ONE, [viewerId ?? null, id]);
}

/**
 * Reads a review that nobody else changes or deletes until the transaction ends. Whoever is about to write something
 * that hangs on it comes here first: so they never wait for who deletes it, while that one waits for them.
 */
export function heldReview(tx: Transaction, id: number, viewerId: number): Promise<FoundReview | undefined> {
  return tx.row(`${ONE} FOR NO KEY UPDATE OF r`, [viewerId, id]);
}

export async function reviewIdOf(sql: Sql, userId: number, movieId: number): Promise<number | undefined> {
  const text = 'SELECT id FROM movie_reviews WHERE user_id = $1 AND movie_id = $2';
  return (await sql.row<{ id: number }>(text, [userId, movieId]))?.id;
}

/** With the rating that the member has given. Undefined where there is a review, or no such film. */
export async function insertReview(
  tx: Transaction,
  userId: number,
  movieId: number,
  { title = '', review, contains_spoilers = false }: ReviewInput,
): Promise<number | undefined> {
  const row = await tx.row<{ id: number }>(
    `WITH film AS MATERIALIZED (SELECT id FROM movies WHERE id = $2 FOR KEY SHARE)
     INSERT INTO movie_reviews (user_id, movie_id, title, review, contains_spoilers, rating)
     SELECT $1, id, $3, $4, $5, (SELECT rating FROM movie_ratings WHERE user_id = $1 AND movie_id = $2) FROM film
     ON CONFLICT (user_id, movie_id) DO NOTHING RETURNING id`,
    [userId, movieId, title, review, contains_spoilers],
  );
  return row?.id;
}

/** What is not given stays. False where that leaves everything as it was. */
export async function updateReview(
  tx: Transaction,
  id: number,
  { title, review, contains_spoilers }: ReviewChanges,
): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE movie_reviews SET edited_at = now(), title = coalesce($2, title), review = coalesce($3, review),
       contains_spoilers = coalesce($4, contains_spoilers)
     WHERE id = $1 AND (title, review, contains_spoilers)
       IS DISTINCT FROM (coalesce($2, title), coalesce($3, review), coalesce($4, contains_spoilers))`,
    [id, title ?? null, review ?? null, contains_spoilers ?? null],
  );
  return changed > 0;
}

export interface RemovedReview {
  id: number;
  hidden: boolean;
}

export function deleteReviewOf(tx: Transaction, userId: number, movieId: number): Promise<RemovedReview | undefined> {
  return tx.row(
    `WITH film AS MATERIALIZED (SELECT id FROM movies WHERE id = $2 FOR KEY SHARE)
     DELETE FROM movie_reviews AS r USING film WHERE r.user_id = $1 AND r.movie_id = film.id
     RETURNING r.id, r.hidden_at IS NOT NULL AS hidden`,
    [userId, movieId],
  );
}

/** What a guest is not told is left out: whether they like it, and that it is hidden. */
export function shownTo(viewer: Caller | undefined, { liked, hidden, ...review }: FoundReview): Review {
  return { ...review, ...(viewer ? { liked } : {}), ...(hidden ? { hidden } : {}) };
}

export function maySee(viewer: Caller | undefined, { hidden, user_id }: FoundReview): boolean {
  return !hidden || seesHidden(viewer, user_id);
}
