// Films that a member may like, as the recommendation service has stored them. Where it does not tell, letters go without.
import type { Recommendation } from '@movies/contract';
import type { InternalClient, Log } from '@movies/service-kit';

export type FilmsFor = (userId: number) => Promise<Recommendation[]>;

interface Asking {
  client: InternalClient;
  /** Undefined where there is no such service. */
  url: string | undefined;
  log: Log;
}

const MOST = 5;
const PATIENCE_MS = 500;
/** So that a round of hundreds of letters does not wait for each of them. */
const SELDOM_MS = 5_000;

export function createFilmsFor({ client, url, log }: Asking): FilmsFor {
  let awayUntil = 0;

  return async (userId) => {
    if (url === undefined || Date.now() < awayUntil) return [];
    const path = `/internal/predictions/${userId}?limit=${MOST}`;
    return client.get<Recommendation[]>(url + path, { timeoutMs: PATIENCE_MS }).catch((error) => {
      awayUntil = Date.now() + SELDOM_MS;
      log.warn({ err: error }, 'the recommendation service does not tell what people may like; letters go without');
      return [];
    });
  };
}
