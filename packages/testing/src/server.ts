// The PostgreSQL server that all tests share: the one of TEST_DATABASE_URL, a container, or the embedded one.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@movies/embedded-postgres';
import { createLog } from '@movies/service-kit';
import { PostgreSqlContainer } from '@testcontainers/postgresql';

export interface TestServer {
  url: string;
  stop(): Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  return process.env.TEST_CONTAINERS === '1' ? inContainer() : embedded();
}

async function inContainer(): Promise<TestServer> {
  const container = await new PostgreSqlContainer('postgres:18').start();
  return { url: container.getConnectionUri(), stop: async () => void (await container.stop()) };
}

/** A server of its own, for a test that stops or breaks it as well as for all of them together. */
export async function embedded(): Promise<TestServer & { processId: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'movies-test-'));
  const log = createLog('test-database', 'silent');
  const server = await startPostgres({ directory: join(folder, 'postgres'), password: 'test-only', log, quick: true });
  return {
    url: server.url,
    processId: server.processId,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
