// Opens what the service needs, in order, and lets it listen.
import {
  createInternalClient,
  follow,
  listen,
  openDatabase,
  openEventLog,
  type Resources,
  remoteKeys,
} from '@movies/service-kit';
import { buildApp } from './app.ts';
import type { Context } from './context.ts';
import { schema } from './database.ts';
import { openMovieJobs } from './jobs.ts';
import { accountEvents } from './members/authors.ts';
import type { MovieSettings } from './settings.ts';
import { openMirror } from './tmdb/open-mirror.ts';

export async function startMovie(
  settings: MovieSettings,
  resources: Resources,
): Promise<{ url: string; context: Context }> {
  const { lifecycle, log, metrics, cache } = resources;
  const database = await openDatabase({ ...schema, url: settings.DATABASE_URL, log, metrics });
  lifecycle.atEnd('database', () => database.close());
  const events = await openEventLog(database, 'movie', log);
  lifecycle.atEnd('event log', () => events.close());
  const core = {
    database,
    events,
    cache,
    log,
    mirror: openMirror(settings, lifecycle, { database, events, cache, log }),
  };
  const context: Context = { ...core, jobs: await openMovieJobs(settings, resources, core) };
  const client = createInternalClient(settings.INTERNAL_SECRET);
  lifecycle.atEnd('connections to services', () => client.close());
  const { find: findKey } = remoteKeys(settings.AUTH_URL, client, lifecycle);
  const following = { service: 'movie', database, client, lifecycle, log, metrics };
  follow({ ...following, source: 'auth', url: settings.AUTH_URL, apply: accountEvents(context) });
  const app = buildApp(context, { metrics, lifecycle, internalSecret: settings.INTERNAL_SECRET, findKey });
  const port = await listen(app, lifecycle, { host: settings.HOST, port: settings.PORT, variable: 'PORT' });
  return { url: `http://127.0.0.1:${port}`, context };
}
