// What the rules of auth and movie work with, without their doors: for what is done to them from beside.
import { openAuth } from '@movies/auth';
import { schema } from '@movies/movie';
import { openDatabase, openEventLog, type Resources } from '@movies/service-kit';
import type { ServiceName } from './schemas.ts';

export async function openServices(
  databases: Pick<Record<ServiceName, string>, 'auth' | 'movie'>,
  resources: Resources,
) {
  const { lifecycle, log, cache } = resources;
  const auth = await openAuth({ DATABASE_URL: databases.auth, INTERNAL_SECRET: '' }, resources);
  const database = await openDatabase({ ...schema, url: databases.movie, log, poolSize: 2, answerMs: 60_000 });
  lifecycle.atEnd('database of the films', () => database.close());
  const events = await openEventLog(database, 'movie', log);
  lifecycle.atEnd('event log of the films', () => events.close());
  return { auth, movie: { database, events, cache } };
}
