// All SQL about reports.
import type { Report, ReportInput } from '@movies/contract';
import type { Sql, Transaction } from '@movies/service-kit';

/** What a report is about. */
export type Thing = { review_id: number; comment_id: null } | { review_id: null; comment_id: number };

/** Answers the one there is where the member has reported it already. */
export async function insertReport(
  tx: Transaction,
  reporterId: number,
  { review_id, comment_id }: Thing,
  { reason, note = '' }: ReportInput,
): Promise<{ id: number; isNew: boolean }> {
  const added = await tx.row<{ id: number }>(
    `INSERT INTO reports (reporter_id, review_id, comment_id, reason, note) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING id`,
    [reporterId, review_id, comment_id, reason, note],
  );
  if (added) return { ...added, isNew: true };
  const known = await tx.row<{ id: number }>(
    'SELECT id FROM reports WHERE reporter_id = $1 AND (review_id = $2 OR comment_id = $3)',
    [reporterId, review_id, comment_id],
  );
  return { id: known?.id ?? 0, isNew: false };
}

const SHOWN = `
  SELECT p.id, p.status, p.reason, p.note, p.reporter_id, p.review_id, p.comment_id,
    coalesce(r.user_id, c.user_id) AS author_id, coalesce(a.username, '') AS author,
    coalesce(c.text, concat_ws(E'\\n\\n', nullif(r.title, ''), r.review)) AS text, p.created_at,
    coalesce(h.history, '[]') AS history
  FROM reports p
  LEFT JOIN movie_reviews r ON r.id = p.review_id
  LEFT JOIN review_comments c ON c.id = p.comment_id
  LEFT JOIN authors a ON a.user_id = coalesce(r.user_id, c.user_id)
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('action', action, 'reason', reason, 'moderator_id', moderator_id, 'at', at)
      ORDER BY id) AS history
    FROM report_actions WHERE report_id = p.id
  ) h ON true`;

export async function reportById(sql: Sql, id: number): Promise<Report | undefined> {
  const [report] = await reports(sql, `${SHOWN} WHERE p.id = $1`, [id]);
  return report;
}

/** Newest first. `status` undefined: whatever became of them. */
export async function pageOfReports(
  sql: Sql,
  status: Report['status'] | undefined,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ found: Report[]; total: number }> {
  const where = status === undefined ? '$1::text IS NULL' : 'p.status = $1';
  const values = [status ?? null];
  const text = `SELECT count(*) AS total FROM reports p WHERE ${where}`;
  const total = (await sql.row<{ total: number }>(text, values))?.total ?? 0;
  if (offset >= total) return { found: [], total };
  const page = `${SHOWN} WHERE ${where} ORDER BY p.id DESC LIMIT $2 OFFSET $3`;
  return { found: await reports(sql, page, [...values, limit, offset]), total };
}

async function reports(sql: Sql, text: string, values: unknown[]): Promise<Report[]> {
  const rows = await sql.rows<Report>(text, values);
  const moment = (at: string) => new Date(at).toISOString();
  return rows.map((row) => ({ ...row, history: row.history.map((one) => ({ ...one, at: moment(one.at) })) }));
}

/** Where something stands: its review, and the film of that. */
export interface Place {
  review_id: number;
  movie_id: number;
}

export function placeOf(sql: Sql, { review_id, comment_id }: Thing): Promise<Place | undefined> {
  return sql.row(
    `SELECT id AS review_id, movie_id FROM movie_reviews
     WHERE id = $1 OR id = (SELECT review_id FROM review_comments WHERE id = $2)`,
    [review_id, comment_id],
  );
}

/** Says what became of all reports of a thing, and who decided it why. */
export async function decide(
  tx: Transaction,
  { review_id, comment_id }: Thing,
  status: Report['status'],
  { action, reason, moderatorId }: { action: string; reason: string; moderatorId: number },
): Promise<void> {
  await tx.run(
    `WITH decided AS (
       UPDATE reports SET status = $3 WHERE review_id = $1 OR comment_id = $2 RETURNING id
     )
     INSERT INTO report_actions (report_id, action, reason, moderator_id)
     SELECT id, $4, $5, $6 FROM decided ORDER BY id`,
    [review_id, comment_id, status, action, reason, moderatorId],
  );
}

/** False where it is as it should be. */
export async function setHidden(tx: Transaction, { review_id, comment_id }: Thing, hidden: boolean): Promise<boolean> {
  const [table, id] = review_id === null ? ['review_comments', comment_id] : ['movie_reviews', review_id];
  const changed = await tx.run(
    `UPDATE ${table} SET hidden_at = CASE WHEN $2 THEN now() END WHERE id = $1 AND (hidden_at IS NOT NULL) <> $2`,
    [id, hidden],
  );
  return changed > 0;
}
