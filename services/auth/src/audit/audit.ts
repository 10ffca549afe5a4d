// Who did what to whom, for staff to read. Ids and reasons: when a person is erased, so are they here.
import type { AuditEntry } from '@movies/contract';
import type { Sql } from '@movies/service-kit';

export interface Deed {
  /** Nobody where the system or an operator at the command line did it. */
  actor?: number | undefined;
  subject?: number | undefined;
  action: string;
  details?: Record<string, unknown>;
}

export async function record(sql: Sql, { actor, subject, action, details = {} }: Deed): Promise<void> {
  await sql.run('INSERT INTO audit_log (actor_id, subject_id, action, details) VALUES ($1, $2, $3, $4)', [
    actor ?? null,
    subject ?? null,
    action,
    details,
  ]);
}

export interface AuditFilter {
  actor?: number | undefined;
  subject?: number | undefined;
  action?: string | undefined;
  limit: number;
  offset: number;
}

const COLUMNS = 'id, at, actor_id, subject_id, action, details';

export async function readTrail(sql: Sql, { actor, subject, action, limit, offset }: AuditFilter) {
  const where = `($1::int IS NULL OR actor_id = $1) AND ($2::int IS NULL OR subject_id = $2)
    AND ($3::text IS NULL OR action = $3)`;
  const filter = [actor ?? null, subject ?? null, action ?? null];
  const page = `SELECT ${COLUMNS} FROM audit_log WHERE ${where} ORDER BY id DESC LIMIT $4 OFFSET $5`;
  const entries = await sql.rows<AuditEntry>(page, [...filter, limit, offset]);
  const counted = await sql.row<{ total: number }>(`SELECT count(*) AS total FROM audit_log WHERE ${where}`, filter);
  return { entries, total: counted?.total ?? 0 };
}

/** What staff wrote about someone in their own words may name them. */
export async function removeReasons(sql: Sql, subject: number): Promise<void> {
  await sql.run("UPDATE audit_log SET details = details - 'reason' WHERE subject_id = $1", [subject]);
}

export function trailOf(sql: Sql, person: number): Promise<AuditEntry[]> {
  return sql.rows(`SELECT ${COLUMNS} FROM audit_log WHERE actor_id = $1 OR subject_id = $1 ORDER BY id`, [person]);
}
