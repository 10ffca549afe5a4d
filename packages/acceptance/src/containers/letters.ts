// Letters that the containers keep in a volume, brought to where tests can read them.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Compose } from './compose.ts';

const PACE_MS = 300;

/** While the work goes on, each letter is in the folder soon after it was written. */
export async function withLetters<T>({ docker, replicas }: Compose, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'movies-letters-'));
  const [writer = ''] = await replicas('auth-service');
  const over = new AbortController();
  const bring = async () => {
    while (!over.signal.aborted) {
      // Before the first letter there is nothing to bring.
      await docker(['cp', `${writer}:/data/mail/.`, folder]).catch(() => undefined);
      await sleep(PACE_MS);
    }
  };
  const bringing = bring();
  try {
    return await work(folder);
  } finally {
    over.abort();
    await bringing;
    await rm(folder, { recursive: true });
  }
}
