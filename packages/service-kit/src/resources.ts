// What every process opens before its service: the same in all of them, and shared where several run in one process.
import type { Static, TObject } from 'typebox';
import { type Cache, createCache } from './cache/cache.ts';
import { counted } from './cache/counted.ts';
import { type Lifecycle, runProcess } from './lifecycle.ts';
import { createLog, type Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { connectRedis, type RedisLink } from './redis/redis.ts';
import { readSettings } from './settings.ts';
import { startTracing, type TracingSettings } from './tracing/tracing.ts';

export interface Resources {
  log: Log;
  lifecycle: Lifecycle;
  metrics: Metrics;
  cache: Cache;
  redis: RedisLink | undefined;
}

export async function openResources(log: Log, lifecycle: Lifecycle, redisUrl: string | undefined): Promise<Resources> {
  const redis = redisUrl ? await connectRedis(redisUrl, log, lifecycle) : undefined;
  const metrics = createMetrics();
  const cache = counted(createCache(redis), metrics);
  lifecycle.atEnd('cache', () => cache.close());
  return { log, lifecycle, metrics, cache, redis };
}

type Start<Settings> = (settings: Settings, resources: Resources) => Promise<{ url: string }>;

/** A service as a process of its own, from its environment to its end. */
export async function runService<Schema extends TObject>(name: string, schema: Schema, start: Start<Static<Schema>>) {
  const log = createLog(name, process.env.LOG_LEVEL || 'info');
  await runProcess(log, async (lifecycle) => {
    const settings = readSettings(schema, process.env);
    await startTracing(name, settings as TracingSettings, lifecycle);
    const { REDIS_URL, DRAIN_SECONDS = 0 } = settings as { REDIS_URL?: string; DRAIN_SECONDS?: number };
    const { url } = await start(settings, await openResources(log, lifecycle, REDIS_URL));
    lifecycle.leaveSlowly(DRAIN_SECONDS * 1_000);
    log.info(`${name} listens on ${url}`);
  });
}
