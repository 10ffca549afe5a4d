// One cache for rows and for whole answers. What is kept has tags; whoever changes something purges its tags, here and in
// every other process, so the next read sees the change. While the source is away, what was last known is given.
import type { RedisLink } from '../redis/redis.ts';
import { createFailedLoads, isAway } from './failed-loads.ts';
import { openStore, type Store } from './store.ts';
import { type Tagged, tagsIn } from './tags.ts';

export interface Keep {
  seconds: number;
  tags: readonly string[];
}

export interface Remembered<T> {
  value: T;
  from: 'cache' | 'source' | 'stale cache';
}

export interface Cache {
  /** What is kept under a key, else what `load` gives; many askers at once cause one load. */
  remember<T>(key: string, keep: Keep, load: () => Promise<T>): Promise<Remembered<T>>;
  /** Forgets everything that has one of these tags. */
  purge(tags: readonly string[]): Promise<void>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

interface Entry<T> extends Tagged {
  value: T;
}

/** What one look found: what this very call loaded, what lay there (or another call loaded), why a load failed. */
interface Look<T> {
  loaded?: Entry<T>;
  kept?: Entry<T> | undefined;
  failure?: unknown;
}

const STALE_FOR = '24h';
const MOST_LOOKS = 3;

export function createCache(redis?: RedisLink): Cache {
  const store = openStore(redis);
  const tags = tagsIn(store, redis);
  const failed = createFailedLoads();
  const clear = async () => {
    await store.clear();
    await tags.purgeAll();
  };
  redis?.onReturn(() => void clear().catch(() => undefined));

  return {
    remember: async (key, keep, load) => {
      // With Redis away a purge elsewhere would not be heard here: what is kept may be wrong.
      if (redis && !redis.isUp()) return loadOrStale(store, key, load);
      for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
        const askedAt = performance.now();
        const attempt = () => failed.attempt(key, askedAt, load);
        const { loaded, kept, failure } = await look(store, key, keep, attempt);
        if (loaded) return { value: loaded.value, from: 'source' };
        if (failure) return staleUnlessMissing(kept, failure);
        if (kept && (await tags.isFresh(kept))) return { value: kept.value, from: 'cache' };
        await store.expire({ key });
      }
      return { value: await load(), from: 'source' };
    },
    purge: tags.purge,
    clear,
    close: () => store.disconnectAll(),
  };
}

async function look<T>(store: Store, key: string, keep: Keep, load: () => Promise<T>): Promise<Look<T>> {
  const found: Look<T> = {};
  const factory = async ({ skip }: { skip: () => undefined }) => {
    const since = Date.now();
    try {
      found.loaded = { value: await load(), since, tags: keep.tags };
      return found.loaded;
    } catch (error) {
      found.failure = error;
      if (isAway(error)) throw error;
      return skip();
    }
  };
  const options = { grace: STALE_FOR, graceBackoff: '1s', timeout: null };
  found.kept = await store
    .getOrSet<Entry<T> | undefined>({ key, ttl: keep.seconds * 1_000, ...options, factory })
    .catch(() => undefined);
  return found;
}

function staleUnlessMissing<T>(kept: Entry<T> | undefined, failure: unknown): Remembered<T> {
  if (!kept) throw failure;
  return { value: kept.value, from: 'stale cache' };
}

async function loadOrStale<T>(store: Store, key: string, load: () => Promise<T>): Promise<Remembered<T>> {
  try {
    return { value: await load(), from: 'source' };
  } catch (error) {
    const kept = isAway(error) ? await store.get<Entry<T>>({ key, grace: STALE_FOR }) : undefined;
    return staleUnlessMissing(kept, error);
  }
}
