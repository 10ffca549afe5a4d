import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLog } from '@movies/service-kit';
import { createTestDatabase, type TestDatabase } from '@movies/testing';
import pg from 'pg';
import { makeSchemas } from '../make-schemas.ts';
import { SERVICE_NAMES, type ServiceName } from '../schemas.ts';
import { backUp } from './back-up.ts';
import { restore } from './restore.ts';

const log = createLog('test', 'silent');
const ODD = 'tab\t, line\n\\.\n, back\\slash, \u2028, \r, 七人の侍';

interface Installation {
  database: TestDatabase;
  adminUrl: string;
  databases: Record<ServiceName, string>;
  drop(): Promise<void>;
}

async function newInstallation(): Promise<Installation> {
  const database = await createTestDatabase('unused');
  const roleOf = (service: string) => `${new URL(database.adminUrl).pathname.slice(1)}_${service}`;
  const urls = SERVICE_NAMES.map((service) => {
    const url = new URL(database.adminUrl);
    [url.username, url.password] = [roleOf(service), 'test-only'];
    return [service, url.href];
  });
  return {
    database,
    adminUrl: database.adminUrl,
    databases: Object.fromEntries(urls),
    drop: async () => {
      const server = new URL(database.adminUrl);
      await database.drop();
      server.pathname = '/postgres';
      await query(server.href, `DROP ROLE IF EXISTS ${SERVICE_NAMES.map(roleOf).join(', ')}`);
    },
  };
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

const addPerson = (url: string) =>
  query(url, 'INSERT INTO auth.users (username, email, password_hash, name) VALUES ($1, $2, $3, $4)', [
    'ada',
    'ada@example.org',
    'hash',
    ODD,
  ]);
const people = (url: string) => query(url, 'SELECT * FROM auth.users ORDER BY id');

let from: Installation;
let to: Installation;
let backup: Buffer;

beforeAll(async () => {
  [from, to] = [await newInstallation(), await newInstallation()];
  await makeSchemas(from.adminUrl, from.databases, log);
  await addPerson(from.adminUrl);
  const output = new PassThrough();
  const written = buffer(output);
  await backUp(from.adminUrl, output);
  backup = await written;
});

afterAll(() => Promise.all([from.drop(), to.drop()]));

const restored = (content: Buffer, replace = false) =>
  restore({ ...to, input: Readable.from([content]), replace, log });
const changed = (change: (text: string) => string) => zstdCompressSync(change(zstdDecompressSync(backup).toString()));

describe('restoring a backup', () => {
  test('refuses what is none, what is not complete, and what a newer version made', async () => {
    await expect(restored(Buffer.from('something else'))).rejects.toThrow('This is no backup');
    await expect(restored(changed((text) => text.replace('"EventLog', '"FromTheFuture')))).rejects.toThrow(
      'newer version',
    );
    await expect(restored(changed((text) => text.slice(0, text.indexOf('{"end"'))))).rejects.toThrow('not complete');
  });

  test('brings everything back, numbering included, so that what comes next is new', async () => {
    await restored(backup);
    expect(await people(to.adminUrl)).toEqual(await people(from.adminUrl));
    const [next] = await query<{ id: number }>(
      to.databases.auth,
      "INSERT INTO auth.users (username, email, password_hash, name) VALUES ('b', 'b@example.org', 'x', 'b') RETURNING id",
    );
    expect(next?.id).toBeGreaterThan(1);
  });

  test('replaces people who are there only when told to', async () => {
    await expect(restored(backup)).rejects.toThrow('There are people here already');
    await restored(backup, true);
    expect(await people(to.adminUrl)).toEqual(await people(from.adminUrl));
  });

  test('refuses while the platform runs', async () => {
    const running = new pg.Client({ connectionString: to.adminUrl, application_name: 'movies-auth' });
    await running.connect();
    await expect(restored(backup, true)).rejects.toThrow('Stop it first');
    await running.end();
  });
});
