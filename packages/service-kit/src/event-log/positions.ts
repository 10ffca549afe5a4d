// Gives events their positions when the log is read: to what is committed, so that none slips in behind a reader. A few at
// a time, since an import leaves more of them than one statement has time for.
import type { Database } from '../database/database.ts';

/** More than a reader takes at once, so that one batch is enough for a page. */
const BATCH = 2_000;

/** To the oldest that have none; answers whether others may be waiting. One reader at a time holds the head's row. */
export async function givePositions(database: Database): Promise<boolean> {
  const waiting = await database.row('SELECT 1 FROM event_log WHERE position IS NULL LIMIT 1');
  if (!waiting) return false;
  return database.transaction(async (tx) => {
    await tx.rows('SELECT position FROM event_log_head FOR UPDATE');
    const placed = await tx.row<{ count: number }>(GIVE);
    return placed?.count === BATCH;
  });
}

const GIVE = `
  WITH fresh AS (
    SELECT id FROM event_log WHERE position IS NULL ORDER BY id LIMIT ${BATCH}
  ), numbered AS (
    SELECT id, (SELECT position FROM event_log_head) + row_number() OVER (ORDER BY id) AS place FROM fresh
  ), placed AS (
    UPDATE event_log SET position = place FROM numbered WHERE event_log.id = numbered.id RETURNING position
  ), moved AS (
    UPDATE event_log_head SET position = coalesce((SELECT max(position) FROM placed), event_log_head.position)
  )
  SELECT count(*)::integer AS count FROM placed`;

/** The position before the first event since a time. */
export async function positionAt(database: Database, time: Date): Promise<number> {
  while (await givePositions(database));
  // The first event since then, and not the last one before: which of two was committed first, times don't tell.
  const row = await database.row<{ position: number }>(
    `SELECT coalesce((SELECT min(position) - 1 FROM event_log WHERE at >= $1), position) AS position
     FROM event_log_head`,
    [time],
  );
  return row?.position ?? 0;
}

/** The position that the last event there is has, or will have. */
export async function headOf(database: Database): Promise<number> {
  const row = await database.row<{ position: number }>(
    `SELECT position + (SELECT count(*) FROM event_log WHERE position IS NULL)::float8 AS position FROM event_log_head`,
  );
  return row?.position ?? 0;
}
