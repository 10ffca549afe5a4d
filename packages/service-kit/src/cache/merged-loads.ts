// Many who ask for one thing while it can't be kept cause one load all the same.
import { isAway } from './failed-loads.ts';
import type { Tagged, Tags } from './tags.ts';

interface Running extends Tagged {
  outcome: Promise<unknown>;
}

export type MergedLoads = <T>(key: string, tags: readonly string[], load: () => Promise<T>) => Promise<T>;

export function mergedLoads(tags: Tags): MergedLoads {
  const running = new Map<string, Running>();

  function begin<T>(key: string, ofTags: readonly string[], load: () => Promise<T>): Promise<T> {
    const outcome = load();
    const own: Running = { outcome, since: tags.now(), tags: ofTags };
    running.set(key, own);
    const forget = () => void (running.get(key) === own && running.delete(key));
    outcome.then(forget, forget);
    return outcome;
  }

  return async <T>(key: string, ofTags: readonly string[], load: () => Promise<T>): Promise<T> => {
    const askedAt = tags.now();
    for (;;) {
      const known = running.get(key);
      // One that began before a purge may bring what was there before it.
      if (!known || !tags.isFreshHere(known)) return begin(key, ofTags, load);
      try {
        return (await known.outcome) as T;
      } catch (error) {
        // That there is no such thing is only true from when it was asked.
        if (isAway(error) || known.since > askedAt) throw error;
      }
    }
  };
}
