// The PostgreSQL server that all tests share: the one of TEST_DATABASE_URL, a container, or the embedded one.
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startPostgres } from '@movies/embedded-postgres';
import { createLog } from '@movies/service-kit';
import { quickestPlace } from './place.ts';

export interface TestServer {
  url: string;
  /** It was there before the tests, and is there after them. */
  isGiven?: true;
  stop(): Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, isGiven: true, stop: async () => undefined };
  if (process.env.TEST_CONTAINERS === '1') return inContainer();
  const server = await embedded();
  // Ctrl-C leaves no time for the teardown; and of itself it ends the process without a word.
  process.once('exit', () => server.abandon());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  return server;
}

async function inContainer(): Promise<TestServer> {
  // Loaded only here: it is large, and every test file reads this one.
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  const container = await new PostgreSqlContainer('postgres:18').start();
  return { url: container.getConnectionUri(), stop: async () => void (await container.stop()) };
}

/** A server that a test may break. */
export interface OwnServer extends TestServer {
  readonly processId: number;
  /** Ends it as a crash does, and nobody starts it again. */
  crash(): Promise<void>;
  /** Starts it again on what it has stored, at another address. */
  restart(): Promise<void>;
  /** Ends it and forgets what it has stored, at once. */
  abandon(): void;
}

/** A server of its own, for a test that stops or breaks it as well as for all of them together. */
export async function embedded(): Promise<OwnServer> {
  const folder = await mkdtemp(join(await quickestPlace(), 'movies-test-'));
  // Started by root the server runs as another user: one that can't come through here would keep its data elsewhere.
  await chmod(folder, 0o711);
  const log = createLog('test-database', 'silent');
  const start = () => startPostgres({ directory: join(folder, 'postgres'), password: 'test-only', log, quick: true });
  let server = await start();
  return {
    get url() {
      return server.url;
    },
    get processId() {
      return server.processId;
    },
    crash: async () => {
      process.kill(server.processId, 'SIGKILL');
      await server.stop();
    },
    restart: async () => {
      server = await start();
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
    abandon: () => {
      if (isAlive(server.processId)) process.kill(server.processId, 'SIGQUIT');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}
