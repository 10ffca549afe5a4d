// A service's database: whether it lets us in, what it may do there, and whether its tables are those of this version.
import pg from 'pg';
import type { DatabaseOptions } from '../database/database.ts';
import { jobsSchema } from '../database/provision.ts';
import { clockFinding } from './clock.ts';
import { broken, type Check, doubtful, type Finding, looking, messageOf, well } from './finding.ts';

interface Patient {
  url: string;
  schema: string;
  migrations: DatabaseOptions['migrations'];
  /** Whether the jobs are kept there, too. */
  holdsJobs: boolean;
}

const PATIENCE_MS = 3_000;
const LEAST_VERSION = 15;

export function checkDatabase({ url, ...patient }: Patient): Check {
  const subject = `Database of ${patient.schema}`;
  return looking(subject, 'Look into the log of PostgreSQL.', () =>
    withConnection(url, subject, async (client) => {
      const versions = await versionOf(client, subject);
      if (versions.some(({ state }) => state === 'broken')) return versions;
      const rights = await rightsOf(client, subject, patient);
      const parts = rights.length > 0 ? rights : await tablesOf(client, subject, patient);
      return [...versions, ...parts, ...(await roomOf(client, subject)), ...(await clockOf(client, subject))];
    }),
  );
}

/** A server that services are yet to be given their places on. */
export function checkServer(url: string): Check {
  const subject = 'PostgreSQL';
  return looking(subject, 'Look into the log of PostgreSQL.', () =>
    withConnection(url, subject, async (client) => {
      const { rows } = await client.query<{ may: boolean }>(
        "SELECT has_database_privilege(current_database(), 'CREATE') AS may",
      );
      if (rows[0]?.may) return [well(subject, 'Lets us in; the first start makes roles and schemas.')];
      const mend = 'Give it CREATE on the database, and CREATEROLE where each service is to have a role of its own.';
      return [broken(subject, 'The user of DATABASE_URL may not make schemas.', mend)];
    }),
  );
}

/** Where a service connects: as its own role, or as everyone does on a server that lets us make no roles. */
export async function urlOfRole(adminUrl: string, role: string, password: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: PATIENCE_MS });
  const isThere = async () => {
    await client.connect();
    return (await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role])).rowCount === 1;
  };
  // Where nobody lets us in, the check itself says so.
  const has = await isThere().catch(() => false);
  await client.end().catch(() => undefined);
  if (!has) return adminUrl;
  const url = new URL(adminUrl);
  url.username = role;
  url.password = password;
  return url.href;
}

async function withConnection(
  url: string,
  subject: string,
  look: (client: pg.Client) => Promise<Finding[]>,
): Promise<Finding[]> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'movies-doctor',
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    return [notReached(subject, url, error as pg.DatabaseError)];
  }
  return look(client).finally(() => client.end().catch(() => undefined));
}

const REFUSALS: Record<string, [says: string, mend: string]> = {
  ECONNREFUSED: ['Nobody listens at', 'Start PostgreSQL there, or change DATABASE_URL.'],
  ENOTFOUND: ['There is no host of the name in', 'Change the host in DATABASE_URL.'],
  '28P01': ['The password is not accepted at', 'Change the password in DATABASE_URL, or that of the role.'],
  '28000': ['The role may not log in at', 'Give the role LOGIN, and a line in pg_hba.conf.'],
  '3D000': ['There is no such database at', 'Create the database, or change its name in DATABASE_URL.'],
  '53300': ['There are too many connections at', 'Raise max_connections, or start fewer replicas.'],
};

function notReached(subject: string, url: string, error: pg.DatabaseError): Finding {
  const { host, pathname } = new URL(url);
  const place = `${host}${pathname}`;
  const [says, mend] = REFUSALS[error.code ?? ''] ?? [
    `${messageOf(error)}:`,
    'See that PostgreSQL runs and that nothing stands between.',
  ];
  return broken(subject, `${says} ${place}.`, mend);
}

async function versionOf(client: pg.Client, subject: string): Promise<Finding[]> {
  const { rows } = await client.query<{ number: number; text: string; user: string; superuser: boolean }>(`
    SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS text,
      current_user AS user, rolsuper AS superuser
    FROM pg_roles WHERE rolname = current_user`);
  const [{ number = 0, text = '', user = '', superuser = false } = {}] = rows;
  const says = `PostgreSQL ${text}, as ${user}.`;
  if (number < LEAST_VERSION * 10_000)
    return [broken(subject, says, `Upgrade PostgreSQL to ${LEAST_VERSION} or newer.`)];
  if (superuser) {
    const mend = 'Let the service connect as a role of its own, that owns its schema and nothing else.';
    return [doubtful(subject, `${says} That is a superuser, who may touch everything.`, mend)];
  }
  return [well(subject, says)];
}

async function rightsOf(
  client: pg.Client,
  subject: string,
  { schema, holdsJobs }: Omit<Patient, 'url'>,
): Promise<Finding[]> {
  const wanted = holdsJobs ? [schema, jobsSchema(schema)] : [schema];
  const { rows } = await client.query<{ name: string; may: boolean }>(
    `SELECT nspname AS name, has_schema_privilege(oid, 'CREATE') AND has_schema_privilege(oid, 'USAGE') AS may
     FROM pg_namespace WHERE nspname = ANY($1)`,
    [wanted],
  );
  const may = new Map(rows.map((row) => [row.name, row.may]));
  return wanted.flatMap((name) => {
    if (may.get(name)) return [];
    const says = may.has(name) ? `It may not use the schema ${name}.` : `There is no schema ${name}.`;
    return [
      broken(
        subject,
        says,
        `As a superuser there: CREATE SCHEMA IF NOT EXISTS ${name}; ALTER SCHEMA ${name} OWNER TO the role of ${schema}.`,
      ),
    ];
  });
}

async function tablesOf(client: pg.Client, subject: string, { schema, migrations }: Omit<Patient, 'url'>) {
  const ours = migrations.map((migration) => migration.name);
  const { rows: found } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
    `${schema}.migrations`,
  ]);
  if (!found[0]?.there) return [well(subject, 'Empty: the first start makes the tables.')];
  const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${schema}.migrations`);
  const done = new Set(rows.map(({ name }) => name));
  const newer = [...done].filter((name) => !ours.includes(name));
  const toCome = ours.filter((name) => !done.has(name));
  if (newer.length > 0) {
    const mend = 'Start the version that made them, or restore a backup from before.';
    return [broken(subject, `Its tables are of a newer version than this one (${newer.join(', ')}).`, mend)];
  }
  if (toCome.length > 0) {
    const says = `Its tables are of an older version (${toCome.join(', ')} to come).`;
    return [doubtful(subject, says, 'Back up, then start this version: it brings them up to date.')];
  }
  return [];
}

const NEARLY_ALL = 0.9;

async function roomOf(client: pg.Client, subject: string): Promise<Finding[]> {
  const { rows } = await client.query<{ most: number; used: number }>(`
    SELECT current_setting('max_connections')::int AS most, count(*)::int AS used
    FROM pg_stat_activity WHERE backend_type = 'client backend'`);
  const [{ most = 1, used = 0 } = {}] = rows;
  if (used < most * NEARLY_ALL) return [];
  const mend = 'Raise max_connections, start fewer replicas, or put a pooler in front.';
  return [doubtful(subject, `${used} of ${most} connections are taken.`, mend)];
}

async function clockOf(client: pg.Client, subject: string): Promise<Finding[]> {
  const before = Date.now();
  const { rows } = await client.query<{ now: number }>(
    'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now',
  );
  return clockFinding(subject, rows[0]?.now ?? before, (before + Date.now()) / 2);
}
