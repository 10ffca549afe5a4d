// A Redis server of its own for a test file, where the machine has one: on a free port, empty, to be broken at will.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { freePort } from './free-port.ts';

export interface TestRedis {
  url: string;
  /** Holds it where it stands: connections stay open, nothing is answered. */
  freeze(): void;
  thaw(): void;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on the same port; what it held is gone. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

let installed: boolean | undefined;

export function hasRedis(): boolean {
  installed ??= spawnSync('redis-server', ['--version']).status === 0;
  return installed;
}

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  let server = await launch(port);
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    kill,
    restart: async () => {
      server = await launch(port);
    },
    stop: kill,
  };
}

async function launch(port: number): Promise<ChildProcess> {
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', tmpdir()];
  const server = spawn('redis-server', words, { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  await new Promise<void>((ready, failed) => {
    server.once('exit', () => failed(new Error(`redis-server ended: ${said}`)));
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Ready to accept connections')) ready();
    });
  });
  return server;
}
