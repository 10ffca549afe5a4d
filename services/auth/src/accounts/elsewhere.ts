// What the other services know of a person.
import type { Counts } from '@movies/contract';
import { type Cache, type InternalClient, type Log, unavailable } from '@movies/service-kit';

export interface Elsewhere {
  /** How much someone has rated, reviewed and listed; nothing where that can't be told right now. */
  countsOf(userId: number): Promise<Counts | undefined>;
  /** All they have, by the name of the service. */
  exportOf(userId: number): Promise<Record<string, unknown>>;
}

/** Where each service is, if it is there. */
export type Places = () => Record<string, string | undefined>;

const COUNTS_MS = 500;
const EXPORT_MS = 20_000;
const SELDOM_MS = 5_000;

export function createElsewhere(places: Places, client: InternalClient, cache: Cache, log: Log): Elsewhere {
  let awayUntil = 0;

  async function counts(url: string, userId: number): Promise<Counts> {
    const tags = ['ratings', 'reviews', 'lists'].map((what) => `${what}-of:${userId}`);
    const ask = () => client.get<Counts>(`${url}/internal/counts/${userId}`, { timeoutMs: COUNTS_MS });
    return (await cache.remember(`counts-of:${userId}`, { seconds: 300, tags }, ask)).value;
  }

  return {
    countsOf: async (userId) => {
      const url = places().movie;
      if (url === undefined || Date.now() < awayUntil) return undefined;
      return counts(url, userId).catch((error) => {
        awayUntil = Date.now() + SELDOM_MS;
        log.warn({ err: error }, 'the movie service does not tell how much people have done; profiles go without');
        return undefined;
      });
    },
    exportOf: async (userId) => {
      const parts = Object.entries(places()).map(async ([service, url]) => {
        if (url === undefined) return [];
        const ask = client.get(`${url}/internal/export/${userId}`, { timeoutMs: EXPORT_MS });
        return [[service, await ask.catch((error) => notComplete(service, error))]];
      });
      return Object.fromEntries((await Promise.all(parts)).flat());
    },
  };
}

function notComplete(service: string, cause: unknown): never {
  throw unavailable(`What the ${service} service has of you can't be had right now. Try again in a moment.`, cause);
}
