// Opens what the service needs, in order, and lets it listen.
import {
  bearerOf,
  createApp,
  createBell,
  createInternalClient,
  type FindKey,
  follow,
  type InternalClient,
  type JobDesk,
  listen,
  openDatabase,
  type Resources,
  remoteKeys,
} from '@movies/service-kit';
import { movieEvents } from './announcements/following.ts';
import { buildApp } from './app.ts';
import type { Context } from './context.ts';
import { schema } from './database.ts';
import { type Post, postWithAuth } from './digests/digests.ts';
import { createFilmsFor } from './digests/films.ts';
import { openNotificationJobs } from './jobs.ts';
import { accountEvents } from './members/members.ts';
import type { NotificationSettings } from './settings.ts';
import { openSockets } from './sockets/sockets.ts';
import { anywhere, onlyPublic } from './webhooks/addresses.ts';

export interface Started {
  url: string;
  socketUrl: string;
  context: Context;
}

/** What the service asks others for. */
export interface Others {
  client: InternalClient;
  findKey: FindKey;
  post: Post;
}

export async function startNotification(settings: NotificationSettings, resources: Resources): Promise<Started> {
  const { lifecycle } = resources;
  const client = createInternalClient(settings.INTERNAL_SECRET);
  lifecycle.atEnd('connections to services', () => client.close());
  const { find: findKey } = remoteKeys(settings.AUTH_URL, client, lifecycle);
  const post = postWithAuth(client, settings.AUTH_URL);
  return startWith(settings, resources, { client, findKey, post });
}

export async function startWith(
  settings: NotificationSettings,
  resources: Resources,
  others: Others,
): Promise<Started> {
  const { lifecycle, log, metrics } = resources;
  const hearing: { news: () => void } = { news: () => undefined };
  const context = await openContext(settings, resources, { client: others.client, heard: () => hearing.news() });
  const { deliverNow, jobs } = await openNotificationJobs(settings, resources, context, others.post);
  const opened = await openHttp(settings, resources, { context, jobs }, others, hearing);
  const { database } = context;
  const common = { service: 'notification', database, client: others.client, lifecycle, log, metrics };
  follow({ ...common, source: 'auth', url: settings.AUTH_URL, apply: accountEvents });
  follow({ ...common, source: 'movie', url: settings.MOVIE_URL, apply: movieEvents(context, deliverNow) });
  return { ...opened, context };
}

async function openContext(
  settings: NotificationSettings,
  { lifecycle, log, metrics }: Resources,
  { client, heard }: Pick<Others, 'client'> & { heard: () => void },
): Promise<Context> {
  const database = await openDatabase({ ...schema, url: settings.DATABASE_URL, log, metrics });
  lifecycle.atEnd('database', () => database.close());
  const bell = await createBell(database, 'notification_news', heard, log);
  lifecycle.atEnd('bell', () => bell.close());
  const mayReach = settings.WEBHOOKS_TO_PRIVATE_ADDRESSES === '1' ? anywhere : onlyPublic;
  const filmsFor = createFilmsFor({ client, url: settings.RECOMMENDATION_URL, log });
  return { database, bell, mayReach, filmsFor, site: settings.PUBLIC_URL, log };
}

/** Both servers, and the sockets on them. */
async function openHttp(
  settings: NotificationSettings,
  resources: Resources,
  { context, jobs }: { context: Context; jobs: JobDesk },
  { client, findKey }: Others,
  hearing: { news: () => void },
): Promise<{ url: string; socketUrl: string }> {
  const { lifecycle, log, metrics } = resources;
  const { HOST, SOCKET_HOST = HOST, INTERNAL_SECRET } = settings;
  const inner = buildApp(context, { metrics, jobs, lifecycle, internalSecret: INTERNAL_SECRET, findKey });
  const outer = createApp({ log, requestLevel: 'debug', newRequestId: () => crypto.randomUUID() });
  await inner.ready();
  const { news, close } = await openSockets({
    context,
    resources,
    client,
    authUrl: settings.AUTH_URL,
    verify: (token) => bearerOf(inner, findKey, token),
    inner: inner.server,
    outer: outer.server,
    allowedOrigins: settings.CORS_ORIGINS.split(',').map((origin) => origin.trim()),
    connectionsPerAddress: settings.CONNECTIONS_PER_ADDRESS,
  });
  hearing.news = news;
  const port = await listen(inner, lifecycle, { host: HOST, port: settings.PORT, variable: 'PORT' });
  const ownPort = { host: SOCKET_HOST, port: settings.SOCKET_PORT, variable: 'SOCKET_PORT' };
  const socketPort = await listen(outer, lifecycle, ownPort);
  // Before the servers are closed, which wait for what is open.
  lifecycle.atEnd('sockets', close);
  return { url: `http://127.0.0.1:${port}`, socketUrl: `http://127.0.0.1:${socketPort}` };
}
