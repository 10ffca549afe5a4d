// One cache for rows and for whole answers. What is kept has tags; whoever changes something purges its tags, here and in
// every other process, so the next read sees the change. While the source is away, what was last known is given, unless
// it is of something that was erased.
import type { RedisLink } from '../redis/redis.ts';
import { createFailedLoads, isAway } from './failed-loads.ts';
import { mergedLoads } from './merged-loads.ts';
import { openStore, type Store } from './store.ts';
import { ANYTHING, type Tagged, type Tags, tagsIn } from './tags.ts';

export interface Keep<T = unknown> {
  seconds: number;
  /** Given, or found in what was loaded: a list depends on everything that is in it. */
  tags: readonly string[] | ((loaded: T) => readonly string[]);
}

export interface Remembered<T> {
  value: T;
  from: 'cache' | 'source' | 'stale cache';
}

export interface Cache {
  /** What is kept under a key, else what `load` gives; many askers at once cause one load. */
  remember<T>(key: string, keep: Keep<T>, load: () => Promise<T>): Promise<Remembered<T>>;
  /** What is tagged by these has changed: it is asked for again, and only given while that fails. */
  purge(tags: readonly string[]): Promise<void>;
  /** What is tagged by these must not be seen any more, whatever fails: someone left, or something was hidden. */
  erase(tags: readonly string[]): Promise<void>;
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
  const merged = mergedLoads(tags);
  const clear = async () => {
    await store.clear();
    await tags.purgeAll();
  };
  redis?.onReturn(() => void clear().catch(() => undefined));

  return {
    remember: async (key, keep, load) => {
      // With Redis away a purge elsewhere would not be heard here: nothing that is kept may be given, not even as stale.
      if (redis && !redis.isUp())
        return {
          value: await merged(key, typeof keep.tags === 'function' ? [ANYTHING] : keep.tags, load),
          from: 'source',
        };
      for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
        const askedAt = performance.now();
        const attempt = () => failed.attempt(key, askedAt, load);
        const answer = await answerOf(await look(store, tags, key, keep, attempt), tags);
        if (answer) return answer;
        await store.expire({ key });
      }
      return { value: await load(), from: 'source' };
    },
    purge: tags.purge,
    erase: (names) => tags.purge([...names, ...names.map(ofErasure)]),
    clear,
    close: () => store.disconnectAll(),
  };
}

async function look<T>(store: Store, tags: Tags, key: string, keep: Keep<T>, load: () => Promise<T>): Promise<Look<T>> {
  const found: Look<T> = {};
  const factory = async ({ skip }: { skip: () => undefined }) => {
    const since = tags.now();
    try {
      const value = await load();
      found.loaded = { value, since, tags: typeof keep.tags === 'function' ? keep.tags(value) : keep.tags };
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

async function answerOf<T>({ loaded, kept, failure }: Look<T>, tags: Tags): Promise<Remembered<T> | undefined> {
  if (loaded) return { value: loaded.value, from: 'source' };
  if (failure) {
    const mayBeSeen = kept && isAway(failure) && (await tags.isFresh({ ...kept, tags: kept.tags.map(ofErasure) }));
    if (!mayBeSeen) throw failure;
    return { value: kept.value, from: 'stale cache' };
  }
  return kept && (await tags.isFresh(kept)) ? { value: kept.value, from: 'cache' } : undefined;
}

/** Purged when what has a tag was erased. */
function ofErasure(tag: string): string {
  return `erased:${tag}`;
}
