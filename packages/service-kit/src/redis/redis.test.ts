import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '@movies/testing';
import { describeWithRedis } from '@movies/testing/jest';
import { pino } from 'pino';
import { createLifecycle, type Lifecycle } from '../lifecycle.ts';
import { createLog } from '../log.ts';
import { connectRedis, type RedisLink } from './redis.ts';

const log = createLog('test', 'silent');
let lifecycle: Lifecycle;

beforeEach(() => {
  lifecycle = createLifecycle(log);
});
afterEach(() => lifecycle.end());

async function timed(work: () => Promise<unknown>): Promise<{ outcome: unknown; ms: number }> {
  const began = performance.now();
  const outcome = await work().catch((error) => error);
  return { outcome, ms: performance.now() - began };
}

async function isUp(link: RedisLink, up = true): Promise<void> {
  await eventually(() => expect(link.isUp()).toBe(up), 3_000);
}

describeWithRedis('the link to Redis', (redis) => {
  async function connect(): Promise<RedisLink & { returns: () => number }> {
    const link = await connectRedis(redis().url, log, lifecycle);
    let returns = 0;
    link.onReturn(() => {
      returns += 1;
    });
    return { ...link, returns: () => returns };
  }

  test('is up when it is there', async () => {
    const link = await connect();
    expect(link.isUp()).toBe(true);
    expect(await link.commands.ping()).toBe('PONG');
  });

  describe('while Redis hangs', () => {
    afterEach(() => redis().thaw());

    test('a command fails within 300 ms, and from then on nobody asks', async () => {
      const link = await connect();
      redis().freeze();
      const { outcome, ms } = await timed(() => link.commands.get('key'));
      expect(outcome).toMatchObject({ message: 'Command timed out' });
      expect(ms).toBeLessThan(400);
      expect(link.isUp()).toBe(false);
    });

    test('it is noticed without any command', async () => {
      const link = await connect();
      redis().freeze();
      await eventually(() => expect(link.isUp()).toBe(false), 1_600);
    });

    test('it is up again within 3 seconds of its return, and that is told once', async () => {
      const link = await connect();
      redis().freeze();
      await isUp(link, false);
      redis().thaw();
      await isUp(link);
      expect(link.returns()).toBe(1);
    });

    test('a start does not wait for it', async () => {
      redis().freeze();
      const { outcome, ms } = await timed(connect);
      expect((outcome as RedisLink).isUp()).toBe(false);
      expect(ms).toBeLessThan(2_000);
      redis().thaw();
      await isUp(outcome as RedisLink);
    });
  });

  describe('while Redis is gone', () => {
    afterEach(() => redis().kill().then(redis().restart));

    test('it is noticed at once, and it is up again within 3 seconds of its return', async () => {
      const link = await connect();
      await redis().kill();
      await eventually(() => expect(link.isUp()).toBe(false), 500);
      expect((await timed(() => link.commands.get('key'))).ms).toBeLessThan(100);
      await redis().restart();
      await isUp(link);
      expect(link.returns()).toBe(1);
    });

    test('a start goes on without it, and has it when it comes', async () => {
      await redis().kill();
      const { outcome, ms } = await timed(connect);
      const link = outcome as RedisLink;
      expect(link.isUp()).toBe(false);
      expect(ms).toBeLessThan(1_000);
      await redis().restart();
      await isUp(link);
    });

    test('that is said once, also when it was never there, and so is its return', async () => {
      const said: string[] = [];
      const heard = pino({}, { write: (line: string) => void said.push(JSON.parse(line).msg) });
      const { host } = new URL(redis().url);
      await redis().kill();
      const link = await connectRedis(redis().url, heard, lifecycle);
      expect(said).toEqual([`Redis at ${host} does not answer; going on without it until it does`]);
      await redis().restart();
      await isUp(link);
      expect(said.slice(1)).toEqual([`Redis at ${host} is back`]);
      // An end of ours is no failure of Redis.
      const closed = once(link.commands, 'end');
      await lifecycle.end();
      await closed;
      expect(said).toHaveLength(2);
    });

    test('a word that is spread reaches all who listen, also those that had to come back', async () => {
      const [speaker, listener] = [await connect(), await connect()];
      const heard: string[] = [];
      await listener.subscribe('news', (message) => heard.push(message));
      await speaker.publish('news', 'before');
      await eventually(() => expect(heard).toEqual(['before']));
      await redis().kill();
      await Promise.all([isUp(speaker, false), isUp(listener, false)]);
      await speaker.publish('news', 'nobody hears this');
      await redis().restart();
      await Promise.all([isUp(speaker), isUp(listener)]);
      await speaker.publish('news', 'after');
      await eventually(() => expect(heard).toEqual(['before', 'after']), 1_000);
    });
  });

  test('is only up when its ears are: what is said the moment it is up is heard', async () => {
    const [speaker, listener] = [await connect(), await connect()];
    const heard: string[] = [];
    await listener.subscribe('news', (message) => heard.push(message));
    await speaker.commands.client('KILL', 'TYPE', 'PUBSUB');
    await isUp(listener, false);
    await isUp(listener);
    await isUp(speaker);
    await speaker.publish('news', 'now');
    await eventually(() => expect(heard).toEqual(['now']), 1_000);
  });

  test('a command that Redis refuses does not make it down', async () => {
    const link = await connect();
    await link.commands.set('text', 'x');
    await expect(link.commands.lpush('text', 'y')).rejects.toThrow(/WRONGTYPE/);
    expect(link.isUp()).toBe(true);
  });
});
