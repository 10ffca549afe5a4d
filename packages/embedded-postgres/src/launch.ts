// One server process on the data of a place: launched, answering, stopped.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Log } from '@movies/service-kit';
import type pg from 'pg';
import { ownerOf, urlFor } from './ownership.ts';
import type { Place } from './place.ts';
import { finished, programOptions } from './programs.ts';

export interface PostgresOptions {
  directory: string;
  password: string;
  log: Log;
  /** For tests: gives up surviving a power cut and passwords that are hard to guess, not correctness. */
  quick?: boolean;
}

export interface Launched {
  server: ChildProcess;
  /** The connection that owns it. */
  owner: pg.Client;
  port: number;
}

/** Answers when the server does; where it does not, none is left. */
export async function launch(place: Place, port: number, options: PostgresOptions): Promise<Launched> {
  const server = spawnServer(place, port, options);
  try {
    const owner = await ownerOf(urlFor(port, options.password), server);
    owner.on('error', () => options.log.debug('the connection that owns the database was lost'));
    return { server, owner, port };
  } catch (error) {
    await stopServer(server, place);
    throw error;
  }
}

export async function stop({ server, owner }: Launched, place: Place): Promise<void> {
  await owner.end().catch(() => undefined);
  await stopServer(server, place);
}

function spawnServer({ data, binaries, account }: Place, port: number, { log, quick }: PostgresOptions): ChildProcess {
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
