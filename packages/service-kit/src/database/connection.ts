// One connection to a service's schema, without a pool, entities or migrations: for a thread that reads something and goes.
import pg from 'pg';
import { rethrow, type Sql, sqlOn, types } from './sql.ts';

export interface ConnectionOptions {
  url: string;
  schema: string;
  /** How long connecting may take, and each statement. */
  answerMs: number;
}

export interface Connection extends Sql {
  close(): Promise<void>;
}

export async function connect({ url, schema, answerMs }: ConnectionOptions): Promise<Connection> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `movies-${schema}-reader`,
    options: `-c search_path=${schema},public`,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    statement_timeout: answerMs,
    types,
  });
  // A connection that breaks is told of by the statement that needed it.
  client.on('error', () => undefined);
  await client.connect().catch(rethrow);
  return { ...sqlOn((text, values) => client.query(text, values)), close: () => client.end() };
}
