import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '@movies/testing';
import { describeWithRedis } from '@movies/testing/jest';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { createLimiter, type Limiter } from './limits.ts';
import { createLog } from './log.ts';
import { connectRedis, type RedisLink } from './redis/redis.ts';

const log = createLog('test', 'silent');
let names = 0;

function three(seconds = 60) {
  names += 1;
  return { name: `test-${names}`, times: 3, seconds };
}

async function countTo(limiter: Limiter, times: number, key = 'ada'): Promise<void> {
  for (let time = 0; time < times; time += 1) await limiter.count(key);
}

const TOO_OFTEN = { kind: 'limited', code: 'too_many_requests' };

/** What holds wherever it is counted. */
function countsLikeAnyOther(limiterOf: (limit: ReturnType<typeof three>) => Limiter): void {
  test('counts up to its limit, and says where one stands', async () => {
    const limiter = limiterOf(three());
    expect(await limiter.count('ada')).toMatchObject({ limit: 3, remaining: 2 });
    expect(await limiter.count('ada')).toMatchObject({ limit: 3, remaining: 1 });
    const { remaining, resetSeconds } = await limiter.count('ada');
    expect(remaining).toBe(0);
    expect(resetSeconds).toBeGreaterThan(55);
    expect(resetSeconds).toBeLessThanOrEqual(60);
  });

  test('refuses one too many, and says when to come again', async () => {
    const limiter = limiterOf(three());
    await countTo(limiter, 3);
    const refusal = await limiter.count('ada').catch((error) => error);
    expect(refusal).toMatchObject(TOO_OFTEN);
    expect(refusal.retryAfterSeconds).toBeGreaterThan(55);
    expect(refusal.message).toMatch(/^Too many requests\. Try again in (59|60) seconds\.$/);
  });

  test('lets no more than the limit through, however many come at once', async () => {
    const limiter = limiterOf(three());
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => limiter.count('ada')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  test('counts everyone for themselves', async () => {
    const limiter = limiterOf(three());
    await countTo(limiter, 3, 'ada');
    expect(await limiter.count('grace')).toMatchObject({ remaining: 2 });
  });

  test('counts each limit for itself', async () => {
    const [reads, writes] = [limiterOf(three()), limiterOf(three())];
    await countTo(reads, 3);
    expect(await writes.count('ada')).toMatchObject({ remaining: 2 });
  });

  test('forgets what was counted when it forgives', async () => {
    const limiter = limiterOf(three());
    await countTo(limiter, 3);
    await limiter.forgive('ada');
    expect(await limiter.count('ada')).toMatchObject({ remaining: 2 });
  });

  test('begins anew after its time', async () => {
    const limiter = limiterOf(three(1));
    await countTo(limiter, 3);
    await expect(limiter.count('ada')).rejects.toMatchObject({ ...TOO_OFTEN, retryAfterSeconds: 1 });
    await sleep(1_000);
    expect(await eventually(() => limiter.count('ada'), 500)).toMatchObject({ remaining: 2 });
  });
}

describe('a limit in memory', () => {
  countsLikeAnyOther((limit) => createLimiter(limit));

  test('speaks of minutes where it is long', async () => {
    const limiter = createLimiter(three(15 * 60));
    await countTo(limiter, 3);
    await expect(limiter.count('ada')).rejects.toThrow('Too many requests. Try again in 15 minutes.');
  });
});

describeWithRedis('a limit in Redis', (redis) => {
  let lifecycle: Lifecycle;
  let links: [RedisLink, RedisLink];

  beforeEach(async () => {
    lifecycle = createLifecycle(log);
    links = [await connectRedis(redis().url, log, lifecycle), await connectRedis(redis().url, log, lifecycle)];
  });
  afterEach(() => lifecycle.end());

  countsLikeAnyOther((limit) => createLimiter(limit, links[0]));

  test('is one for all replicas', async () => {
    const limit = three();
    const [one, other] = links.map((link) => createLimiter(limit, link)) as [Limiter, Limiter];
    await countTo(one, 2);
    expect(await other.count('ada')).toMatchObject({ remaining: 0 });
    await expect(one.count('ada')).rejects.toMatchObject(TOO_OFTEN);
    await other.forgive('ada');
    expect(await one.count('ada')).toMatchObject({ remaining: 2 });
  });

  test.each([
    ['is gone', () => redis().kill(), () => redis().restart()],
    ['hangs', async () => redis().freeze(), async () => redis().thaw()],
  ])('goes on in memory while Redis %s: nobody is held up, and nobody gets through', async (_, breakIt, mendIt) => {
    const limiter = createLimiter(three(), links[0]);
    await limiter.count('ada');
    await breakIt();
    const began = performance.now();
    await countTo(limiter, 3, 'grace');
    expect(performance.now() - began).toBeLessThan(400);
    await expect(limiter.count('grace')).rejects.toMatchObject(TOO_OFTEN);
    await limiter.forgive('grace');
    expect(await limiter.count('grace')).toMatchObject({ remaining: 2 });
    await mendIt();
    await eventually(() => expect(links.map((link) => link.isUp())).toEqual([true, true]), 3_000);
    const other = createLimiter(three(), links[1]);
    expect(await other.count('ada')).toMatchObject({ remaining: 2 });
  });
});
