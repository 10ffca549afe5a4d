// The platform as a person starts it, and what it says.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Run {
  child: ChildProcess;
  /** All it has said so far, on both streams. */
  said(): string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
}

export async function newDataDirectory(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'movies-standalone-'));
  // Started by root, PostgreSQL runs as another user: one that can't come through here would keep its data elsewhere.
  await chmod(folder, 0o711);
  return join(folder, 'data');
}

export function run(program: 'start' | 'admin' | 'doctor', words: string[], settings: Record<string, string>): Run {
  const file = join(import.meta.dirname, `${program}.ts`);
  const environment = {
    ...process.env,
    PORT: '0',
    SOCKET_PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    DEMO: '0',
    ...settings,
  };
  const child = spawn(process.execPath, [file, ...words], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += String(text)));
  return { child, said: () => said, ended: once(child, 'close').then(([code]) => code as number | null) };
}

export async function startAndWait(settings: Record<string, string>): Promise<Run & { url: string }> {
  const started = run('start', [], settings);
  const url = await new Promise<string>((ready, reject) => {
    started.child.stdout?.on('data', () => {
      const found = /is ready: (\S+)/.exec(started.said())?.[1];
      if (found) ready(found);
    });
    void started.ended.then((code) => reject(new Error(`ended with ${code}: ${started.said()}`)));
  });
  return { ...started, url };
}

export async function interrupt({ child, ended }: Run): Promise<number | null> {
  child.kill('SIGINT');
  return ended;
}

interface Answer {
  code: number | null;
  said: string;
}

export function commandLine(words: string[], settings: Record<string, string>): Promise<Answer> {
  return answerOf(run('admin', words, settings));
}

export function doctor(settings: Record<string, string>): Promise<Answer> {
  return answerOf(run('doctor', [], settings));
}

async function answerOf(asked: Run): Promise<Answer> {
  const code = await asked.ended;
  return { code, said: asked.said() };
}
