// Takes films anew from TMDb, so that what is shown of them does not grow old.
import type { Context } from '../context.ts';
import type { MirrorCore } from './core.ts';
import type { Details } from './details.ts';
import { isAway } from './failures.ts';
import type { Mirror } from './mirror.ts';
import { mirroredById, staleIds } from './mirrored.repository.ts';

/** Fewer than TMDb lets us, so that there is room for someone who waits for a page. */
const AT_ONCE = 4;

export async function refreshFilms(core: MirrorCore, details: Details, ids: readonly number[]): Promise<number> {
  const waiting = [...ids];
  let refreshed = 0;
  const next = async () => {
    const id = waiting.shift();
    if (id !== undefined && (await refreshOne(core, details, id))) refreshed += 1;
  };
  const work = async () => {
    while (waiting.length > 0) await next();
  };
  // One alone, since after TMDb was away only one is let through until it has been answered.
  await next();
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return refreshed;
}

/** One that can't be had keeps nobody from the others. */
async function refreshOne({ database }: MirrorCore, details: Details, id: number): Promise<boolean> {
  const row = await mirroredById(database, id);
  if (!row) return false;
  try {
    await details.refresh(row);
    return true;
  } catch (error) {
    if (!isAway(error)) throw error;
    return false;
  }
}

const MOST_PER_RUN = 200;
const PART = 20;

/** A round, each hour. What TMDb does not give this time is first the next time. */
export async function refreshStale(
  { database, log }: Pick<Context, 'database' | 'log'>,
  mirror: Mirror | undefined,
  ending: AbortSignal,
): Promise<void> {
  const ids = mirror ? await staleIds(database, MOST_PER_RUN) : [];
  let refreshed = 0;
  for (let start = 0; start < ids.length && !ending.aborted; start += PART) {
    refreshed += (await mirror?.refresh(ids.slice(start, start + PART))) ?? 0;
  }
  if (ids.length > 0) log.info({ asked: ids.length, refreshed }, 'films were taken anew from TMDb');
}
