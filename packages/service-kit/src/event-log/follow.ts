// Follows another service's log. Each event takes effect exactly once here: the cursor moves in the same transaction as
// what was done with the events, and one replica at a time holds it.

import { setTimeout as sleep } from 'node:timers/promises';
import type { EventRecord } from '@movies/contract';
import type { Database, Transaction } from '../database/database.ts';
import type { InternalClient } from '../internal/client.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { asPartOf } from '../request-id.ts';
import type { EventPage } from './event-log.ts';
import { EVENTS_PATH, HEAD_PATH } from './routes.ts';

export interface Following {
  /** Who follows. */
  service: string;
  /** The service whose log it is, and where it is reached. */
  source: string;
  url: string;
  database: Database;
  client: InternalClient;
  lifecycle: Lifecycle;
  log: Log;
  metrics: Metrics;
  apply: (events: EventRecord[], tx: Transaction) => Promise<void>;
  /** How many events at once, at most; more than usual where many of them become one statement. */
  atOnce?: number;
}

const WAIT_SECONDS = 20;
const AT_ONCE = 200;
const STANDBY_MS = 1_000;
const MOST_PAUSE_MS = 2_000;

export function follow(following: Following): void {
  const { lifecycle, service, source, metrics } = following;
  metrics.gauge('event_log_lag', 'Events of a log that a follower has yet to take.', () => lagOf(following), {
    service,
    source,
  });
  const done = keepFollowing(following);
  lifecycle.atEnd(`following ${source}`, () => done);
}

async function lagOf({ source, url, client, database }: Following): Promise<number> {
  const { head } = await client.get<{ head: number }>(`${url}${HEAD_PATH}`);
  const cursor = await database.row<{ position: number }>('SELECT position FROM event_cursor WHERE source = $1', [
    source,
  ]);
  return head - (cursor?.position ?? 0);
}

async function keepFollowing(following: Following): Promise<void> {
  const { database, lifecycle, log, source } = following;
  const { ending } = lifecycle;
  let begun = false;
  let failures = 0;
  while (!ending.aborted) {
    try {
      if (!begun) await database.run('INSERT INTO event_cursor VALUES ($1, 0) ON CONFLICT DO NOTHING', [source]);
      begun = true;
      const held = await database.transaction((tx) => applyNext(following, tx));
      if (!held) await pause(STANDBY_MS, ending);
      failures = 0;
    } catch (error) {
      if (ending.aborted) return;
      failures += 1;
      if (failures === 1) log.warn({ err: error }, `can't follow ${source} right now; trying again`);
      await pause(Math.min(MOST_PAUSE_MS, 100 * 2 ** failures), ending);
    }
  }
}

/** Takes the cursor, waits for events, applies them. False where another replica has the cursor. */
async function applyNext({ atOnce = AT_ONCE, ...following }: Following, tx: Transaction): Promise<boolean> {
  const { source, url, client, lifecycle } = following;
  // A replica that hangs while it holds the cursor loses it: the server ends its session.
  await tx.run(`SET LOCAL idle_in_transaction_session_timeout = '${WAIT_SECONDS + 10}s'`);
  const cursor = await tx.row<{ position: number }>(
    'SELECT position FROM event_cursor WHERE source = $1 FOR UPDATE SKIP LOCKED',
    [source],
  );
  if (!cursor) return false;
  const query = `after=${cursor.position}&limit=${atOnce}&wait=${WAIT_SECONDS}`;
  const page = await client.get<EventPage>(`${url}${EVENTS_PATH}?${query}`, {
    timeoutMs: (WAIT_SECONDS + 5) * 1_000,
    signal: lifecycle.ending,
  });
  if (page.position === cursor.position) return true;
  await applyAll(page.events, tx, following);
  await tx.run('UPDATE event_cursor SET position = $2 WHERE source = $1', [source, page.position]);
  return true;
}

async function applyAll(
  events: EventRecord[],
  tx: Transaction,
  { apply, log, source }: Omit<Following, 'atOnce'>,
): Promise<void> {
  for (const { id: event, type, request_id } of events) {
    log.debug({ event, type, ...(request_id ? { request_id } : {}) }, `${type} of ${source}`);
  }
  // What one request has caused is a part of it; what several have, is of none.
  const requests = new Set(events.map(({ request_id }) => request_id));
  await asPartOf(requests.size === 1 ? [...requests][0] : undefined, () => apply(events, tx));
}

async function pause(ms: number, ending: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: ending }).catch(() => undefined);
}
