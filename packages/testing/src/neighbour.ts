// The auth or the movie service, as far as one that follows it needs it: its event log is the real one, in a database of its own.
import type { DataOf, EventType } from '@movies/contract';
import {
  createApp,
  EventLog1700000000000,
  EventRequests1700000000100,
  eventRoutes,
  internalRoutes,
  listen,
  openDatabase,
  openEventLog,
  type Sql,
} from '@movies/service-kit';
import { createMigratedDatabase } from './database.ts';
import { eventually } from './eventually.ts';
import { testResources } from './resources.ts';

export const INTERNAL_SECRET = 'only-for-tests-0123456789';

export interface Neighbour {
  url: string;
  /** Tells an event and answers its id. */
  tell<E extends EventType>(type: E, data: DataOf<E>): Promise<string>;
  /** Tells one as if it had been then. */
  tellAt<E extends EventType>(at: Date, type: E, data: DataOf<E>): Promise<string>;
  /** Tells any number of one type at once. */
  tellAll<E extends EventType>(type: E, data: readonly DataOf<E>[]): Promise<void>;
  /** The position of its last event. */
  head(): Promise<number>;
  stop(): Promise<void>;
}

export async function startNeighbour(service: 'auth' | 'movie'): Promise<Neighbour> {
  const schema = { schema: service, entities: [], migrations: [EventLog1700000000000, EventRequests1700000000100] };
  const server = await createMigratedDatabase(service, schema);
  const { lifecycle, log } = await testResources();
  const database = await openDatabase({ ...schema, url: server.url, log });
  lifecycle.atEnd('database', () => database.close());
  const events = await openEventLog(database, service, log);
  lifecycle.atEnd('event log', () => events.close());
  const app = createApp({ log, requestLevel: 'debug', newRequestId: () => crypto.randomUUID() });
  internalRoutes(app, INTERNAL_SECRET, (internal) => eventRoutes(internal, events, lifecycle.ending));
  const port = await listen(app, lifecycle, { host: '127.0.0.1', port: 0, variable: 'PORT' });
  const tell: Neighbour['tell'] = async (type, data) => {
    await database.transaction((tx) => events.tell(tx, type, subjectOf(data), data));
    const row = await database.row<{ id: number }>('SELECT max(id) AS id FROM event_log');
    return `${service}-${row?.id}`;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    head: () => events.positionAt(new Date(Date.now() + 60_000)),
    tell,
    tellAll: (type, all) =>
      database.transaction((tx) =>
        events.tellAll(
          tx,
          type,
          all.map((data) => ({ subject: subjectOf(data), data })),
        ),
      ),
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

/** Whose event it is, as the services say it. */
function subjectOf(data: unknown): string {
  const { user_id } = (data ?? {}) as { user_id?: number };
  return user_id === undefined ? 'test' : `user:${user_id}`;
}

/** Once all that the neighbours have told so far has taken effect at the one who follows them. */
export async function caughtUpWith(sql: Sql, neighbours: Record<string, Pick<Neighbour, 'head'>>): Promise<void> {
  for (const [source, neighbour] of Object.entries(neighbours)) {
    const position = await neighbour.head();
    await eventually(async () => {
      const row = await sql.row<{ position: number }>('SELECT position FROM event_cursor WHERE source = $1', [source]);
      if ((row?.position ?? -1) < position) throw new Error(`${source} is not followed that far yet`);
    });
  }
}
