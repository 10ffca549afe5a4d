// Reads a backup into an installation that is empty, or that is to be replaced. Its schemas are made anew as they were when
// the backup was made; what has been migrated since is migrated afterwards.
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import { type Log, migrate, StartupError } from '@movies/service-kit';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { makeRoles } from '../make-schemas.ts';
import { SERVICE_NAMES, type ServiceName, schemas } from '../schemas.ts';
import { END_OF_ROWS, FORMAT, type Head, type Line, linesOf, VERSION } from './format.ts';
import { columnList, type Table } from './tables.ts';

export interface Restoring {
  adminUrl: string;
  databases: Record<ServiceName, string>;
  input: Readable;
  /** Whether what is there may be lost. */
  replace: boolean;
  log: Log;
}

export async function restore({ adminUrl, databases, input, replace, log }: Restoring) {
  const lines = linesOf(input.pipe(createZstdDecompress()) as AsyncIterable<Buffer>);
  const head = await headOf(lines);
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'restore' });
  await client.connect();
  try {
    await refuseToHarm(client, replace);
    for (const name of SERVICE_NAMES) await client.query(`DROP SCHEMA IF EXISTS ${name}, ${name}_jobs CASCADE`);
    await makeRoles(adminUrl, databases, log);
    for (const name of SERVICE_NAMES) await migrate(schemaThen(name, databases[name], head, log));
    const restored = await load(client, lines);
    for (const name of SERVICE_NAMES) await migrate({ ...schemas[name], url: databases[name], log });
    return { ...restored, made_at: head.made_at };
  } finally {
    await client.end();
  }
}

async function headOf(lines: AsyncGenerator<Buffer>): Promise<Head> {
  const first = await lines.next().catch(() => undefined);
  const head = jsonOf<Head>(first?.value as Buffer | undefined);
  if (head?.format !== FORMAT) throw new StartupError('This is no backup of the platform.');
  const isNewer = Object.entries(head.migrations).some(([schema, done]) => {
    const known = new Set(schemas[schema as ServiceName]?.migrations.map(({ name }) => name));
    return done.some((name) => !known.has(name));
  });
  if (isNewer || head.version > VERSION) {
    throw new StartupError('The backup was made by a newer version of the platform. Restore it with that one.');
  }
  return head;
}

const RUNNING = `SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND application_name LIKE 'movies-%'
    AND split_part(application_name, '-', 2) = ANY ($1) LIMIT 1`;

async function refuseToHarm(client: pg.Client, replace: boolean): Promise<void> {
  const running = await client.query(RUNNING, [SERVICE_NAMES]);
  if (running.rowCount) throw new StartupError('The platform is running on this database. Stop it first.');
  const { rows } = await client.query<{ there: boolean }>("SELECT to_regclass('auth.users') IS NOT NULL AS there");
  const people = rows[0]?.there ? await client.query('SELECT FROM auth.users LIMIT 1') : undefined;
  if (people?.rowCount && !replace) {
    throw new StartupError('There are people here already. With --replace all that is here is lost, and replaced.');
  }
}

function schemaThen(name: ServiceName, url: string, { migrations }: Head, log: Log) {
  const schema = schemas[name];
  const done = new Set(migrations[name]);
  return { ...schema, migrations: schema.migrations.filter(({ name: migration }) => done.has(migration)), url, log };
}

async function load(client: pg.Client, lines: AsyncGenerator<Buffer>): Promise<{ tables: number; rows: number }> {
  const loaded = { tables: 0, rows: 0 };
  await client.query('BEGIN');
  // Triggers have done their work already: what they keep is in the backup. Nor does the order of tables matter then.
  await client.query('SET LOCAL session_replication_role = replica').catch(onlyForSuperusers);
  for await (const text of lines) {
    const line = jsonOf<Line>(text);
    if (!line) break;
    if ('table' in line) {
      const rows = await loadTable(client, { name: line.table, columns: line.columns }, lines);
      loaded.tables += 1;
      loaded.rows += rows;
    } else if ('sequences' in line) {
      for (const { name, value } of line.sequences)
        await client.query('SELECT setval($1::regclass, $2)', [name, value]);
    } else if ('end' in line && line.tables === loaded.tables) {
      await client.query('COMMIT');
      await client.query('ANALYZE');
      return loaded;
    }
  }
  throw new StartupError('The backup is not complete: its end is missing. Nothing of it was kept.');
}

async function loadTable(client: pg.Client, table: Table, lines: AsyncGenerator<Buffer>): Promise<number> {
  // What migrations brought with them is in the backup too.
  await client.query(`DELETE FROM ${table.name}`);
  const rows = client.query(copyFrom(`COPY ${table.name} (${columnList(table)}) FROM STDIN`));
  const failed = once(rows, 'error').then(([error]) => Promise.reject(error));
  failed.catch(() => undefined);
  for (let { value, done } = await lines.next(); !done && !isEndOfRows(value); { value, done } = await lines.next()) {
    if (!rows.write(value)) await Promise.race([once(rows, 'drain'), failed]);
  }
  rows.end();
  await Promise.race([once(rows, 'finish'), failed]);
  const counted = jsonOf<{ rows: number }>((await lines.next()).value);
  if (counted?.rows !== rows.rowCount) throw new StartupError(`The rows of ${table.name} are not complete.`);
  return rows.rowCount;
}

function isEndOfRows(line: Buffer): boolean {
  return line.length === END_OF_ROWS.length + 1 && line.toString().trimEnd() === END_OF_ROWS;
}

function jsonOf<T>(text: Buffer | undefined): T | undefined {
  try {
    return JSON.parse(String(text)) as T;
  } catch {
    return undefined;
  }
}

function onlyForSuperusers(error: Error): never {
  throw new StartupError(
    `The database user may not restore (${error.message}). Let it be a superuser, or GRANT SET ON PARAMETER session_replication_role.`,
  );
}
