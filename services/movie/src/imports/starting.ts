// Takes a file, and puts what is in it aside for the job that brings it.
import { type Caller, type Database, violatedUnique } from '@movies/service-kit';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { holdAuthor } from '../members/authors.ts';
import { accountGone, importRunning, tooManyRows } from './failures.ts';
import type { ImportLine } from './import.entity.ts';
import {
  addImport,
  addLines,
  importById,
  isImporting,
  queueImport,
  removeImport,
  type Staged,
} from './imports.repository.ts';
import { linesOf } from './reading/file.ts';
import type { FileLine } from './reading/text-file.ts';
import { type Upload, withUpload } from './upload.ts';

const MOST_LINES = 200_000;
const LINES_AT_ONCE = 2_000;

export async function startImport(
  context: Context,
  caller: Caller,
  request: FastifyRequest,
  { dryRun }: { dryRun: boolean },
): Promise<number> {
  if (await isImporting(context.database, caller.userId)) throw importRunning();
  const id = await withUpload(request, (upload) => keep(context, caller, upload, dryRun));
  // A job that could not be asked for now is found a little later: the import is a row.
  await context.jobs.add('run-import', { id }, String(id)).catch(() => undefined);
  return id;
}

async function keep({ database }: Context, caller: Caller, { path, name }: Upload, dryRun: boolean): Promise<number> {
  const id = await database.transaction(async (tx) => {
    await holdAuthor(tx, caller);
    return addImport(tx, { userId: caller.userId, file: name, dryRun });
  });
  try {
    const staged = await stage(database, id, linesOf(path, name));
    if (!(await queueImport(database, id, staged))) throw accountGone();
    return id;
  } catch (error) {
    const isGone = (await importById(database, id)) === undefined;
    await removeImport(database, id);
    if (violatedUnique(error) === 'imports_one_at_a_time') throw importRunning();
    throw isGone ? accountGone() : error;
  }
}

async function stage(database: Database, id: number, lines: AsyncIterable<FileLine>): Promise<Staged> {
  const staged: Staged = { total: 0, source: null, halved: false, notUnderstood: 0 };
  let batch: ImportLine[] = [];
  for await (const line of lines) {
    staged.total += 1;
    if (staged.total > MOST_LINES) throw tooManyRows(MOST_LINES);
    note(staged, line);
    batch.push(rowOf(line, staged.total));
    if (batch.length < LINES_AT_ONCE) continue;
    await addLines(database, id, batch);
    batch = [];
  }
  await addLines(database, id, batch);
  return staged;
}

function note(staged: Staged, { source, said, problem }: FileLine): void {
  staged.source ??= source;
  if (problem !== undefined) staged.notUnderstood += 1;
  else if (said.any_scale && (said.rating ?? 0) > 5) staged.halved = true;
}

function rowOf({ file, line, title, year, said, problem }: FileLine, place: number): ImportLine {
  const row = { place, file: file.slice(-255), line, title, year, said };
  return problem === undefined ? { ...row, note: '' } : { ...row, outcome: 'not_understood', note: problem };
}
