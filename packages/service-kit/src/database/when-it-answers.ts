// A start is patient: a database that is still starting, or slow, is waited for. One that says no is not.
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '../errors.ts';
import type { Log } from '../log.ts';
import { isConnectionLost } from './failures.ts';

const PATIENCE_MS = 30_000;
const MOST_PAUSE_MS = 2_000;

interface Waiting {
  schema: string;
  log: Log;
  patienceMs?: number;
}

export async function whenItAnswers<T>(
  { schema, log, patienceMs = PATIENCE_MS }: Waiting,
  connect: () => Promise<T>,
): Promise<T> {
  const until = Date.now() + patienceMs;
  for (let tries = 1; ; tries += 1) {
    try {
      return await connect();
    } catch (error) {
      const { message } = error as Error;
      const pause = Math.min(MOST_PAUSE_MS, 100 * 2 ** tries);
      if (!isConnectionLost(error) || Date.now() + pause > until) {
        throw new StartupError(`No connection to the database of "${schema}": ${message}. Check DATABASE_URL.`);
      }
      log.warn(`the database of "${schema}" does not answer yet (${message}); trying again`);
      await sleep(pause);
    }
  }
}
