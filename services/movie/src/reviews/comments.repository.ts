// All SQL about comments.
import type { Sql, Transaction } from '@movies/service-kit';

export interface FoundComment {
  id: number;
  review_id: number;
  user_id: number;
  username: string;
  text: string;
  hidden: boolean;
  created_at: string;
}

/** Whose comments that are out of sight are to be seen: everyone's, or those of one member (of nobody: null). */
export type HiddenOf = 'everyone' | number | null;

const SHOWN = `
  SELECT c.id, c.review_id, c.user_id, coalesce(a.username, '') AS username, c.text, c.created_at,
    c.hidden_at IS NOT NULL AS hidden
  FROM review_comments c LEFT JOIN authors a ON a.user_id = c.user_id`;
const OF_REVIEW = 'c.review_id = $1 AND (c.hidden_at IS NULL OR c.user_id = $2 OR $3)';

export async function pageOfComments(
  sql: Sql,
  reviewId: number,
  hiddenOf: HiddenOf,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ comments: FoundComment[]; total: number }> {
  const seen = [reviewId, hiddenOf === 'everyone' ? null : hiddenOf, hiddenOf === 'everyone'];
  const text = `SELECT count(*) AS total FROM review_comments c WHERE ${OF_REVIEW}`;
  const total = (await sql.row<{ total: number }>(text, seen))?.total ?? 0;
  if (offset >= total) return { comments: [], total };
  const page = `${SHOWN} WHERE ${OF_REVIEW} ORDER BY c.created_at, c.id LIMIT $4 OFFSET $5`;
  return { comments: await sql.rows<FoundComment>(page, [...seen, limit, offset]), total };
}

export function commentById(sql: Sql, id: number): Promise<FoundComment | undefined> {
  return sql.row(`${SHOWN} WHERE c.id = $1`, [id]);
}

/** For whoever holds the review. */
export async function insertComment(
  tx: Transaction,
  reviewId: number,
  userId: number,
  text: string,
): Promise<{ id: number; created_at: string }> {
  const row = await tx.row<{ id: number; created_at: string }>(
    'INSERT INTO review_comments (review_id, user_id, text) VALUES ($1, $2, $3) RETURNING id, created_at',
    [reviewId, userId, text],
  );
  return row as { id: number; created_at: string };
}

/** For whoever holds the review. Undefined where it is not there any more. */
export function removeComment(tx: Transaction, id: number): Promise<{ hidden: boolean } | undefined> {
  return tx.row('DELETE FROM review_comments WHERE id = $1 RETURNING hidden_at IS NOT NULL AS hidden', [id]);
}
