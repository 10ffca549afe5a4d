// A fresh database for a test file, with the roles and schemas a service finds in a real one.
import { randomBytes } from 'node:crypto';
import { createLog, type DatabaseOptions, provision } from '@movies/service-kit';
import { databaseOn, withClient } from './client.ts';
import { templateOf } from './template.ts';

const log = createLog('test', 'silent');

export interface TestDatabase {
  /** As the service connects. */
  url: string;
  /** As the server's superuser connects, to the same database. */
  adminUrl: string;
  drop(): Promise<void>;
}

/** Empty, as a service finds it at its first start. */
export async function createTestDatabase(service: string, serverUrl = sharedServer()): Promise<TestDatabase> {
  const name = newName();
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

/** As a service finds it at a later start: what its migrations make is there. */
export async function createMigratedDatabase(
  service: string,
  schema: Pick<DatabaseOptions, 'migrations'>,
): Promise<TestDatabase> {
  const serverUrl = sharedServer();
  const name = newName();
  const template = await templateOf(service, schema.migrations, serverUrl);
  await copyDatabase(serverUrl, template.name, name);
  return {
    url: databaseOn(template.url, name),
    adminUrl: databaseOn(serverUrl, name),
    drop: () => onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** Copying files is quicker than writing their pages to the log; quickest is to leave it to the file system, where it can. */
async function copyDatabase(serverUrl: string, from: string, to: string): Promise<void> {
  await withClient(serverUrl, async (client) => {
    await client.query(`SELECT set_config(name, 'clone', false) FROM pg_settings
      WHERE name = 'file_copy_method' AND 'clone' = ANY (enumvals)`);
    await client.query(`CREATE DATABASE ${to} TEMPLATE ${from} STRATEGY file_copy`);
  });
}

function newName(): string {
  return `test_${randomBytes(6).toString('hex')}`;
}

function sharedServer(): string {
  const url = process.env.TEST_SERVER_URL;
  if (!url) throw new Error('no test server: run the tests with `pnpm test`');
  return url;
}

async function onServer(url: string, statement: string): Promise<void> {
  await withClient(url, (client) => client.query(statement));
}
