// The auth or the movie service, as far as this one needs it: its event log is the real one, in a database of its own.
import type { DataOf, EventType } from '@movies/contract';
import {
  createApp,
  EventLog1700000000000,
  eventRoutes,
  internalRoutes,
  listen,
  openDatabase,
  openEventLog,
} from '@movies/service-kit';
import { createMigratedDatabase, testResources } from '@movies/testing';
import type { Letter } from '../digests/digests.ts';

export const INTERNAL_SECRET = 'only-for-tests-0123456789';

export interface Neighbour {
  url: string;
  /** Tells an event and answers its id. */
  tell<E extends EventType>(type: E, data: DataOf<E>): Promise<string>;
  /** Tells one as if it had been then. */
  tellAt<E extends EventType>(at: Date, type: E, data: DataOf<E>): Promise<string>;
  /** The position of its last event. */
  head(): Promise<number>;
  /** What it was asked to write to people. */
  letters: Letter[];
  stop(): Promise<void>;
}

export async function startNeighbour(service: 'auth' | 'movie'): Promise<Neighbour> {
  const schema = { schema: service, entities: [], migrations: [EventLog1700000000000] };
  const server = await createMigratedDatabase(service, schema);
  const { lifecycle, log } = await testResources();
  const database = await openDatabase({ ...schema, url: server.url, log });
  lifecycle.atEnd('database', () => database.close());
  const events = await openEventLog(database, service, log);
  lifecycle.atEnd('event log', () => events.close());
  const letters: Letter[] = [];
  const app = createApp({ log, requestLevel: 'debug', newRequestId: () => crypto.randomUUID() });
  internalRoutes(app, INTERNAL_SECRET, (internal) => {
    eventRoutes(internal, events, lifecycle.ending);
    internal.post<{ Body: Letter }>('/internal/letters', async ({ body }) => {
      letters.push(body);
      return {};
    });
  });
  const port = await listen(app, lifecycle, { host: '127.0.0.1', port: 0, variable: 'PORT' });
  const tell: Neighbour['tell'] = async (type, data) => {
    await database.transaction((tx) => events.tell(tx, type, 'test', data));
    const row = await database.row<{ id: number }>('SELECT max(id) AS id FROM event_log');
    return `${service}-${row?.id}`;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    letters,
    head: () => events.positionAt(new Date(Date.now() + 60_000)),
    tell,
    tellAt: async (at, type, data) => {
      await database.run(`ALTER TABLE event_log ALTER at SET DEFAULT '${at.toISOString()}'`);
      const id = await tell(type, data);
      await database.run('ALTER TABLE event_log ALTER at SET DEFAULT now()');
      return id;
    },
    stop: async () => {
      await lifecycle.end();
      await server.drop();
    },
  };
}
