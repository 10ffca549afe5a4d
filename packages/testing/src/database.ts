// A fresh database for a test file, with the roles and schemas a service finds in a real one.
import { randomBytes } from 'node:crypto';
import { createLog, provision } from '@movies/service-kit';
import pg from 'pg';

const log = createLog('test', 'silent');

export interface TestDatabase {
  /** As the service connects. */
  url: string;
  /** As the server's superuser connects, to the same database. */
  adminUrl: string;
  drop(): Promise<void>;
}

export async function createTestDatabase(service: string, serverUrl = sharedServer()): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name}`);
  const adminUrl = databaseOn(serverUrl, name);
  const url = await provision({ adminUrl, service, role: name, password: 'test-only', log });
  return {
    url,
    adminUrl,
    drop: async () => {
      await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      await onServer(serverUrl, `DROP ROLE IF EXISTS ${name}`);
    },
  };
}

function sharedServer(): string {
  const url = process.env.TEST_SERVER_URL;
  if (!url) throw new Error('no test server: run the tests with `pnpm test`');
  return url;
}

function databaseOn(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
