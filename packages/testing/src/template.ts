// A service's migrations run once in a test run: what they make is kept as a database that others start as copies of.
import { createHash } from 'node:crypto';
import { createLog, type DatabaseOptions, migrate, migrateJobs, provision } from '@movies/service-kit';
import type pg from 'pg';
import { databaseOn, withClient } from './client.ts';

const log = createLog('test', 'silent');

type Migrations = DatabaseOptions['migrations'];

export interface Template {
  name: string;
  /** As the service connects, to it and to all copies. */
  url: string;
}

export async function templateOf(service: string, migrations: Migrations, serverUrl: string): Promise<Template> {
  const name = `${namesOfThisRun()}${service}_${hash(migrations.map((migration) => migration.name).join())}`;
  await withClient(serverUrl, async (client) => {
    if (await exists(client, name)) return;
    // Of workers that want it at once one makes it, and the others wait.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [namesOfThisRun()]);
    if (!(await exists(client, name))) await make(client, { name, service, migrations, serverUrl });
  });
  const url = new URL(databaseOn(serverUrl, name));
  [url.username, url.password] = [name, PASSWORD];
  return { name, url: url.href };
}

const PASSWORD = 'test-only';

interface Plan {
  name: string;
  service: string;
  migrations: Migrations;
  serverUrl: string;
}

async function make(client: pg.Client, { name, service, migrations, serverUrl }: Plan): Promise<void> {
  const unfinished = `${name}_unfinished`;
  await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${unfinished}`);
  const adminUrl = databaseOn(serverUrl, unfinished);
  const url = await provision({ adminUrl, service, role: name, password: PASSWORD, log });
  await migrate({ url, schema: service, entities: [], migrations, log });
  await migrateJobs(url, service);
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  return rowCount === 1;
}

/** A server that outlives the run is left as it was found. */
export async function dropTemplates(serverUrl: string): Promise<void> {
  await withClient(serverUrl, async (client) => {
    const made = await client.query(`SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)`, [
      namesOfThisRun(),
    ]);
    for (const { name } of made.rows) await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    const roles = await client.query(`SELECT rolname AS name FROM pg_roles WHERE starts_with(rolname, $1)`, [
      namesOfThisRun(),
    ]);
    for (const { name } of roles.rows) await client.query(`DROP ROLE ${name}`);
  });
}

function namesOfThisRun(): string {
  return `template_${process.env.TEST_RUN}_`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
