// Where cached things lie: in memory, behind it in Redis where there is one, with word of every change to the others.
import { BentoCache, bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { redisDriver } from 'bentocache/drivers/redis';
import type { RedisLink } from '../redis/redis.ts';
import { busOver } from './bus.ts';

const MOST_ENTRIES = 5_000;

export type Store = BentoCache<Record<string, never>>;

export function openStore(redis: RedisLink | undefined): Store {
  const memory = bentostore().useL1Layer(memoryDriver({ maxItems: MOST_ENTRIES, serialize: false }));
  const layers = redis ? memory.useL2Layer(redisDriver({ connection: redis.commands })).useBus(busOver(redis)) : memory;
  return new BentoCache({
    default: 'all',
    prefix: 'movies',
    suppressL2Errors: true,
    l2CircuitBreakerDuration: '1s',
    stores: { all: layers },
  }) as unknown as Store;
}
