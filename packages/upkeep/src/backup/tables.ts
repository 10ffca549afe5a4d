// What a backup is of: every table of the services' schemas. Jobs are left out, since they are made again from rows.
import type pg from 'pg';
import { SERVICE_NAMES } from '../schemas.ts';

export interface Table {
  /** As SQL names it. */
  name: string;
  columns: string[];
}

const TABLES = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name,
    (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY ($1) AND c.relkind = 'r' AND c.relname <> 'migrations' ORDER BY 1`;

export async function tablesOf(client: pg.Client): Promise<Table[]> {
  return (await client.query<Table>(TABLES, [SERVICE_NAMES])).rows;
}

const SEQUENCES = `
  SELECT format('%I.%I', schemaname, sequencename) AS name, last_value::text AS value
  FROM pg_sequences WHERE schemaname = ANY ($1) AND last_value IS NOT NULL ORDER BY 1`;

export async function sequencesOf(client: pg.Client): Promise<{ name: string; value: string }[]> {
  return (await client.query<{ name: string; value: string }>(SEQUENCES, [SERVICE_NAMES])).rows;
}

/** The migrations that each schema has been through, by their names. */
export async function migrationsOf(client: pg.Client): Promise<Record<string, string[]>> {
  const done: Record<string, string[]> = {};
  for (const schema of SERVICE_NAMES) {
    const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${schema}.migrations ORDER BY id`);
    done[schema] = rows.map(({ name }) => name);
  }
  return done;
}

export function columnList({ columns }: Table): string {
  return columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ');
}
