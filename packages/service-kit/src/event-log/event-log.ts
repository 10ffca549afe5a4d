// What a service tells the others. An event is stored by the transaction that made it true, so none is lost or invented.
import { EventEmitter, once } from 'node:events';
import type { DataOf, EventRecord, EventType } from '@movies/contract';
import { deleteInBatches } from '../database/batches.ts';
import type { Database, Transaction } from '../database/database.ts';
import type { Log } from '../log.ts';
import { requestId } from '../request-id.ts';
import { createBell } from './bell.ts';
import { givePositions, headOf, positionAt } from './positions.ts';

export interface EventLog {
  /** Tells an event as part of a transaction. `subject` is whose event it is, as `user:7`, for erasure. */
  tell<E extends EventType>(tx: Transaction, type: E, subject: string, data: DataOf<E>): Promise<void>;
  /** Tells any number of events of one type at once, in their order. */
  tellAll<E extends EventType>(
    tx: Transaction,
    type: E,
    events: readonly { subject: string; data: DataOf<E> }[],
  ): Promise<void>;
  /** Removes what was told about a subject, as if it had never been. */
  erase(tx: Transaction, subject: string): Promise<void>;
  /** Drops events of a type that are so old that nobody needs them any more. */
  forget(type: string, olderThan: string): Promise<void>;
  read(request: ReadRequest): Promise<EventPage>;
  /** The position of the last event there is. */
  head(): Promise<number>;
  /** Where a reader stands who wants what happened since a time. */
  positionAt(time: Date): Promise<number>;
  close(): Promise<void>;
}

export interface ReadRequest {
  after: number;
  limit: number;
  types?: string[] | undefined;
  /** Only what was told about this subject, and what has no position yet, too: for a look at it, not to follow it. */
  subject?: string | undefined;
  /** How long to wait for an event where there is none. */
  waitMs: number;
  signal?: AbortSignal;
}

export interface EventPage {
  events: EventRecord[];
  /** How far the reader is now; beyond the last event where others were filtered out. */
  position: number;
  /** Whether there is more to read at once. */
  more: boolean;
}

// Even if a wake-up is lost, nobody waits longer than this for an event that is there.
const LOOK_ANYWAY_MS = 2_000;

export async function openEventLog(database: Database, service: string, log: Log): Promise<EventLog> {
  const committed = new EventEmitter().setMaxListeners(0);
  let rings = 0;
  const heard = () => {
    rings += 1;
    committed.emit('event');
  };
  const bell = await createBell(database, `event_log_${service}`, heard, log);

  async function page({ after, limit, types, subject }: ReadRequest): Promise<EventPage> {
    const isMoreWaiting = await givePositions(database);
    const found =
      subject === undefined
        ? await database.rows<StoredEvent>(READ, [after, limit])
        : await database.rows<StoredEvent>(READ_OF, [after, limit, subject]);
    const wanted = types ? found.filter(({ type }) => types.includes(type)) : found;
    return {
      events: wanted.map((event) => toRecord(service, event)),
      position: found.findLast(({ waits }) => !waits)?.position ?? after,
      more: found.length === limit || isMoreWaiting,
    };
  }

  return {
    tell: async (tx, type, subject, data) => {
      await tx.run(TELL, [type.name, subject, data, requestId()]);
      tx.afterCommit(() => bell.ring());
    },
    tellAll: async (tx, type, told) => {
      if (told.length === 0) return;
      await tx.run(TELL_ALL, [type.name, JSON.stringify(told), requestId()]);
      tx.afterCommit(() => bell.ring());
    },
    erase: async (tx, subject) => void (await tx.run('DELETE FROM event_log WHERE subject = $1', [subject])),
    forget: async (type, olderThan) => {
      await deleteInBatches(database, 'event_log', 'type = $1 AND at < now() - $2::interval', [type, olderThan]);
    },
    read: async (request) => {
      const until = Date.now() + request.waitMs;
      for (let { after } = request; ; ) {
        const ringsBefore = rings;
        const found = await page({ ...request, after });
        if (found.events.length > 0 || Date.now() >= until || request.signal?.aborted) return found;
        // What was committed during the look has rung already.
        if (!found.more && rings === ringsBefore)
          await nextEvent(committed, Math.min(LOOK_ANYWAY_MS, until - Date.now()), request.signal);
        after = found.position;
      }
    },
    head: () => headOf(database),
    positionAt: (time) => positionAt(database, time),
    close: () => bell.close(),
  };
}

const TELL = 'INSERT INTO event_log (type, subject, data, request_id) VALUES ($1, $2, $3, $4)';

const TELL_ALL = `
  INSERT INTO event_log (type, subject, data, request_id)
  SELECT $1, told ->> 'subject', told -> 'data', $3
  FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS all_told (told, place) ORDER BY place`;

interface StoredEvent {
  id: number;
  position: number;
  /** Whether the position is yet to be given: what stands there is then a guess. */
  waits?: boolean;
  type: string;
  data: unknown;
  at: string;
  request_id: string | null;
}

const READ =
  'SELECT id, position, type, data, at, request_id FROM event_log WHERE position > $1 ORDER BY position LIMIT $2';

const READ_OF = `
  SELECT id, type, data, at, request_id, position IS NULL AS waits,
    coalesce(position, (SELECT position FROM event_log_head) + row_number() OVER (ORDER BY id)) AS position
  FROM event_log WHERE subject = $3 AND (position > $1 OR position IS NULL)
  ORDER BY event_log.position NULLS LAST, id LIMIT $2`;

function toRecord(service: string, { id, position, type, data, at, request_id }: StoredEvent): EventRecord {
  return { id: `${service}-${id}`, position, type, at, data, ...(request_id === null ? {} : { request_id }) };
}

async function nextEvent(committed: EventEmitter, ms: number, signal?: AbortSignal): Promise<void> {
  const signals = [AbortSignal.timeout(Math.max(ms, 1)), ...(signal ? [signal] : [])];
  await once(committed, 'event', { signal: AbortSignal.any(signals) }).catch(() => undefined);
}
