// How long the whole platform takes to start, and how much memory it wants at rest.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../load.ts';
import { freePort, residentMegabytes, start, stop } from '../processes.ts';
import { table } from '../table.ts';

const START = join(import.meta.dirname, '../../../standalone/src/start.ts');
const REST_MS = 10_000;
const STARTS = 3;
/** As `pnpm start` has them. */
const FLAGS = ['--max-semi-space-size=8'];

export async function processSuite() {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'movies-start-'));
  await chmod(DATA_DIR, 0o711);
  const first = await startOnce(DATA_DIR, 0);
  const later = [];
  for (let number = 0; number < STARTS; number += 1) later.push(await startOnce(DATA_DIR, 0));
  const rested = await startOnce(DATA_DIR, REST_MS);
  await rm(DATA_DIR, { recursive: true, force: true });
  const figures = {
    firstStartMs: first.readyMs,
    laterStartMs: median(later.map(({ readyMs }) => readyMs)),
    megabytesAtRest: rested.megabytes,
  };
  const lines = [
    ['first start, with a new database, ms', figures.firstStartMs],
    ['later start, ms', figures.laterStartMs],
    [`memory of the Node process after ${REST_MS / 1_000} s at rest, MB`, figures.megabytesAtRest],
  ];
  process.stdout.write(table('The whole platform in one process', ['', ''], lines));
  return figures;
}

async function startOnce(DATA_DIR: string, restMs: number): Promise<{ readyMs: number; megabytes: number }> {
  const from = performance.now();
  const environment = { DATA_DIR, PORT: String(await freePort()), SOCKET_PORT: '0', HOST: '127.0.0.1' };
  const platform = start(process.execPath, [...FLAGS, START], environment);
  await new Promise<void>((ready, reject) => {
    platform.stdout?.on('data', (text) => String(text).includes('is ready') && ready());
    platform.on('exit', (code) => reject(new Error(`the platform ended with ${code}`)));
  });
  const readyMs = performance.now() - from;
  await sleep(restMs);
  const megabytes = await residentMegabytes(platform.pid ?? 0);
  platform.removeAllListeners('exit');
  await stop(platform);
  return { readyMs, megabytes };
}
