// When each tag was last purged. An entry is void if one of its tags was purged at or after the moment its load began:
// a load that read the old state and ended after the purge is not believed.
import type { Store } from './store.ts';

export interface Tagged {
  since: number;
  tags: readonly string[];
}

export interface Tags {
  isFresh(entry: Tagged): Promise<boolean>;
  purge(tags: readonly string[]): Promise<void>;
}

// Longer than any entry lives.
const REMEMBERED_FOR = '25h';

export function tagsIn(store: Store): Tags {
  const keyOf = (tag: string) => `tag:${tag}`;
  const purgedAt = (tag: string): Promise<number> =>
    store.getOrSet({
      key: keyOf(tag),
      ttl: REMEMBERED_FOR,
      factory: ({ setOptions }) => {
        setOptions({ skipL2Write: true, skipBusNotify: true });
        return 0;
      },
    });
  return {
    isFresh: async ({ since, tags }) => {
      for (const tag of tags) if ((await purgedAt(tag)) >= since) return false;
      return true;
    },
    purge: async (tags) => {
      const value = Date.now();
      await Promise.all(tags.map((tag) => store.set({ key: keyOf(tag), value, ttl: REMEMBERED_FOR })));
    },
  };
}
