import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '@movies/testing';
import { describeWithRedis } from '@movies/testing/jest';
import { unavailable } from '../errors.ts';
import { createLifecycle } from '../lifecycle.ts';
import { createLog } from '../log.ts';
import { connectRedis, type RedisLink } from '../redis/redis.ts';
import { type Cache, createCache, type Remembered } from './cache.ts';

interface Replica {
  link: RedisLink;
  cache: Cache;
  get(): Promise<Remembered<string>>;
}

const log = createLog('test', 'silent');
const movie7 = { seconds: 600, tags: ['movie:7'] };
const fails = () => Promise.reject(unavailable('no'));
let truth: string;
let asked: number;

function ask(cache: Cache): Promise<Remembered<string>> {
  return cache.remember('movie', movie7, async () => {
    asked += 1;
    return truth;
  });
}

describeWithRedis('two replicas with one Redis', (redis) => {
  const lifecycle = createLifecycle(log);
  let one: Replica;
  let other: Replica;

  async function replica(): Promise<Replica> {
    const link = await connectRedis(redis().url, log, lifecycle);
    const cache = createCache(link);
    lifecycle.atEnd('cache', () => cache.close());
    return { link, cache, get: () => ask(cache) };
  }

  beforeAll(async () => {
    [one, other] = [await replica(), await replica()];
  });
  afterAll(() => lifecycle.end());
  beforeEach(async () => {
    truth = 'old';
    asked = 0;
    await one.cache.clear();
    await one.link.commands.flushall();
    // The word of the clearing has gone round.
    await eventually(async () => expect(await other.get()).toMatchObject({ value: 'old' }));
    await one.get();
    asked = 0;
  });

  const bothUp = () => eventually(() => expect([one.link.isUp(), other.link.isUp()]).toEqual([true, true]), 3_000);
  const bothDown = async () => {
    for (const { link } of [one, other]) await link.commands.get('whatever').catch(() => undefined);
    await eventually(() => expect([one.link.isUp(), other.link.isUp()]).toEqual([false, false]), 3_000);
  };
  const sees = (from: Replica, value: string, withinMs = 500) =>
    eventually(async () => expect(await from.get()).toMatchObject({ value }), withinMs);

  test('what one has asked for, the other need not', async () => {
    expect([await one.get(), await other.get()]).toEqual([
      { value: 'old', from: 'cache' },
      { value: 'old', from: 'cache' },
    ]);
    const third = await replica();
    expect(await third.get()).toEqual({ value: 'old', from: 'cache' });
    expect(asked).toBe(0);
  });

  test.each([
    ['a purge', () => one.cache.purge(['movie:7'])],
    ['a clearing', () => one.cache.clear()],
  ])('%s by one is seen by the other, and by one that starts later', async (_, purge) => {
    truth = 'new';
    await purge();
    await sees(other, 'new');
    expect(await one.get()).toMatchObject({ value: 'new' });
    expect(await (await replica()).get()).toMatchObject({ value: 'new' });
  });

  test('a purge by one while the other loads keeps the other from believing what it loaded', async () => {
    const loading = Promise.withResolvers<string>();
    const begun = Promise.withResolvers<void>();
    const first = other.cache.remember('slow', { seconds: 600, tags: ['slow'] }, () => {
      begun.resolve();
      return loading.promise;
    });
    await begun.promise;
    await one.cache.purge(['slow']);
    loading.resolve('as it was before');
    await first;
    const { value } = await other.cache.remember('slow', { seconds: 600, tags: ['slow'] }, async () => 'new');
    expect(value).toBe('new');
  });

  test('a clearing leaves alone what is not of the cache', async () => {
    const theirs = ['movies:auth:wait', 'limit:read:7', 'socket.io'];
    for (const key of theirs) await one.link.commands.set(key, 'x');
    await one.cache.clear();
    expect(await one.link.commands.mget(theirs)).toEqual(['x', 'x', 'x']);
  });

  describe('a FLUSHALL at any moment costs speed alone:', () => {
    test('everything is still answered', async () => {
      await one.link.commands.flushall();
      expect([(await one.get()).value, (await other.get()).value]).toEqual(['old', 'old']);
    });

    test('a purge before it is still a purge', async () => {
      truth = 'new';
      await one.cache.purge(['movie:7']);
      await one.link.commands.flushall();
      await sees(other, 'new');
      expect((await one.get()).value).toBe('new');
    });

    test('a purge after it is one too', async () => {
      await one.link.commands.flushall();
      truth = 'new';
      await other.cache.purge(['movie:7']);
      await sees(one, 'new');
    });
  });

  describe('while Redis hangs', () => {
    test('each call takes 400 ms at most, and the next ones nothing', async () => {
      redis().freeze();
      const calls = [
        () => one.get(),
        () => one.cache.remember('unknown', { seconds: 60, tags: ['a', 'b'] }, async () => 'x'),
        () => one.cache.purge(['a', 'b', 'c']),
      ];
      const first = await Promise.all(calls.map(timed));
      const next = await Promise.all(calls.map(timed));
      redis().thaw();
      expect(Math.max(...first)).toBeLessThan(400);
      expect(Math.max(...next)).toBeLessThan(50);
      await bothUp();
    });

    test('a first call that has to write and to tell takes 400 ms at most too', async () => {
      redis().freeze();
      const ms = await timed(() => one.cache.remember('cold', { seconds: 60, tags: ['a', 'b'] }, async () => 'x'));
      redis().thaw();
      expect(ms).toBeLessThan(400);
      await bothUp();
    });

    test('a first purge too', async () => {
      redis().freeze();
      const ms = await timed(() => one.cache.purge(['a', 'b', 'c']));
      redis().thaw();
      expect(ms).toBeLessThan(400);
      await bothUp();
    });

    test('the truth is asked for, and nothing else is given: a purge elsewhere would not be heard', async () => {
      redis().freeze();
      await bothDown();
      truth = 'new';
      const answer = await one.get();
      const failure = await one.cache.remember('movie', movie7, fails).catch((error) => error);
      redis().thaw();
      expect(answer).toEqual({ value: 'new', from: 'source' });
      expect(failure).toMatchObject({ kind: 'unavailable' });
      await bothUp();
    });

    test('many who ask for one thing cause one load', async () => {
      redis().freeze();
      await bothDown();
      const answers = await Promise.all(Array.from({ length: 100 }, one.get));
      expect(answers).toEqual(Array(100).fill({ value: 'old', from: 'source' }));
      expect(asked).toBe(1);
      await one.get();
      redis().thaw();
      expect(asked).toBe(2);
      await bothUp();
    });

    test('who asks after a purge does not get what a load brings that began before it', async () => {
      redis().freeze();
      await bothDown();
      const loading = Promise.withResolvers<string>();
      const first = one.cache.remember('movie', movie7, () => loading.promise);
      await one.cache.purge(['movie:7']);
      const later = one.get();
      loading.resolve('as it was before');
      const answers = await Promise.all([first, later]);
      redis().thaw();
      expect(answers.map(({ value }) => value)).toEqual(['as it was before', 'old']);
      await bothUp();
    });
  });

  describe('while the source is away', () => {
    const short = { seconds: 0.05, tags: ['movie:7'] };

    async function expiredInBoth(key: string): Promise<void> {
      for (const { cache } of [one, other]) await cache.remember(key, short, async () => 'old');
      await sleep(60);
    }

    test('what has expired is given as stale', async () => {
      // Whenever Redis takes long to answer, all is forgotten: on a busy machine, say.
      await eventually(async () => {
        await expiredInBoth('expired');
        expect(await other.cache.remember('expired', short, fails)).toEqual({ value: 'old', from: 'stale cache' });
      }, 3_000);
    });

    test('what another has erased is given by nobody, also not by one that starts later', async () => {
      await expiredInBoth('erased');
      await one.cache.erase(['movie:7']);
      await eventually(() => expect(other.cache.remember('erased', short, fails)).rejects.toThrow(), 500);
      for (const { cache } of [one, other, await replica()]) {
        await expect(cache.remember('erased', short, fails)).rejects.toMatchObject({ kind: 'unavailable' });
      }
    });
  });

  test.each([
    ['killed and started again', () => redis().kill(), () => redis().restart()],
    ['hung and then went on', async () => redis().freeze(), async () => redis().thaw()],
  ])(
    'when Redis was %s, both work with it within 3 seconds, and know nothing from before',
    async (_, breakIt, mendIt) => {
      await breakIt();
      await bothDown();
      truth = 'new';
      await one.cache.purge(['movie:7']);
      await mendIt();
      await bothUp();
      await sees(other, 'new', 2_000);
      expect((await one.get()).value).toBe('new');
      await sees(await replica(), 'new');
      await eventually(async () => expect(await other.get()).toEqual({ value: 'new', from: 'cache' }), 2_000);
    },
  );
});

describeWithRedis('a replica that starts without its Redis', (redis) => {
  test('works, and shares with the others once it comes', async () => {
    const lifecycle = createLifecycle(log);
    await redis().kill();
    const links = [await connectRedis(redis().url, log, lifecycle), await connectRedis(redis().url, log, lifecycle)];
    const [one, other] = links.map(createCache) as [Cache, Cache];
    for (const cache of [one, other]) lifecycle.atEnd('cache', () => cache.close());
    truth = 'old';
    expect((await ask(one)).value).toBe('old');
    await redis().restart();
    await eventually(() => expect(links.map((link) => link.isUp())).toEqual([true, true]), 3_000);
    await Promise.all([ask(one), ask(other)]);
    truth = 'new';
    await one.purge(['movie:7']);
    await eventually(async () => expect((await ask(other)).value).toBe('new'), 500);
    await lifecycle.end();
  });
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
