// Counts what a cache gives, by kind of key and by where it came from.
import type { Metrics } from '../metrics.ts';
import type { Cache } from './cache.ts';

export function counted(cache: Cache, metrics: Metrics): Cache {
  const answers = metrics.counter(
    'cache_answers_total',
    'What was asked for: kept (cache), loaded (source), or stale.',
    ['kind', 'from'],
  );
  return {
    ...cache,
    remember: async (key, keep, load) => {
      const remembered = await cache.remember(key, keep, load);
      answers.inc({ kind: kindOf(key), from: remembered.from });
      return remembered;
    },
  };
}

/** The first word of a key says what is kept under it; the rest is of one request. */
function kindOf(key: string): string {
  return /^[a-z-]+/.exec(key)?.[0] ?? 'other';
}
