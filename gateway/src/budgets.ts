// How often someone may call, by class of operation.
import type { Budget, Operation } from '@movies/contract';
import {
  AppError,
  type Caller,
  createLimiter,
  type Limit,
  type Limiter,
  networkOf,
  type RedisLink,
} from '@movies/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';

type Limited = Exclude<Budget, 'none'>;

const LIMITS: Record<Limited, Omit<Limit, 'name'>> = {
  credentials: { times: 100, seconds: 60 },
  write: { times: 120, seconds: 60 },
  read: { times: 1_200, seconds: 60 },
  heavy: { times: 10, seconds: 60 },
};

export type Spend = (
  operation: Operation,
  caller: Caller | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<void>;

export function budgets(factor: number, redis: RedisLink | undefined): Spend {
  if (factor === 0) return async () => undefined;
  const limiters = Object.fromEntries(
    Object.entries(LIMITS).map(([name, { times, seconds }]) => {
      const limit = { name, times: Math.max(1, Math.round(times * factor)), seconds };
      return [name, { times: limit.times, limiter: createLimiter(limit, redis) }];
    }),
  ) as Record<Limited, { times: number; limiter: Limiter }>;

  return async ({ budget }, caller, request, reply) => {
    if (budget === 'none') return;
    // Who guesses passwords is counted by address, whoever they say they are.
    const key = caller && budget !== 'credentials' ? `member:${caller.userId}` : `address:${networkOf(request.ip)}`;
    const { times, limiter } = limiters[budget];
    try {
      const { remaining, resetSeconds } = await limiter.count(key);
      tell(reply, times, remaining, resetSeconds);
    } catch (refusal) {
      if (refusal instanceof AppError) tell(reply, times, 0, refusal.retryAfterSeconds ?? 1);
      throw refusal;
    }
  };
}

function tell(reply: FastifyReply, limit: number, remaining: number, resetSeconds: number): void {
  reply.header('ratelimit-limit', limit);
  reply.header('ratelimit-remaining', remaining);
  reply.header('ratelimit-reset', resetSeconds);
}
