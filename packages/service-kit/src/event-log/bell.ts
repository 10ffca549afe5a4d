// Wakes readers of the log, in this process and in others. Only a hint: a bell nobody hears costs time, not events.
import type pg from 'pg';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';

export interface Bell {
  ring(): void;
  close(): Promise<void>;
}

const RECONNECT_MS = 1_000;

export async function createBell(database: Database, channel: string, heard: () => void, log: Log): Promise<Bell> {
  let listener: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;
  let ringing: Promise<unknown> | undefined;
  let ringAgain = false;

  async function listen(): Promise<void> {
    const client = await database.connect();
    client.on('notification', heard);
    client.on('error', () => undefined);
    client.on('end', () => lost(client));
    await client.query(`LISTEN ${channel}`);
    if (closed) return client.end();
    listener = client;
    heard();
  }

  function lost(client?: pg.Client): void {
    if (listener === client) listener = undefined;
    // A connection that ends while it is made is lost twice over, and still replaced by one.
    clearTimeout(retry);
    if (!closed) retry = setTimeout(() => listen().catch(() => lost(client)), RECONNECT_MS);
  }

  // NOTIFY takes a lock on commit that all writers would queue for, so it runs on its own, after theirs, and many
  // commits share one.
  async function notify(): Promise<void> {
    do {
      ringAgain = false;
      await database.run('SELECT pg_notify($1, $2)', [channel, '']);
    } while (ringAgain);
  }

  // A server that is slow to let it in must not end a start: it is heard of later, and looked at meanwhile.
  await listen().catch(() => lost());
  return {
    ring: () => {
      heard();
      if (ringing) ringAgain = true;
      else
        ringing = notify()
          .catch((error) => log.debug({ err: error }, 'readers of the event log were not woken'))
          .finally(() => {
            ringing = undefined;
          });
    },
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await ringing;
      await listener?.end();
    },
  };
}
