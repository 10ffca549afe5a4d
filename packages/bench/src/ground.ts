// What the measurements of a running platform stand on: PostgreSQL, the services and the gateway, each a process.
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { register } from '@movies/contract';
import { createClient } from '@movies/contract/client';
import { startPostgres } from '@movies/embedded-postgres';
import { createLog, type Lifecycle, provision } from '@movies/service-kit';
import { answers, freePort, startNode, stopAll } from './processes.ts';

export interface Ground {
  authUrl: string;
  authProcess: number;
  gatewayUrl: string;
  movieUrl: string;
  /** Where sockets connect to the notification service, and its process. */
  socketUrl: string;
  notificationProcess: number;
  /** Of the PostgreSQL server. */
  databaseProcess: number;
  /** Where the movie service has its schema. */
  movieDatabaseUrl: string;
  /** An access token of a member. */
  token: string;
}

const ROOT = join(import.meta.dirname, '../../..');
const PASSWORD = 'only-here';
const COMMON = { INTERNAL_SECRET: 'only-for-measurements-0123', HOST: '127.0.0.1', LOG_LEVEL: 'info' };
// Limits are counted, but far away: a load test is one caller with a thousand times the usual appetite.
const LIMITS = { RATE_LIMIT_FACTOR: '100000' };

const member = { username: 'measure', email: 'measure@example.org', password: 'correct horse battery' };
const log = createLog('bench', 'silent');

export async function prepareGround(lifecycle: Lifecycle): Promise<Ground> {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'movies-bench-'));
  // Started by root, PostgreSQL runs as another user: one that can't come through here would keep its data elsewhere.
  await chmod(DATA_DIR, 0o711);
  lifecycle.atEnd('data', () => rm(DATA_DIR, { recursive: true, force: true }));
  const directory = join(DATA_DIR, 'postgres');
  const server = await startPostgres({ directory, password: PASSWORD, log });
  lifecycle.atEnd('PostgreSQL', () => server.stop());
  lifecycle.atEnd('services', stopAll);
  const auth = await startServer('services/auth', { DATA_DIR, DATABASE_URL: await databaseOf('auth', server.url) });
  const movieDatabaseUrl = await databaseOf('movie', server.url);
  const movie = await startServer('services/movie', { AUTH_URL: auth.url, DATABASE_URL: movieDatabaseUrl });
  const addresses = { AUTH_URL: auth.url, MOVIE_URL: movie.url };
  const recommendation = await startServer('services/recommendation', {
    ...addresses,
    DATABASE_URL: await databaseOf('recommendation', server.url),
  });
  const SOCKET_PORT = String(await freePort());
  const notification = await startServer('services/notification', {
    ...addresses,
    SOCKET_PORT,
    CONNECTIONS_PER_ADDRESS: '0',
    DATABASE_URL: await databaseOf('notification', server.url),
  });
  const gateway = await startServer('gateway', {
    ...LIMITS,
    ...addresses,
    RECOMMENDATION_URL: recommendation.url,
    NOTIFICATION_URL: notification.url,
  });
  const [databaseProcess = ''] = (await readFile(join(directory, 'postmaster.pid'), 'utf8')).split('\n');
  return {
    authUrl: auth.url,
    authProcess: auth.process,
    gatewayUrl: gateway.url,
    movieUrl: movie.url,
    socketUrl: `http://127.0.0.1:${SOCKET_PORT}`,
    notificationProcess: notification.process,
    databaseProcess: Number(databaseProcess),
    movieDatabaseUrl,
    token: await tokenOf(auth.url),
  };
}

function databaseOf(service: string, adminUrl: string): Promise<string> {
  return provision({ adminUrl, service, role: `movies_${service}`, password: PASSWORD, log });
}

async function startServer(
  folder: string,
  settings: Record<string, string>,
): Promise<{ url: string; process: number }> {
  const PORT = String(await freePort());
  const child = startNode(join(ROOT, folder, 'src/main.ts'), { ...COMMON, ...settings, PORT });
  child.stdout?.resume();
  const url = `http://127.0.0.1:${PORT}`;
  await answers(`${url}/health/ready`);
  return { url, process: child.pid ?? 0 };
}

async function tokenOf(url: string): Promise<string> {
  const answer = await createClient(url)(register, { body: member });
  if (answer.status !== 201) throw new Error(`could not register: ${JSON.stringify(answer.body)}`);
  return answer.body.access_token;
}
