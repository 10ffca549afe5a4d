// Starts what is measured as processes of its own, and ends them.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const running: ChildProcess[] = [];

export function start(program: string, words: string[], environment: Record<string, string> = {}): ChildProcess {
  const child = spawn(program, words, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  return child;
}

export function startNode(file: string, environment: Record<string, string>): ChildProcess {
  return start(process.execPath, [file], environment);
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

export async function stopAll(): Promise<void> {
  for (const child of running.reverse()) await stop(child);
}

export async function answers(url: string, withinMs = 20_000): Promise<void> {
  const until = Date.now() + withinMs;
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response && response.status < 500) return;
    if (Date.now() > until) throw new Error(`${url} does not answer`);
    await sleep(50);
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Seconds of processor time that processes and their children have used; Linux tells. */
export async function processorSeconds(pids: readonly number[]): Promise<number> {
  const stats = await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(statOf));
  const family = stats.filter((stat) => stat && (pids.includes(stat.pid) || pids.includes(stat.parent)));
  return family.reduce((sum, stat) => sum + (stat?.seconds ?? 0), 0);
}

const TICKS_PER_SECOND = 100;

async function statOf(pid: string): Promise<{ pid: number; parent: number; seconds: number } | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  // In user and system mode, of the process itself and of its children that have ended.
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { pid: Number(pid), parent: Number(fields[1]), seconds: ticks / TICKS_PER_SECOND };
}

export async function residentMegabytes(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? Number.NaN) / 1024;
}
