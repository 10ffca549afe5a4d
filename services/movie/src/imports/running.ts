// The job that brings what is in a file, some lines at a time. How far it is are rows, written with what they say was
// done: whoever is killed is followed by another who goes on there.
import type { Database, Transaction } from '@movies/service-kit';
import { AppError } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { holdAuthor } from '../members/authors.ts';
import { decide, type Ledger } from './deciding.ts';
import type { ImportEntry, ImportLine } from './import.entity.ts';
import {
  failImport,
  heldImport,
  importById,
  keepResults,
  type LineResult,
  linesToDo,
  setStatus,
} from './imports.repository.ts';
import { type Matches, matchLines } from './matching.ts';
import { keepChanges, overlay, standingsOf } from './standings.repository.ts';
import { write } from './writing.ts';

type Core = Omit<Context, 'jobs'>;

const LINES_AT_ONCE = 250;
/** Then others have their turn, and a process that ends need not wait for it. */
const TURN_MS = 4_000;

/** Answers whether there is more to do. */
export async function runImport(core: Core, id: number): Promise<boolean> {
  const { database, log } = core;
  await setStatus(database, id, 'running', ['queued']);
  const until = Date.now() + TURN_MS;
  try {
    while (await bringSome(core, id)) if (Date.now() > until) return true;
    return false;
  } catch (error) {
    // The database is away: the job is tried again.
    if (error instanceof AppError && error.kind === 'unavailable') throw error;
    if (error instanceof AppError && error.code === 'account_gone') return false;
    log.error({ err: error, import: id }, 'an import failed');
    await failImport(database, id, 'Something went wrong on our side. What was done so far can be undone.');
    return false;
  }
}

async function bringSome(core: Core, id: number): Promise<boolean> {
  const { database } = core;
  const entry = await importById(database, id);
  if (entry?.status !== 'running') return false;
  const lines = await linesToDo(database, id, LINES_AT_ONCE);
  if (lines.length === 0) return finish(database, entry);
  const matches = await matchLines(entry.dry_run ? { ...core, mirror: undefined } : core, lines);
  await database.transaction((tx) => bring(core, tx, entry, lines, matches));
  return true;
}

async function finish(database: Database, { id, dry_run }: ImportEntry): Promise<false> {
  const rest = 'SELECT ctid FROM import_changes WHERE import_id = $1 LIMIT 5000';
  while (dry_run && (await database.run(`DELETE FROM import_changes WHERE ctid = ANY (ARRAY(${rest}))`, [id])) > 0);
  await setStatus(database, id, 'done', ['running']);
  return false;
}

async function bring(
  core: Core,
  tx: Transaction,
  { id, user_id, done, dry_run, halved }: ImportEntry,
  lines: readonly ImportLine[],
  matches: Matches,
): Promise<void> {
  await holdAuthor(tx, { userId: user_id, username: '' });
  const held = await heldImport(tx, id);
  // Someone else does it as well, and was quicker.
  if (held?.status !== 'running' || held.done !== done) return;
  const standings = await standingsOf(tx, user_id, [
    ...new Set(lines.flatMap((line) => matches.found.get(line.place)?.movieId ?? [])),
  ]);
  if (dry_run) await overlay(tx, held, standings);
  const ledger: Ledger = { halved, now: new Date().toISOString(), standings, changes: new Map(), rated: new Set() };
  const results = lines.map((line) => resultOf(core, ledger, line, matches));
  const changes = [...ledger.changes.values()];
  await keepChanges(tx, id, dry_run ? changes : await write(core, tx, user_id, changes));
  await keepResults(tx, id, results);
}

function resultOf(core: Core, ledger: Ledger, line: ImportLine, { found, unanswered }: Matches): LineResult {
  const { place } = line;
  const match = found.get(place);
  if (!match || !ledger.standings.has(match.movieId)) {
    return {
      place,
      outcome: 'not_found',
      movie_id: null,
      confidence: null,
      note: unanswered.has(place) ? UNANSWERED : whyNot(core, line),
    };
  }
  const { movieId: movie_id, confidence } = match;
  return { place, movie_id, confidence, ...decide(ledger, line, movie_id) };
}

const UNANSWERED = 'It is not here, and TMDb did not answer. Import the file again later: the rest of it stays.';

function whyNot({ mirror }: Core, { year, said }: ImportLine): string {
  if (said.only_by_id) return 'It is not a film.';
  const hasId = said.imdb_id !== undefined || said.tmdb_id !== undefined;
  if (hasId && mirror) return 'Neither we nor TMDb know it, as far as could be seen.';
  return year === null
    ? 'No film here is called like that, or several are: a year would tell.'
    : 'No film here is like it.';
}
