// Where cached things lie: in memory, behind it in Redis where there is one, with word of every change to the others.
import { BentoCache, bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { redisDriver } from 'bentocache/drivers/redis';
import type { RedisLink } from '../redis/redis.ts';
import { busOver } from './bus.ts';

const MOST_ENTRIES = 5_000;

export type Store = BentoCache<Record<string, never>>;

export function openStore(redis: RedisLink | undefined): Store {
  // BentoCache puts what it finds in Redis into memory as text, and fails on it later if it expects objects there.
  const serialize = redis !== undefined;
  const memory = bentostore().useL1Layer(memoryDriver({ maxItems: MOST_ENTRIES, serialize }));
  const layers = redis ? memory.useL2Layer(redisDriver({ connection: redis.commands })).useBus(busOver(redis)) : memory;
  return new BentoCache({
    default: 'all',
    // All that begins like this is deleted when the cache is cleared: nothing else in Redis may.
    prefix: 'movies-cache',
    suppressL2Errors: true,
    stores: { all: layers },
  }) as unknown as Store;
}
