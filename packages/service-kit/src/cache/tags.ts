// When each tag was last purged. An entry is void if one of its tags was purged at or after the moment its load began:
// a load that read the old state and ended after the purge is not believed. Word of a purge goes to every process, which
// remembers it whatever becomes of Redis; there it lies for those that start later.
import { randomUUID } from 'node:crypto';
import type { RedisLink } from '../redis/redis.ts';
import type { Store } from './store.ts';

export interface Tagged {
  since: number;
  tags: readonly string[];
}

export interface Tags {
  /** The moment it is, later than any that was given before. */
  now(): number;
  isFresh(entry: Tagged): Promise<boolean>;
  /** The same, by what this process has heard alone. */
  isFreshHere(entry: Tagged): boolean;
  purge(tags: readonly string[]): Promise<void>;
  /** Makes void all there is. */
  purgeAll(): Promise<void>;
}

interface Purge {
  from: string;
  tags: readonly string[];
}

// Longer than any entry lives.
const REMEMBERED_FOR = '25h';
const MOST_HEARD = 50_000;
const CHANNEL = 'movies-cache-purges';
/** A tag that everything has. */
const EVERYTHING = '*';
/** A tag that every purge purges: for a load of which it is not known yet what it will depend on. */
export const ANYTHING = '?';

export function tagsIn(store: Store, redis: RedisLink | undefined): Tags {
  const heard = hearing();
  const now = risingClock();
  const self = randomUUID();
  void redis?.subscribe(CHANNEL, (message) => {
    const { from, tags } = JSON.parse(message) as Purge;
    if (from !== self) heard.note(tags, now());
  });

  async function purge(tags: readonly string[]): Promise<void> {
    const at = now();
    heard.note(tags, at);
    // With Redis away: all that lies there is dropped when it comes back.
    if (!redis?.isUp()) return;
    const told = redis.publish(CHANNEL, JSON.stringify({ from: self, tags } satisfies Purge)).catch(() => undefined);
    // Clocks of others tell milliseconds apart at best.
    const value = Math.ceil(at);
    await Promise.all([told, ...tags.map((tag) => store.set({ key: keyOf(tag), value, ttl: REMEMBERED_FOR }))]);
  }

  const isFreshHere = ({ since, tags }: Tagged) => [EVERYTHING, ...tags].every((tag) => heard.purgedAt(tag) < since);

  return {
    now,
    isFreshHere,
    isFresh: async (entry) => {
      if (!isFreshHere(entry)) return false;
      if (!redis) return true;
      for (const tag of [EVERYTHING, ...entry.tags]) if ((await purgedAt(store, tag)) >= entry.since) return false;
      // With Redis gone meanwhile the answer is worth nothing.
      return redis.isUp();
    },
    purge,
    purgeAll: () => purge([EVERYTHING]),
  };
}

/** Within one process it tells any two moments apart, so what is loaded right after a purge is believed. */
function risingClock(): () => number {
  let last = 0;
  return () => {
    last = Math.max(Date.now(), last + 0.001);
    return last;
  };
}

/** What this process has heard of purges. Forgetting makes too much void, never too little. */
function hearing() {
  const heard = new Map<string, number>();
  let beforeAll = 0;
  return {
    note: (tags: readonly string[], at: number) => {
      for (const tag of [ANYTHING, ...tags]) heard.set(tag, at);
      if (heard.size <= MOST_HEARD) return;
      heard.clear();
      beforeAll = at;
    },
    purgedAt: (tag: string) => Math.max(heard.get(tag) ?? 0, beforeAll),
  };
}

function keyOf(tag: string): string {
  return `tag:${tag}`;
}

function purgedAt(store: Store, tag: string): Promise<number> {
  return store.getOrSet({
    key: keyOf(tag),
    ttl: REMEMBERED_FOR,
    factory: ({ setOptions }) => {
      setOptions({ skipL2Write: true, skipBusNotify: true });
      return 0;
    },
  });
}
