// Counts what someone does in a time. In Redis where there is one, so that all replicas count together; in memory
// otherwise, and while Redis is away.
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from './errors.ts';
import type { RedisLink } from './redis/redis.ts';

export interface Limit {
  name: string;
  times: number;
  seconds: number;
}

export interface Standing {
  limit: number;
  remaining: number;
  resetSeconds: number;
}

export interface Limiter {
  /** Counts one more for a key; throws `limited` where that is one too many. */
  count(key: string): Promise<Standing>;
  /** Forgets what was counted for a key. */
  forgive(key: string): Promise<void>;
}

export function createLimiter({ name, times, seconds }: Limit, redis?: RedisLink): Limiter {
  const options = { keyPrefix: `limit:${name}`, points: times, duration: seconds };
  const memory = new RateLimiterMemory(options);
  const common = redis && new RateLimiterRedis({ ...options, storeClient: redis.commands, insuranceLimiter: memory });
  const limiter = () => (common && redis?.isUp() ? common : memory);
  return {
    count: async (key) => {
      try {
        return standing(await limiter().consume(key), times);
      } catch (refused) {
        if (refused instanceof RateLimiterRes) throw tooOften(refused);
        throw refused;
      }
    },
    forgive: async (key) => {
      await Promise.all([memory.delete(key), redis?.isUp() ? common?.delete(key).catch(() => false) : undefined]);
    },
  };
}

function standing({ remainingPoints, msBeforeNext }: RateLimiterRes, limit: number): Standing {
  return { limit, remaining: remainingPoints, resetSeconds: Math.ceil(msBeforeNext / 1_000) };
}

function tooOften({ msBeforeNext }: RateLimiterRes): AppError {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1_000));
  return new AppError('limited', 'too_many_requests', `Too many requests. Try again in ${inWords(seconds)}.`, {
    retryAfterSeconds: seconds,
  });
}

function inWords(seconds: number): string {
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
