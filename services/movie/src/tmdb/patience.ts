import { setTimeout as sleep } from 'node:timers/promises';
import { tmdbAway } from './failures.ts';

/** Waits for as long as a page may. What comes later is kept all the same, for the next who asks. */
export async function patiently<T>(work: Promise<T>, ms: number): Promise<T> {
  const done = new AbortController();
  const late = sleep(ms, undefined, { signal: done.signal }).then(() => {
    throw tmdbAway(1);
  });
  late.catch(() => undefined);
  work.catch(() => undefined);
  return Promise.race([work, late]).finally(() => done.abort());
}
