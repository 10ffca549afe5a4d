// How things stand between what is known and what the models have learnt from.
import type { Sql } from '@movies/service-kit';
import type { Standing } from './due.ts';

interface Row {
  now: string;
  changes: number;
  changed_at: string;
  last_changes: number | null;
  last_ratings: number | null;
  finished_at: string | null;
  failures: number;
  failed_at: string | null;
}

const LOOK = `
  WITH last AS (
    SELECT id, changes, ratings, finished_at FROM training_runs
    WHERE status IN ('promoted', 'kept_current') ORDER BY id DESC LIMIT 1
  ), failed AS (
    SELECT count(*)::integer AS failures, max(finished_at) AS failed_at FROM training_runs
    WHERE status = 'failed' AND id > coalesce((SELECT id FROM last), 0)
  )
  SELECT now() AS now, activity.changes, activity.changed_at, last.changes AS last_changes, last.ratings AS last_ratings,
    last.finished_at, failed.failures, failed.failed_at
  FROM activity CROSS JOIN failed LEFT JOIN last ON true`;

export async function standing(sql: Sql): Promise<Standing> {
  const row = (await sql.row<Row>(LOOK)) as Row;
  const at = (time: string | null) => (time === null ? 0 : Date.parse(time));
  const last = { changes: row.last_changes ?? 0, ratings: row.last_ratings ?? 0, finishedAt: at(row.finished_at) };
  return {
    now: at(row.now),
    changes: row.changes,
    changedAt: at(row.changed_at),
    ...(row.finished_at === null ? {} : { last }),
    failures: row.failures,
    failedAt: at(row.failed_at),
  };
}
