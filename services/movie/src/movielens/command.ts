// What an operator does to bring a whole data set, whether the platform runs at this moment or not.
import { openDatabase, openEventLog, type Resources } from '@movies/service-kit';
import { schema } from '../database.ts';
import { importMovieLens, type MovieLensNeeds, type MovieLensReport } from './import-movielens.ts';

/** Nobody waits for it, and many rows take their time. */
const ANSWER_MS = 60_000;

export async function runMovieLens(
  { DATABASE_URL }: { DATABASE_URL: string },
  { lifecycle, log, cache }: Pick<Resources, 'lifecycle' | 'log' | 'cache'>,
  path: string,
  needs: Omit<MovieLensNeeds, 'signal'>,
): Promise<MovieLensReport> {
  const database = await openDatabase({ ...schema, url: DATABASE_URL, log, poolSize: 3, answerMs: ANSWER_MS });
  lifecycle.atEnd('database', () => database.close());
  const events = await openEventLog(database, 'movie', log);
  lifecycle.atEnd('event log', () => events.close());
  const running = importMovieLens({ database, events, cache }, path, { ...needs, signal: lifecycle.ending });
  // What is under way is finished before the database closes.
  lifecycle.atEnd('import', () => running.catch(() => undefined));
  return running;
}
