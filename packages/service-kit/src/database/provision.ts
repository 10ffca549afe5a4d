// Gives a service its own role and schemas in a database: it can touch nothing of the others.
import pg from 'pg';
import type { Log } from '../log.ts';

export interface Provision {
  /** Connects as someone who may create roles and schemas. */
  adminUrl: string;
  /** Names the service's schema. */
  service: string;
  role: string;
  password: string;
  log: Log;
}

// What searching wants. They come with PostgreSQL.
const EXTENSIONS = ['pg_trgm', 'unaccent'];

const INSUFFICIENT_PRIVILEGE = '42501';

/** Answers the URL with which the service connects. */
export async function provision({ adminUrl, service, role, password, log }: Provision): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    // Two starts at once must not both find the role missing.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', ['provisioning']);
    for (const name of EXTENSIONS) await client.query(`CREATE EXTENSION IF NOT EXISTS ${name} SCHEMA public`);
    await makeRole(client, role, password);
    for (const schema of [service, jobsSchema(service)]) await makeSchema(client, schema, role);
    return urlAs(adminUrl, role, password);
  } catch (error) {
    if ((error as pg.DatabaseError).code !== INSUFFICIENT_PRIVILEGE) throw error;
    log.warn(`the database user may not create roles: "${service}" shares that user with the other services`);
    for (const schema of [service, jobsSchema(service)]) await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    return adminUrl;
  } finally {
    await client.end();
  }
}

/** BullMQ keeps a service's jobs in tables of a schema of their own. */
export function jobsSchema(service: string): string {
  return `${service}_jobs`;
}

async function makeRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  const name = client.escapeIdentifier(role);
  const secret = client.escapeLiteral(password);
  await client.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE ${name} LOGIN PASSWORD ${secret}`);
  // The owner of a schema is set by a member of the role that will own it.
  await client.query(`GRANT ${name} TO CURRENT_USER`);
}

async function makeSchema(client: pg.Client, schema: string, role: string): Promise<void> {
  const owner = client.escapeIdentifier(role);
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${client.escapeIdentifier(schema)} AUTHORIZATION ${owner}`);
}

function urlAs(adminUrl: string, role: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(password);
  return url.href;
}
