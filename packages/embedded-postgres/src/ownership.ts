// The connection of the process that runs the server. It holds a lock, so that another process on the same data notices.
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '@movies/service-kit';
import pg from 'pg';
import { SUPERUSER } from './initialise.ts';

const START_MS = 30_000;
const OWNER_LOCK = 7_201_845;

export function urlFor(port: number, password: string): string {
  return `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}

/** Waits until a server that was just launched answers, and takes it. */
export async function ownerOf(url: string, server: ChildProcess): Promise<pg.Client> {
  const owner = await firstConnection(url, server);
  await owner.query('SELECT pg_advisory_lock($1)', [OWNER_LOCK]);
  return owner;
}

async function firstConnection(url: string, server: ChildProcess): Promise<pg.Client> {
  let said = '';
  server.stderr?.on('data', (text: string) => {
    said = (said + text).slice(-2_000);
  });
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    if (server.exitCode !== null || server.signalCode !== null) throw startFailure(said);
    const client = new pg.Client({ connectionString: url, application_name: 'movies-owner', keepAlive: true });
    const connected = await client.connect().then(
      () => true,
      (error) => refuseWrongPassword(error),
    );
    if (connected) return client;
    await sleep(20);
  }
  throw startFailure(`it did not answer within ${START_MS / 1_000} seconds`);
}

function refuseWrongPassword(error: { code?: string }): false {
  if (error.code === '28P01') {
    throw new StartupError('The database has another password than secrets.json. Put back the one that belongs to it.');
  }
  return false;
}

/** Somebody took the port at this very moment; or processes of a server that was killed have not ended yet. */
export class PassingFailure extends StartupError {}

function startFailure(said: string): StartupError {
  const [, made, ours] = /initialized by PostgreSQL version (\S+), which.* version (\d+)/.exec(said) ?? [];
  if (made) {
    return new StartupError(
      `The database in DATA_DIR was made by PostgreSQL ${made}; this platform brings ${ours}. Move it with pg_dump, or set DATABASE_URL to a server of that version.`,
    );
  }
  const line = said.split('\n').findLast((text) => /FATAL|ERROR|PANIC/.test(text)) ?? said.trim();
  const Failure = /Address already in use|pre-existing shared memory block/.test(said) ? PassingFailure : StartupError;
  return new Failure(`PostgreSQL did not start: ${line} Look into DATA_DIR, or set DATABASE_URL to another server.`);
}

/** Whether a running process owns the server: a second one must not take it away. */
export async function owned(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000, query_timeout: 2_000 });
  try {
    await client.connect();
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS free', [OWNER_LOCK]);
    return rows[0].free === false;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
