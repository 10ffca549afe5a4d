// The platform as many processes, each of which may be killed: auth, movie, two replicas of notification, the gateway, and
// Redis where the machine has it. The whole of it has recommendations, too, and a second gateway and movie service.
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
  /** Where letters become files. */
  mailFolder: string;
  /** The second gateway, where the whole runs. */
  secondUrl: string;
  /** What a program has logged, line by line. */
  logOf(program: string): string[];
  stop(): Promise<void>;
}

interface Extent {
  serverUrl?: string;
  whole?: boolean;
  settings?: Record<string, string>;
}

const ROOT = join(import.meta.dirname, '../../../..');

interface Program {
  folder: string;
  port: number;
  environment: Record<string, string>;
}

const SERVICES = ['auth', 'movie', 'notification', 'recommendation'] as const;

export async function startCluster({ serverUrl, whole = false, settings = {} }: Extent = {}): Promise<Cluster> {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'movies-cluster-'));
  const redis = hasRedis() ? await startRedis() : undefined;
  const databases = await Promise.all(SERVICES.map((service) => createTestDatabase(service, serverUrl)));
  const urls = Object.fromEntries(databases.map(({ url }, index) => [SERVICES[index], url])) as Databases;
  const common = { DATA_DIR, ...(redis ? { REDIS_URL: redis.url } : {}), ...settings };
  const programs = await layOut(urls, common, whole);
  const running = Object.fromEntries(Object.entries(programs).map(([name, program]) => [name, processOf(program)]));
  const stop = async () => {
    await Promise.all(Object.values(running).map((program) => program.stop()));
    await redis?.stop();
    await Promise.all(databases.map((database) => database.drop()));
    await rm(DATA_DIR, { recursive: true, force: true });
  };
  await Promise.all(Object.values(running).map(({ start }) => start())).catch(async (error) => {
    await stop();
    throw error;
  });
  const kills = Object.fromEntries(Object.entries(running).map(([name, { kill }]) => [name, kill]));
  return {
    url: urlOf(programs.gateway),
    secondUrl: urlOf(programs['second gateway']),
    socketUrl: programs['second notification']?.environment.SOCKET_URL ?? '',
    mailFolder: join(DATA_DIR, 'mail'),
    kills: { ...(redis ? { redis: () => restart(redis) } : {}), ...kills },
    logOf: (name) => running[name]?.said().split('\n') ?? [],
    stop,
  };
}

/** What it held is gone. */
async function restart(redis: TestRedis): Promise<void> {
  await redis.kill();
  await redis.restart();
}

type Databases = Record<(typeof SERVICES)[number], string>;

async function layOut(databases: Databases, given: Record<string, string>, whole: boolean) {
  const ports = await Promise.all(Array.from({ length: 11 }, freePort));
  const next = () => ports.pop() as number;
  const [auth, movie, first, learning] = [next(), next(), next(), next()];
  const at = (port: number) => `http://127.0.0.1:${port}`;
  const common = {
    HOST: '127.0.0.1',
    LOG_LEVEL: 'fatal',
    INTERNAL_SECRET: 'only-for-drills-0123456789',
    RATE_LIMIT_FACTOR: '0',
    CONNECTIONS_PER_ADDRESS: '0',
    AUTH_URL: at(auth),
    MOVIE_URL: at(movie),
    NOTIFICATION_URL: at(first),
    RECOMMENDATION_URL: at(learning),
    ...given,
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
  const films = (port: number) => program('services/movie', port, { DATABASE_URL: databases.movie });
  const more = {
    'second movie': films(next()),
    'second gateway': program('gateway', next()),
    recommendation: program('services/recommendation', learning, { DATABASE_URL: databases.recommendation }),
  };
  return {
    'first notification': live(first, next()),
    'second notification': live(next(), next()),
    movie: films(movie),
    gateway: program('gateway', next()),
    ...(whole ? more : {}),
    auth: program('services/auth', auth, { DATABASE_URL: databases.auth }),
  } as Record<string, Program>;
}

function urlOf(program: Program | undefined): string {
  return `http://127.0.0.1:${program?.port}`;
}

function processOf(program: Program) {
  let child: ChildProcess;
  let said = '';
  const start = async () => {
    const environment = { ...process.env, ...program.environment };
    child = spawn(process.execPath, [join(ROOT, program.folder, 'src/main.ts')], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    await eventually(async () => {
      if (child.exitCode !== null)
        throw new Error(`${program.folder} ended with ${child.exitCode}: ${said.slice(-500)}`);
      const { ok } = await fetch(`${urlOf(program)}/health/live`, { signal: AbortSignal.timeout(500) });
      if (!ok) throw new Error(`${program.folder} is not there yet`);
    }, 100_000);
  };
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    start,
    said: () => said,
    stop: () => end('SIGTERM'),
    kill: async () => {
      await end('SIGKILL');
      await start();
    },
  };
}
