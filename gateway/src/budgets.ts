// How often someone may call, by class of operation.
import type { Budget, Operation } from '@movies/contract';
import { type Caller, createLimiter, type Limit, type Limiter, type RedisLink } from '@movies/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { networkOf } from './network.ts';

const LIMITS: Record<Exclude<Budget, 'none'>, Omit<Limit, 'name'>> = {
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
      return [name, createLimiter(limit, redis)];
    }),
  ) as Record<Exclude<Budget, 'none'>, Limiter>;

  return async ({ budget }, caller, request, reply) => {
    if (budget === 'none') return;
    // Who guesses passwords is counted by address, whoever they say they are.
    const key = caller && budget !== 'credentials' ? `member:${caller.userId}` : `address:${networkOf(request.ip)}`;
    const { limit, remaining, resetSeconds } = await limiters[budget].count(key);
    reply.header('ratelimit-limit', limit);
    reply.header('ratelimit-remaining', remaining);
    reply.header('ratelimit-reset', resetSeconds);
  };
}
