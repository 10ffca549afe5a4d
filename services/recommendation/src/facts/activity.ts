// Counts what changes, so that one can tell how much a model has missed.
import type { Sql } from '@movies/service-kit';

export async function countChanges(sql: Sql, count: number): Promise<void> {
  if (count > 0) await sql.run('UPDATE activity SET changes = changes + $1, changed_at = now()', [count]);
}
