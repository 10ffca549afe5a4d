// Has a version made ready on a thread of its own: what passes through text, buffers and copies is nothing that serving waits for.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { RankingShelf, RatingsShelf } from '@movies/recommender';

const PROGRAM = new URL('./shelving-thread.ts', import.meta.url);

/** What the thread is told. */
export interface Wanted {
  databaseUrl: string;
  schema: string;
  modelId: number;
  /** While nothing serves. */
  urgent: boolean;
}

export interface Shelves {
  ratings: RatingsShelf;
  ranking: RankingShelf;
}

export async function shelve(wanted: Wanted, signal: AbortSignal): Promise<Shelves> {
  // What goes wrong after it was called off is nobody's business any more.
  const thread = new Worker(PROGRAM, { workerData: wanted }).on('error', () => undefined);
  try {
    const [shelves] = await once(thread, 'message', { signal });
    return shelves;
  } finally {
    await thread.terminate();
  }
}
