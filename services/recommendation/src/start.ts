// Opens what the service needs, in order, and lets it listen.
import { ensureKernels } from '@movies/recommender';
import {
  createInternalClient,
  type FindKey,
  follow,
  type InternalClient,
  listen,
  openDatabase,
  type Resources,
  remoteKeys,
} from '@movies/service-kit';
import { buildApp } from './app.ts';
import type { Context } from './context.ts';
import { schema } from './database.ts';
import { movieEvents } from './facts/following.ts';
import { accountEvents } from './facts/members.ts';
import { openRecommendationJobs } from './jobs.ts';
import { createCatalogue } from './serving/films/catalogue.ts';
import type { RecommendationSettings } from './settings.ts';
import { openEngine } from './training/engine.ts';
import { modelMetrics } from './training/metrics.ts';

export interface Started {
  url: string;
  context: Context;
}

/** What the service asks others for. */
export interface Others {
  client: InternalClient;
  findKey: FindKey;
}

export async function startRecommendation(settings: RecommendationSettings, resources: Resources): Promise<Started> {
  const { lifecycle } = resources;
  const client = createInternalClient(settings.INTERNAL_SECRET);
  lifecycle.atEnd('connections to services', () => client.close());
  const { find: findKey } = remoteKeys(settings.AUTH_URL, client, lifecycle);
  return startWith(settings, resources, { client, findKey });
}

// A log may tell of millions of ratings that an import has brought.
const EVENTS_AT_ONCE = 1_000;

export async function startWith(
  settings: RecommendationSettings,
  resources: Resources,
  { client, findKey }: Others,
): Promise<Started> {
  const { lifecycle, log, metrics } = resources;
  const context = await openContext(settings, resources, client);
  modelMetrics(metrics, context);
  const opened = await openRecommendationJobs(settings, resources, context);
  const { INTERNAL_SECRET: internalSecret, HOST: host, PORT: port } = settings;
  const app = buildApp(context, { ...opened, metrics, lifecycle, internalSecret, findKey });
  const listening = await listen(app, lifecycle, { host, port, variable: 'PORT' });
  const { database } = context;
  const common = { service: 'recommendation', database, client, lifecycle, log, metrics, atOnce: EVENTS_AT_ONCE };
  follow({ ...common, source: 'auth', url: settings.AUTH_URL, apply: accountEvents });
  follow({ ...common, source: 'movie', url: settings.MOVIE_URL, apply: movieEvents(context) });
  return { url: `http://127.0.0.1:${listening}`, context };
}

async function openContext(
  settings: RecommendationSettings,
  { lifecycle, log, metrics, cache }: Resources,
  client: InternalClient,
): Promise<Context> {
  // Compiled once, where they are out of date; whoever opens a model waits for it, and says what is wrong.
  ensureKernels('shared').catch(() => undefined);
  const database = await openDatabase({ ...schema, url: settings.DATABASE_URL, log, metrics });
  lifecycle.atEnd('database', () => database.close());
  const engine = await openEngine({ database, databaseUrl: settings.DATABASE_URL, cache, lifecycle, log });
  return { database, cache, engine, catalogue: createCatalogue(database), client, movieUrl: settings.MOVIE_URL, log };
}
