// A server that a killed process left running, or the trace of one: cleared away before a new one starts.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '@movies/service-kit';
import type { Place } from './place.ts';
import { finished } from './programs.ts';

export async function takeOver(
  { data, binaries, account }: Place,
  isOwned: (port: number) => Promise<boolean>,
): Promise<void> {
  const trace = await readTrace(data);
  if (!trace) return;
  if (!(await isServer(trace.pid))) return rm(join(data, 'postmaster.pid'), { force: true });
  if (await staysOwned(() => isOwned(trace.port))) {
    throw new StartupError('Another process already runs on this data directory. Stop it, or set DATA_DIR to another.');
  }
  for (const mode of ['fast', 'immediate']) {
    const { code } = await finished(binaries.pgCtl, ['stop', '-D', data, '-m', mode, '-t', '8', '-s'], account);
    if (code === 0) return;
  }
  throw new StartupError(
    `A PostgreSQL server that was left over (process ${trace.pid}) does not stop. End it, then start again.`,
  );
}

const NOTICED_MS = 2_000;

/** The server takes a moment to notice that its owner was killed. */
async function staysOwned(isOwned: () => Promise<boolean>): Promise<boolean> {
  const until = Date.now() + NOTICED_MS;
  while (await isOwned()) {
    if (Date.now() > until) return true;
    await sleep(50);
  }
  return false;
}

export async function portOfRunning({ data }: Place): Promise<number | undefined> {
  const trace = await readTrace(data);
  return trace && (await isServer(trace.pid)) ? trace.port : undefined;
}

async function readTrace(data: string): Promise<{ pid: number; port: number } | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const [pid, , , port] = text.split('\n').map(Number);
  return { pid: pid || 0, port: port || 0 };
}

/** A process with that number may be another program by now. */
async function isServer(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  return name.trim() === 'postgres';
}

function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
