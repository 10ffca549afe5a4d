// All SQL about imports themselves and the lines of their files.
import type { ImportReportQuery, ImportSummary } from '@movies/contract';
import type { Sql, Transaction } from '@movies/service-kit';
import type { ImportEntry, ImportLine, Outcome, Source } from './import.entity.ts';

export async function addImport(
  tx: Transaction,
  { userId, file, dryRun }: { userId: number; file: string; dryRun: boolean },
): Promise<number> {
  const added = await tx.row<{ id: number }>(
    'INSERT INTO imports (user_id, file, dry_run) VALUES ($1, $2, $3) RETURNING id',
    [userId, file, dryRun],
  );
  return added?.id as number;
}

export async function isImporting(sql: Sql, userId: number): Promise<boolean> {
  const text = `SELECT FROM imports WHERE user_id = $1 AND status IN ('queued', 'running')`;
  return (await sql.row(text, [userId])) !== undefined;
}

export async function addLines(sql: Sql, importId: number, lines: readonly ImportLine[]): Promise<void> {
  await sql.run(
    `INSERT INTO import_rows (import_id, place, file, line, title, year, said, outcome, note)
     SELECT $1, place, file, line, title, year, said, outcome, note
     FROM jsonb_to_recordset($2::jsonb) AS given
       (place int, file text, line int, title text, year smallint, said jsonb, outcome text, note text)`,
    [importId, JSON.stringify(lines)],
  );
}

export interface Staged {
  total: number;
  source: Source | null;
  halved: boolean;
  notUnderstood: number;
}

/** False where its staging was given up meanwhile. */
export async function queueImport(sql: Sql, id: number, staged: Staged): Promise<boolean> {
  const queued = await sql.run(
    `UPDATE imports SET status = 'queued', total = $2, source = $3, halved = $4, done = $5, not_understood = $5,
       updated_at = now()
     WHERE id = $1 AND status = 'staging'`,
    [id, staged.total, staged.source, staged.halved, staged.notUnderstood],
  );
  return queued === 1;
}

const ROWS_AT_ONCE = 5_000;

/** Its lines first, a part at a time: all of them with one statement would outlast the time that a statement has. */
export async function removeImport(sql: Sql, id: number): Promise<void> {
  for (const table of ['import_rows', 'import_changes']) {
    const part = `SELECT ctid FROM ${table} WHERE import_id = $1 LIMIT ${ROWS_AT_ONCE}`;
    while ((await sql.run(`DELETE FROM ${table} WHERE ctid = ANY (ARRAY(${part}))`, [id])) > 0);
  }
  await sql.run('DELETE FROM imports WHERE id = $1', [id]);
}

export function importById(sql: Sql, id: number): Promise<ImportEntry | undefined> {
  return sql.row('SELECT * FROM imports WHERE id = $1', [id]);
}

/** Nobody else works on it until the transaction ends. */
export function heldImport(tx: Transaction, id: number): Promise<ImportEntry | undefined> {
  return tx.row('SELECT * FROM imports WHERE id = $1 FOR UPDATE', [id]);
}

export async function setStatus(
  sql: Sql,
  id: number,
  status: ImportEntry['status'],
  from: readonly ImportEntry['status'][],
): Promise<boolean> {
  const text = 'UPDATE imports SET status = $2, updated_at = now() WHERE id = $1 AND status = ANY ($3)';
  return (await sql.run(text, [id, status, from])) === 1;
}

export async function failImport(sql: Sql, id: number, reason: string): Promise<void> {
  await sql.run(
    `UPDATE imports SET status = 'failed', error = $2, updated_at = now()
     WHERE id = $1 AND status IN ('queued', 'running')`,
    [id, reason],
  );
}

/** Those that nobody seems to work on. */
export async function waitingImports(sql: Sql): Promise<number[]> {
  const rows = await sql.rows<{ id: number }>(
    `SELECT id FROM imports WHERE status IN ('queued', 'running') AND updated_at < now() - interval '30 seconds' ORDER BY id`,
  );
  return rows.map(({ id }) => id);
}

/** Of processes that were killed while a file came in. */
export async function abandonedImports(sql: Sql): Promise<number[]> {
  const rows = await sql.rows<{ id: number }>(
    `SELECT id FROM imports WHERE status = 'staging' AND updated_at < now() - interval '1 hour'`,
  );
  return rows.map(({ id }) => id);
}

export function linesToDo(sql: Sql, id: number, most: number): Promise<ImportLine[]> {
  return sql.rows(
    `SELECT place, file, line, title, year, said FROM import_rows
     WHERE import_id = $1 AND outcome IS NULL ORDER BY place LIMIT $2`,
    [id, most],
  );
}

export interface LineResult {
  place: number;
  outcome: Outcome;
  movie_id: number | null;
  confidence: number | null;
  note: string;
}

export async function keepResults(tx: Transaction, id: number, results: readonly LineResult[]): Promise<void> {
  await tx.run(
    `UPDATE import_rows AS r SET outcome = given.outcome, movie_id = given.movie_id, confidence = given.confidence,
       note = given.note
     FROM jsonb_to_recordset($2::jsonb) AS given
       (place int, outcome text, movie_id int, confidence real, note text)
     WHERE r.import_id = $1 AND r.place = given.place`,
    [id, JSON.stringify(results)],
  );
  const count = (outcome: Outcome) => results.filter((result) => result.outcome === outcome).length;
  const counts = (['added', 'changed', 'unchanged', 'not_found', 'not_understood'] as const).map(count);
  await tx.run(
    `UPDATE imports SET done = done + $2, added = added + $3, changed = changed + $4, unchanged = unchanged + $5,
       not_found = not_found + $6, not_understood = not_understood + $7, updated_at = now()
     WHERE id = $1`,
    [id, results.length, ...counts],
  );
}

const MOST_LISTED = 200;

export async function importsOf(sql: Sql, userId: number): Promise<ImportSummary[]> {
  const rows = await sql.rows<ImportEntry>(
    `SELECT * FROM imports WHERE user_id = $1 AND status <> 'staging' ORDER BY id DESC LIMIT ${MOST_LISTED}`,
    [userId],
  );
  return rows.map(summaryOf);
}

export async function importOf(sql: Sql, userId: number, id: number): Promise<ImportSummary | undefined> {
  const row = await sql.row<ImportEntry>(
    `SELECT * FROM imports WHERE id = $1 AND user_id = $2 AND status <> 'staging'`,
    [id, userId],
  );
  return row && summaryOf(row);
}

function summaryOf(entry: ImportEntry): ImportSummary {
  const { id, status, dry_run, file, source, done, total, created_at, error } = entry;
  const { added, changed, unchanged, not_found, not_understood } = entry;
  return {
    id,
    status: status as ImportSummary['status'],
    dry_run,
    file,
    progress: { done, total },
    source,
    counts: { added, changed, unchanged, not_found, not_understood },
    ...(error === '' ? {} : { error }),
    created_at,
  };
}

type FoundLine = Required<Omit<ImportLine, 'said' | 'outcome'>> & { outcome: Outcome };

export function resultsOf(
  sql: Sql,
  id: number,
  { outcome }: ImportReportQuery,
  { limit, offset }: { limit: number; offset: number },
): Promise<FoundLine[]> {
  return sql.rows(
    `SELECT file, line, title, year, outcome, movie_id, round(confidence::numeric, 2)::float8 AS confidence, note
     FROM import_rows WHERE import_id = $1 AND ${outcome ? 'outcome = $4' : 'outcome IS NOT NULL'}
     ORDER BY place LIMIT $2 OFFSET $3`,
    [id, limit, offset, ...(outcome ? [outcome] : [])],
  );
}
