// The link to Redis. Nothing in Redis is the only copy, so whoever uses it goes on without it: a command fails within
// 300 ms, and once one has failed nobody asks again until Redis answers a ping.
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis, type RedisOptions, ReplyError } from 'ioredis';
import { inTime } from '../in-time.ts';
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
const CONNECT_MS = 1_000;
const PING_EVERY_MS = 500;

export async function connectRedis(url: string, log: Log, lifecycle: Lifecycle): Promise<RedisLink> {
  const state = createState(log, new URL(url).host);
  const { commands, subscriber } = connections(url, state);
  // Both: while nothing is heard, what is kept may be wrong.
  const ping = async () => {
    try {
      await commands.ping();
      await inTime(subscriber.ping(), COMMAND_MS);
      state.answered();
    } catch (error) {
      state.failed(error);
    }
  };
  for (const client of [commands, subscriber]) client.on('ready', ping);
  const timer = setInterval(ping, PING_EVERY_MS);
  lifecycle.atEnd('redis', () => {
    state.end();
    clearInterval(timer);
    commands.disconnect();
    subscriber.disconnect();
  });
  const connecting = Promise.allSettled([commands.connect(), subscriber.connect()]);
  await Promise.race([connecting, sleep(CONNECT_MS, undefined, { ref: false })]);
  await ping();
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
      // Where Redis is away it takes effect when it comes; it only fails when all ends.
      await subscriber.subscribe(channel).catch(() => undefined);
    },
  };
}

/** One that fails fast, and one that listens for as long as it takes. */
function connections(url: string, state: State): { commands: Redis; subscriber: Redis } {
  const common: RedisOptions = {
    connectTimeout: CONNECT_MS,
    disconnectTimeout: COMMAND_MS,
    lazyConnect: true,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
  };
  const fast = { commandTimeout: COMMAND_MS, enableOfflineQueue: false, maxRetriesPerRequest: 1 };
  const commands = new Watched(url, { ...common, ...fast }, state);
  const subscriber = new Redis(url, { ...common, maxRetriesPerRequest: null });
  for (const client of [commands, subscriber]) {
    client.on('error', state.failed);
    client.on('close', () => state.failed());
  }
  return { commands, subscriber };
}

/** Tells of each command that got no answer, and sends no others until a ping got one. */
class Watched extends Redis {
  readonly #state: State;

  constructor(url: string, options: RedisOptions, state: State) {
    super(url, options);
    this.#state = state;
  }

  override sendCommand(...[command, stream]: Parameters<Redis['sendCommand']>): unknown {
    command.promise.catch((error: unknown) => {
      // A refusal is an answer.
      if (!(error instanceof ReplyError)) this.#state.failed(error);
    });
    const asksInVain = this.status === 'ready' && !this.#state.isUp() && command.name !== 'ping';
    if (!asksInVain) return super.sendCommand(command, stream);
    command.reject(new Error('Redis does not answer'));
    return command.promise;
  }
}

type State = ReturnType<typeof createState>;

function createState(log: Log, host: string) {
  const returned: (() => void)[] = [];
  let state: 'unknown' | 'up' | 'away' | 'ended' = 'unknown';
  return {
    isUp: () => state === 'up',
    onReturn: (work: () => void) => void returned.push(work),
    failed: (error?: unknown) => {
      if (state === 'away' || state === 'ended') return;
      state = 'away';
      log.warn({ err: error }, `Redis at ${host} does not answer; going on without it until it does`);
    },
    answered: () => {
      if (state === 'up' || state === 'ended') return;
      log.info(state === 'away' ? `Redis at ${host} is back` : `Redis at ${host} answers`);
      state = 'up';
      for (const work of returned) work();
    },
    end: () => {
      state = 'ended';
    },
  };
}
