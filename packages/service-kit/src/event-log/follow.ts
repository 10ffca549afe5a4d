// Follows another service's log. Each event takes effect exactly once here: the cursor moves in the same transaction as
// what was done with the events, and one replica at a time holds it.

import { setTimeout as sleep } from 'node:timers/promises';
import type { EventRecord } from '@movies/contract';
import type { Database, Transaction } from '../database/database.ts';
import type { InternalClient } from '../internal/client.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Log } from '../log.ts';
import type { EventPage } from './event-log.ts';
import { EVENTS_PATH } from './routes.ts';

export interface Following {
  /** The service whose log it is, and where it is reached. */
  source: string;
  url: string;
  database: Database;
  client: InternalClient;
  lifecycle: Lifecycle;
  log: Log;
  apply: (events: EventRecord[], tx: Transaction) => Promise<void>;
}

const WAIT_SECONDS = 20;
const STANDBY_MS = 1_000;
const MOST_PAUSE_MS = 2_000;

export function follow(following: Following): void {
  const { lifecycle, source } = following;
  const done = keepFollowing(following);
  lifecycle.atEnd(`following ${source}`, () => done);
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
async function applyNext({ source, url, client, lifecycle, apply }: Following, tx: Transaction): Promise<boolean> {
  // A replica that hangs while it holds the cursor loses it: the server ends its session.
  await tx.run(`SET LOCAL idle_in_transaction_session_timeout = '${WAIT_SECONDS + 10}s'`);
  const cursor = await tx.row<{ position: number }>(
    'SELECT position FROM event_cursor WHERE source = $1 FOR UPDATE SKIP LOCKED',
    [source],
  );
  if (!cursor) return false;
  const page = await client.get<EventPage>(`${url}${EVENTS_PATH}?after=${cursor.position}&wait=${WAIT_SECONDS}`, {
    timeoutMs: (WAIT_SECONDS + 5) * 1_000,
    signal: lifecycle.ending,
  });
  if (page.position === cursor.position) return true;
  await apply(page.events, tx);
  await tx.run('UPDATE event_cursor SET position = $2 WHERE source = $1', [source, page.position]);
  return true;
}

async function pause(ms: number, ending: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: ending }).catch(() => undefined);
}
