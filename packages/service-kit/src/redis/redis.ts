// The link to Redis. Nothing in Redis is the only copy, so whoever uses it goes on without it: a command fails within
// 300 ms, and once one has failed nobody asks again until Redis answers a ping.
import { Redis } from 'ioredis';
import type { Lifecycle } from '../lifecycle.ts';
import type { Log } from '../log.ts';

export interface RedisLink {
  readonly commands: Redis;
  isUp(): boolean;
  /** Runs each time Redis is back after it was away. */
  onReturn(work: () => void): void;
  publish(channel: string, message: string): Promise<void>;
  subscribe(channel: string, heard: (message: string) => void): Promise<void>;
}

const COMMAND_MS = 300;
const PING_EVERY_MS = 1_000;

export async function connectRedis(url: string, log: Log, lifecycle: Lifecycle): Promise<RedisLink> {
  const commands = new Redis(url, {
    commandTimeout: COMMAND_MS,
    connectTimeout: 1_000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    lazyConnect: true,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
  });
  const subscriber = commands.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null });
  const state = watchState(commands, subscriber, log);
  lifecycle.atEnd('redis', async () => {
    state.stopWatching();
    commands.disconnect();
    subscriber.disconnect();
  });
  await Promise.allSettled([commands.connect(), subscriber.connect()]);
  await state.ping();
  return {
    commands,
    isUp: state.isUp,
    onReturn: state.onReturn,
    publish: async (channel, message) => {
      if (state.isUp()) await commands.publish(channel, message);
    },
    subscribe: async (channel, heard) => {
      subscriber.on('message', (from, message) => {
        if (from === channel) heard(message);
      });
      await subscriber.subscribe(channel);
    },
  };
}

function watchState(commands: Redis, subscriber: Redis, log: Log) {
  const returned: (() => void)[] = [];
  let up = false;

  function note(now: boolean, error?: unknown): void {
    if (now === up) return;
    up = now;
    if (now) {
      log.info('Redis is there');
      for (const work of returned) work();
    } else log.warn({ err: error }, 'Redis does not answer; going on without it');
  }
  const ping = () =>
    commands.ping().then(
      () => note(true),
      (error) => note(false, error),
    );

  for (const client of [commands, subscriber]) client.on('error', (error) => note(false, error));
  commands.on('ready', ping);
  commands.on('close', () => note(false));
  const timer = setInterval(ping, PING_EVERY_MS);
  return {
    ping,
    isUp: () => up,
    onReturn: (work: () => void) => void returned.push(work),
    stopWatching: () => clearInterval(timer),
  };
}
