// The event log of the scripted service: in memory, read with the same long poll as the real one.
import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { DataOf, EventRecord, EventType } from '@movies/contract';

export interface ScriptedLog {
  tell<E extends EventType>(type: E, data: DataOf<E>): void;
  /** Answers what is there after a position, or waits for it. */
  read(query: URLSearchParams, response: ServerResponse): Promise<void>;
}

export function createEventLog(): ScriptedLog {
  const events: EventRecord[] = [];
  const told = new EventEmitter();
  return {
    tell: (type, data) => {
      const record = { id: randomUUID(), position: events.length + 1, type: type.name, at: new Date().toISOString() };
      events.push({ ...record, data });
      told.emit('event');
    },
    read: async (query, response) => {
      const after = Number(query.get('after') ?? 0);
      const mayWait = query.has('wait') && events.length === after;
      const gone = AbortSignal.any([AbortSignal.timeout(20_000), whenClosed(response)]);
      if (mayWait) await once(told, 'event', { signal: gone }).catch(() => undefined);
      const page = { events: events.slice(after), position: events.length, more: false };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page));
    },
  };
}

function whenClosed(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => controller.abort());
  return controller.signal;
}
