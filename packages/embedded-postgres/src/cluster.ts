// A PostgreSQL server of our own: made at the first start, started, and stopped with the process that started it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@movies/service-kit';
import { initialise, isInitialised } from './initialise.ts';
import { portOfRunning, takeOver } from './leftover.ts';
import { owned, ownerOf, PassingFailure, urlFor } from './ownership.ts';
import { findPlace, type Place } from './place.ts';
import { finished, programOptions } from './programs.ts';

export interface PostgresOptions {
  directory: string;
  password: string;
  log: Log;
  /** For tests: gives up surviving a power cut and passwords that are hard to guess, not correctness. */
  quick?: boolean;
}

export interface EmbeddedPostgres {
  /** Connects as the server's superuser. */
  readonly url: string;
  readonly processId: number;
  stop(): Promise<void>;
}

const PATIENCE_MS = 10_000;
const PAUSE_MS = 200;

export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const place = await findPlace(resolve(options.directory));
  const { password, log } = options;
  if (!(await isInitialised(place.data))) await initialise(place, options);
  else await takeOver(place, (port) => owned(urlFor(port, password)));
  const { server, url, owner } = await launchPatiently(place, options);
  owner.on('error', () => log.debug('the connection that owns the database was lost'));
  return {
    url,
    processId: server.pid ?? 0,
    stop: async () => {
      await owner.end().catch(() => undefined);
      await stopServer(server, place);
    },
  };
}

async function launchPatiently(place: Place, options: PostgresOptions) {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const port = await freePort();
    const server = launch(place, port, options);
    const url = urlFor(port, options.password);
    try {
      return { server, url, owner: await ownerOf(url, server) };
    } catch (error) {
      await stopServer(server, place);
      if (!(error instanceof PassingFailure) || Date.now() > until) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/** The server of this directory, where a process runs it at this moment. */
export async function runningPostgres({ directory, password }: PostgresOptions): Promise<string | undefined> {
  const place = await findPlace(resolve(directory));
  const port = await portOfRunning(place);
  const url = urlFor(port ?? 0, password);
  return port !== undefined && (await owned(url)) ? url : undefined;
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
