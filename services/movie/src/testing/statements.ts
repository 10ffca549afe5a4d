// How many statements the service sends to its database while something is done.
import type { EventEmitter } from 'node:events';
import type { MovieUnderTest } from '../testing.ts';

interface Connection {
  query(...given: unknown[]): unknown;
}

/** Waking the readers of the event log is done afterwards, once for many. */
const NOT_COUNTED = /pg_notify/;

export async function statementsOf({ context }: MovieUnderTest, work: () => Promise<unknown>): Promise<string[]> {
  const pool = (context.database.source.driver as unknown as { master: EventEmitter }).master;
  const seen: string[] = [];
  const watched = new Map<Connection, Connection['query']>();
  const watch = (connection: Connection) => {
    if (watched.has(connection)) return;
    const query = connection.query;
    watched.set(connection, query);
    connection.query = (...given) => {
      const text = typeof given[0] === 'string' ? given[0] : (given[0] as { text: string }).text;
      if (!NOT_COUNTED.test(text)) seen.push(text);
      return query.apply(connection, given);
    };
  };
  pool.on('acquire', watch);
  try {
    await work();
  } finally {
    pool.off('acquire', watch);
    for (const [connection, query] of watched) connection.query = query;
  }
  return seen;
}
