// Training runs. The rows say who may train: one runs at a time, and one at most waits, over all replicas.
import { type Database, type Sql, violatedUnique } from '@movies/service-kit';

export interface RunRow {
  id: number;
  status: 'queued' | 'running' | 'promoted' | 'kept_current' | 'failed';
  reason: string;
  started_at: string | null;
  finished_at: string | null;
  ratings: number | null;
  people: number | null;
  movies: number | null;
  memory_bytes: number | null;
  metrics: Record<string, number>;
  parameters: Record<string, unknown>;
  error: string | null;
  changes: number;
}

const COLUMNS = `id, status, reason, started_at, finished_at, ratings, people, movies, memory_bytes, metrics, parameters,
  error, changes`;

/** Nothing where one waits already. */
export async function queueRun(sql: Sql, reason: string, requestedBy?: number): Promise<RunRow | undefined> {
  return sql.row<RunRow>(
    `INSERT INTO training_runs (reason, requested_by) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
    [reason, requestedBy ?? null],
  );
}

/** Takes the run that waits; nothing where there is none, or where one is running. */
export async function claimRun(database: Database): Promise<number | undefined> {
  try {
    const claimed = await database.row<{ id: number }>(
      `UPDATE training_runs SET status = 'running', started_at = now(), beat_at = now(),
         changes = (SELECT changes FROM activity)
       WHERE status = 'queued' RETURNING id`,
    );
    return claimed?.id;
  } catch (error) {
    if (violatedUnique(error) === 'training_runs_running') return undefined;
    throw error;
  }
}

/** Says that the run is still being worked at; false where somebody else has declared it dead. One that is at its end is not. */
export async function beat(sql: Sql, id: number): Promise<boolean> {
  return (await sql.run(`UPDATE training_runs SET beat_at = now() WHERE id = $1 AND status <> 'failed'`, [id])) === 1;
}

export interface Outcome {
  status: 'promoted' | 'kept_current';
  ratings: number;
  people: number;
  movies: number;
  memory_bytes: number;
  fingerprint: string;
  metrics: Record<string, number>;
  parameters: Record<string, unknown>;
  /** Why it was not promoted. */
  error: string | null;
}

export async function finishRun(sql: Sql, id: number, outcome: Outcome): Promise<void> {
  const columns = Object.keys(outcome);
  const values = Object.values(outcome).map((value) => (isPlain(value) ? JSON.stringify(value) : value));
  await sql.run(
    `UPDATE training_runs SET finished_at = now(), ${columns.map((name, place) => `${name} = $${place + 2}`).join(', ')}
     WHERE id = $1`,
    [id, ...values],
  );
}

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** False where it had come to its end before. */
export async function failRun(sql: Sql, id: number, error: string): Promise<boolean> {
  const failed = await sql.run(
    `UPDATE training_runs SET status = 'failed', finished_at = now(), error = $2 WHERE id = $1 AND status = 'running'`,
    [id, error.slice(0, 2_000)],
  );
  return failed === 1;
}

export async function wasPromoted(sql: Sql, id: number): Promise<boolean> {
  return (await sql.row(`SELECT FROM training_runs WHERE id = $1 AND status = 'promoted'`, [id])) !== undefined;
}

/** One that was called off waits again, unless another does. */
export async function giveBackRun(sql: Sql, id: number): Promise<void> {
  await sql.run(
    `UPDATE training_runs SET status = 'queued', started_at = NULL, beat_at = NULL
     WHERE id = $1 AND status = 'running' AND NOT EXISTS (SELECT FROM training_runs WHERE status = 'queued')`,
    [id],
  );
  await failRun(sql, id, 'It was called off, and another one waits.');
}

const SILENT = '15 seconds';

/** Whoever had it was killed, or has no database any more. */
export async function failSilentRuns(sql: Sql): Promise<void> {
  await sql.run(
    `UPDATE training_runs SET status = 'failed', finished_at = now(),
       error = 'It broke off: the process that had it has not been heard of for ${SILENT}.'
     WHERE status = 'running' AND beat_at < now() - interval '${SILENT}'`,
  );
}

export async function runs(sql: Sql, { limit, offset }: { limit: number; offset: number }): Promise<RunRow[]> {
  return sql.rows(`SELECT ${COLUMNS} FROM training_runs ORDER BY id DESC LIMIT $1 OFFSET $2`, [limit, offset]);
}

export async function countRuns(sql: Sql): Promise<number> {
  return (await sql.row<{ count: number }>('SELECT count(*) AS count FROM training_runs'))?.count ?? 0;
}

/** The hyper-parameters of the last run that was promoted, and how much there was to learn from when they were chosen. */
export async function lastParameters(sql: Sql): Promise<Record<string, unknown> | undefined> {
  const row = await sql.row<{ parameters: Record<string, unknown> }>(
    `SELECT parameters FROM training_runs WHERE status = 'promoted' ORDER BY id DESC LIMIT 1`,
  );
  return row?.parameters;
}

/** Old runs whose models are gone say nothing to anybody. */
export async function forgetOldRuns(sql: Sql): Promise<void> {
  await sql.run(
    `DELETE FROM training_runs WHERE created_at < now() - interval '1 year'
     AND NOT EXISTS (SELECT FROM models WHERE run_id = training_runs.id)`,
  );
}
