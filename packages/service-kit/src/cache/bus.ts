// Carries "this key changed" between the caches of several processes.
import type { RedisLink } from '../redis/redis.ts';

interface Message {
  from: string;
  payload: unknown;
}

/** A bus as BentoCache wants one. */
export function busOver(redis: RedisLink) {
  let id = '';
  const transport = {
    setId(given: string) {
      id = given;
      return transport;
    },
    publish: (channel: string, payload: unknown) => redis.publish(channel, JSON.stringify({ from: id, payload })),
    subscribe: (channel: string, heard: (payload: unknown) => void) =>
      redis.subscribe(channel, (text) => {
        const { from, payload } = JSON.parse(text) as Message;
        if (from !== id) heard(payload);
      }),
    unsubscribe: async () => undefined,
    disconnect: async () => undefined,
    onReconnect: () => undefined,
  };
  return { options: {}, factory: () => transport as never };
}
