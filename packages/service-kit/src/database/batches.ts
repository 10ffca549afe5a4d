// Deletes many rows a few at a time: one statement over all of them would outlast the time that a statement has.
import type { Sql } from './sql.ts';

const BATCH = 500;

export async function deleteInBatches(
  sql: Sql,
  table: string,
  where: string,
  values: readonly unknown[] = [],
): Promise<number> {
  // Once more, since a row may have changed between the two looks at it.
  const some = `DELETE FROM ${table} WHERE ${where}
    AND ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE ${where} LIMIT ${BATCH}))`;
  let deleted = 0;
  for (;;) {
    const now = await sql.run(some, values);
    deleted += now;
    if (now < BATCH) return deleted;
  }
}
