// What became of imports.
import type { ImportReport, ImportReportQuery } from '@movies/contract';
import { pageOf, type Sql } from '@movies/service-kit';
import { importMissing } from './failures.ts';
import { importOf, resultsOf } from './imports.repository.ts';

export async function reportOf(
  sql: Sql,
  userId: number,
  id: number,
  query: ImportReportQuery,
): Promise<{ report: ImportReport; total: number }> {
  const summary = await importOf(sql, userId, id);
  if (!summary) throw importMissing();
  const found = await resultsOf(sql, id, query, pageOf(query));
  const rows = found.map(({ movie_id, confidence, note, ...row }) => ({
    ...row,
    ...(movie_id === null ? {} : { movie_id }),
    ...(confidence === null ? {} : { confidence }),
    ...(note === '' ? {} : { note }),
  }));
  const total = query.outcome ? summary.counts[query.outcome] : summary.progress.done;
  return { report: { ...summary, rows }, total };
}
