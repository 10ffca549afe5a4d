// Writes everything into one file, as it was at one moment, while the platform goes on.
import type { Writable } from 'node:stream';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { END_OF_ROWS, FORMAT, type Head, type Line, VERSION } from './format.ts';
import { columnList, migrationsOf, sequencesOf, type Table, tablesOf } from './tables.ts';

export interface Backup {
  tables: number;
  rows: number;
}

export async function backUp(adminUrl: string, output: Writable): Promise<Backup> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'movies backup' });
  await client.connect();
  const made: Backup = { tables: 0, rows: 0 };
  try {
    // One picture of all schemas: an event and what a follower made of it are both in it, or neither is.
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await pipeline(Readable.from(contentOf(client, made), { objectMode: false }), createZstdCompress(), output);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
  return made;
}

async function* contentOf(client: pg.Client, made: Backup): AsyncGenerator<Buffer | string> {
  const migrations = await migrationsOf(client);
  const head: Head = { format: FORMAT, version: VERSION, made_at: new Date().toISOString(), migrations };
  yield `${JSON.stringify(head)}\n`;
  for (const table of await tablesOf(client)) {
    yield line({ table: table.name, columns: table.columns });
    const rows = yield* rowsOf(client, table);
    yield `${END_OF_ROWS}\n${line({ rows })}`;
    made.tables += 1;
    made.rows += rows;
  }
  yield line({ sequences: await sequencesOf(client) });
  yield line({ end: true, tables: made.tables });
}

async function* rowsOf(client: pg.Client, table: Table): AsyncGenerator<Buffer, number> {
  const rows = client.query(copyTo(`COPY ${table.name} (${columnList(table)}) TO STDOUT`));
  for await (const chunk of rows) yield chunk as Buffer;
  return rows.rowCount;
}

function line(content: Line): string {
  return `${JSON.stringify(content)}\n`;
}
