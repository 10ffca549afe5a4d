// Watches another service's log without a database: for what only matters while this process runs.

import { setTimeout as sleep } from 'node:timers/promises';
import type { EventRecord } from '@movies/contract';
import type { InternalClient } from '../internal/client.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Log } from '../log.ts';
import type { EventPage } from './event-log.ts';
import { EVENTS_PATH } from './routes.ts';

export interface Watching {
  url: string;
  types: string[];
  /** How far back to begin. */
  sinceMs: number;
  client: InternalClient;
  lifecycle: Lifecycle;
  log: Log;
  seen: (events: EventRecord[]) => void;
}

const WAIT_SECONDS = 20;
const PAUSE_MS = 500;

/** Resolves once everything that has happened so far has been seen. */
export function watch(watching: Watching): Promise<void> {
  const { lifecycle } = watching;
  return new Promise((caughtUp) => {
    const done = keepWatching(watching, caughtUp);
    lifecycle.atEnd('watching', () => done);
  });
}

async function keepWatching({ url, types, sinceMs, client, lifecycle, log, seen }: Watching, caughtUp: () => void) {
  const { ending } = lifecycle;
  const since = new Date(Date.now() - sinceMs).toISOString();
  let position: number | undefined;
  let away = false;
  while (!ending.aborted) {
    const from = position === undefined ? `since=${since}` : `after=${position}&wait=${WAIT_SECONDS}`;
    try {
      const page = await client.get<EventPage>(`${url}${EVENTS_PATH}?${from}&types=${types}&limit=1000`, {
        timeoutMs: position === undefined ? 2_000 : (WAIT_SECONDS + 5) * 1_000,
        signal: ending,
      });
      seen(page.events);
      if (!page.more) caughtUp();
      position = page.position;
      away = false;
    } catch (error) {
      if (!away && !ending.aborted) log.warn({ err: error }, `${url} can't be watched right now; trying again`);
      away = true;
      await sleep(PAUSE_MS, undefined, { signal: ending }).catch(() => undefined);
    }
  }
}
