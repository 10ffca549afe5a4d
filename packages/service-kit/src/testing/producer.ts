// A service that tells numbers, for the tests of those who follow it.
import { eventType } from '@movies/contract';
import { Type } from 'typebox';
import { type Database, openDatabase } from '../database/database.ts';
import { type EventLog, openEventLog } from '../event-log/event-log.ts';
import { eventRoutes } from '../event-log/routes.ts';
import { createApp, listen } from '../http/app.ts';
import { internalRoutes } from '../internal/secret.ts';
import { createLifecycle } from '../lifecycle.ts';
import { schema } from './schema.ts';

export const counted = eventType('counted', Type.Object({ number: Type.Integer() }));
export const SECRET = 'the-secret-of-the-test-services';

export interface Producer {
  url: string;
  port: number;
  database: Database;
  events: EventLog;
  tell(...numbers: number[]): Promise<void>;
  stop(): Promise<void>;
}

export async function startProducer(databaseUrl: string, port = 0): Promise<Producer> {
  const { log } = schema;
  const lifecycle = createLifecycle(log);
  const database = await openDatabase({ ...schema, url: databaseUrl });
  lifecycle.atEnd('database', () => database.close());
  const events = await openEventLog(database, 'kit', log);
  lifecycle.atEnd('event log', () => events.close());
  const app = createApp({ log, requestLevel: 'debug', newRequestId: () => 'id' });
  internalRoutes(app, SECRET, (internal) => eventRoutes(internal, events, lifecycle.ending));
  const listening = await listen(app, lifecycle, { host: '127.0.0.1', port, variable: 'PORT' });
  return {
    url: `http://127.0.0.1:${listening}`,
    port: listening,
    database,
    events,
    tell: (...numbers) => tell(database, events, numbers),
    stop: () => lifecycle.end(),
  };
}

export async function tell(database: Database, events: EventLog, numbers: number[]): Promise<void> {
  await database.transaction(async (tx) => {
    for (const number of numbers) await events.tell(tx, counted, `number:${number}`, { number });
  });
}

export function numbersOf(events: { data: unknown }[]): number[] {
  return events.map(({ data }) => (data as { number: number }).number);
}
