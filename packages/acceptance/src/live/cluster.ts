// The platform as many processes, each of which may be killed: auth, movie, two replicas of notification, the gateway, and
// Redis where the machine has it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, eventually, freePort, hasRedis, startRedis, type TestRedis } from '@movies/testing';

export interface Cluster {
  url: string;
  /** Where clients find the second replica of notification. */
  socketUrl: string;
  /** What can be killed; it is started again, and this resolves once it is there. */
  kills: Record<string, () => Promise<void>>;
  stop(): Promise<void>;
}

const ROOT = join(import.meta.dirname, '../../../..');

interface Program {
  folder: string;
  port: number;
  environment: Record<string, string>;
}

export async function startCluster(serverUrl?: string): Promise<Cluster> {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'movies-cluster-'));
  const redis = hasRedis() ? await startRedis() : undefined;
  const databases = await Promise.all(
    ['auth', 'movie', 'notification'].map((service) => createTestDatabase(service, serverUrl)),
  );
  const [auth, movie, notification] = databases.map(({ url }) => url) as [string, string, string];
  const programs = await layOut({ auth, movie, notification }, redis, DATA_DIR);
  const running = Object.fromEntries(Object.entries(programs).map(([name, program]) => [name, processOf(program)]));
  await Promise.all(Object.values(running).map(({ start }) => start()));
  const kills = Object.fromEntries(Object.entries(running).map(([name, { kill }]) => [name, kill]));
  return {
    url: urlOf(programs.gateway),
    socketUrl: programs['second notification']?.environment.SOCKET_URL ?? '',
    kills: { ...(redis ? { redis: () => restart(redis) } : {}), ...kills },
    stop: async () => {
      await Promise.all(Object.values(running).map(({ stop }) => stop()));
      await redis?.stop();
      await Promise.all(databases.map((database) => database.drop()));
      await rm(DATA_DIR, { recursive: true, force: true });
    },
  };
}

/** What it held is gone. */
async function restart(redis: TestRedis): Promise<void> {
  await redis.kill();
  await redis.restart();
}

type Databases = Record<'auth' | 'movie' | 'notification', string>;

async function layOut(databases: Databases, redis: TestRedis | undefined, DATA_DIR: string) {
  const [auth = 0, movie = 0, first = 0, second = 0, gateway = 0, firstSockets = 0, secondSockets = 0] =
    await Promise.all(Array.from({ length: 7 }, freePort));
  const at = (port: number) => `http://127.0.0.1:${port}`;
  const common = {
    HOST: '127.0.0.1',
    LOG_LEVEL: 'fatal',
    INTERNAL_SECRET: 'only-for-drills-0123456789',
    RATE_LIMIT_FACTOR: '0',
    CONNECTIONS_PER_ADDRESS: '0',
    DATA_DIR,
    AUTH_URL: at(auth),
    MOVIE_URL: at(movie),
    NOTIFICATION_URL: at(first),
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  const program = (folder: string, port: number, more: Record<string, string> = {}): Program => ({
    folder,
    port,
    environment: { ...common, ...more, PORT: String(port) },
  });
  const live = (port: number, sockets: number) =>
    program('services/notification', port, {
      DATABASE_URL: databases.notification,
      SOCKET_PORT: String(sockets),
      SOCKET_URL: at(sockets),
    });
  return {
    'first notification': live(first, firstSockets),
    'second notification': live(second, secondSockets),
    movie: program('services/movie', movie, { DATABASE_URL: databases.movie }),
    gateway: program('gateway', gateway),
    auth: program('services/auth', auth, { DATABASE_URL: databases.auth }),
  } as Record<string, Program>;
}

function urlOf(program: Program | undefined): string {
  return `http://127.0.0.1:${program?.port}`;
}

function processOf(program: Program) {
  let child: ChildProcess;
  const start = async () => {
    const environment = { ...process.env, ...program.environment };
    child = spawn(process.execPath, [join(ROOT, program.folder, 'src/main.ts')], {
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await eventually(async () => {
      if (child.exitCode !== null) throw new Error(`${program.folder} ended with ${child.exitCode}`);
      const { ok } = await fetch(`${urlOf(program)}/health/live`, { signal: AbortSignal.timeout(500) });
      if (!ok) throw new Error(`${program.folder} is not there yet`);
    }, 30_000);
  };
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    start,
    stop: () => end('SIGTERM'),
    kill: async () => {
      await end('SIGKILL');
      await start();
    },
  };
}
