// A PostgreSQL server of our own: made at the first start, started, and stopped with the process that started it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Log, StartupError } from '@movies/service-kit';
import pg from 'pg';
import { portOfRunning, takeOver } from './leftover.ts';
import { findPlace, own, type Place } from './place.ts';
import { finished, programOptions } from './programs.ts';

export interface PostgresOptions {
  directory: string;
  password: string;
  log: Log;
  /** For tests: gives up surviving a power cut, not correctness. */
  quick?: boolean;
}

export interface EmbeddedPostgres {
  /** Connects as the server's superuser. */
  readonly url: string;
  readonly processId: number;
  stop(): Promise<void>;
}

const USER = 'postgres';
const START_MS = 30_000;
/** Held by the process that runs the server, so that another one on the same data notices. */
const OWNER_LOCK = 7_201_845;

export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const place = await findPlace(resolve(options.directory));
  const { password, log } = options;
  if (!(await isInitialised(place.data))) await initialise(place, options);
  else await takeOver(place, (port) => owned(urlFor(port, password)));
  const port = await freePort();
  const server = launch(place, port, options);
  const url = urlFor(port, password);
  const owner = await firstConnection(url, server);
  owner.on('error', () => log.debug('the connection that owns the database was lost'));
  await owner.query('SELECT pg_advisory_lock($1)', [OWNER_LOCK]);
  return {
    url,
    processId: server.pid ?? 0,
    stop: async () => {
      await owner.end().catch(() => undefined);
      await stopServer(server, place);
    },
  };
}

/** The server of this directory, where a process runs it at this moment. */
export async function runningPostgres({ directory, password }: PostgresOptions): Promise<string | undefined> {
  const place = await findPlace(resolve(directory));
  const port = await portOfRunning(place);
  const url = urlFor(port ?? 0, password);
  return port !== undefined && (await owned(url)) ? url : undefined;
}

function urlFor(port: number, password: string): string {
  return `postgres://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}

async function isInitialised(data: string): Promise<boolean> {
  return access(join(data, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

/** Makes the cluster beside its place and moves it there when it is whole: a half-made one is never mistaken for it. */
async function initialise(
  { data, binaries, account }: Place,
  { password, log, quick }: PostgresOptions,
): Promise<void> {
  const unfinished = `${data}.new`;
  const passwordFile = join(tmpdir(), `movies-${process.pid}-${Date.now()}`);
  await rm(unfinished, { recursive: true, force: true });
  await rm(data, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 }).catch(refuseFolder(unfinished));
  await writeFile(passwordFile, password, { mode: 0o600 });
  await own(unfinished, account);
  await own(passwordFile, account);
  log.info('making a new database');
  const words = [
    `--pgdata=${unfinished}`,
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(quick ? ['--no-sync'] : []),
  ];
  try {
    const { code, output } = await finished(binaries.initdb, words, account);
    if (code !== 0) throw new StartupError(`PostgreSQL could not make its database: ${output.trim()}`);
    await rename(unfinished, data);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function refuseFolder(folder: string) {
  return (error: NodeJS.ErrnoException): never => {
    throw new StartupError(`The folder ${folder} can't be made (${error.code}). Set DATA_DIR to one that can.`);
  };
}

function launch({ data, binaries, account }: Place, port: number, { log, quick }: PostgresOptions): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '64MB',
    max_connections: '100',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(quick ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // In a process group of its own: Ctrl-C reaches us alone, and we stop the server when our work is done.
  const server = spawn(binaries.postgres, ['-D', data, '-p', String(port), ...words], {
    ...programOptions(account),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  server.on('error', () => undefined);
  server.stderr?.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n')) if (line.trim()) log.debug(`postgres: ${line}`);
  });
  return server;
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

function startFailure(said: string): StartupError {
  const line = said.split('\n').findLast((text) => /FATAL|ERROR|PANIC/.test(text)) ?? said.trim();
  return new StartupError(
    `PostgreSQL did not start: ${line} Look into DATA_DIR, or set DATABASE_URL to another server.`,
  );
}

/** Whether a running process owns the server: a second one must not take it away. */
async function owned(url: string): Promise<boolean> {
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

async function stopServer(server: ChildProcess, { binaries, data, account }: Place): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  const { code } = await finished(binaries.pgCtl, ['stop', '-D', data, '-m', 'fast', '-t', '8', '-s'], account);
  if (code !== 0) await finished(binaries.pgCtl, ['stop', '-D', data, '-m', 'immediate', '-s'], account);
  await exited;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
