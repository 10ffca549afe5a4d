// A service that follows the producer and writes down each number as it comes, without looking whether it has it.
import type { EventRecord } from '@movies/contract';
import type { Database, Transaction } from '../database/database.ts';
import { follow } from '../event-log/follow.ts';
import { createInternalClient } from '../internal/client.ts';
import type { Lifecycle } from '../lifecycle.ts';
import { createMetrics, type Metrics } from '../metrics.ts';
import { numbersOf, SECRET } from './producer.ts';
import { schema } from './schema.ts';

interface Follower {
  name: string;
  sourceUrl: string;
  database: Database;
  lifecycle: Lifecycle;
  secret?: string;
  metrics?: Metrics;
  /** Runs before what was done with a page is committed. */
  applied?: (events: EventRecord[]) => Promise<void> | void;
}

export async function makeNotebook(database: Database): Promise<void> {
  await database.run(`CREATE TABLE IF NOT EXISTS notebook (
    line bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number int NOT NULL, follower text NOT NULL)`);
}

export async function notebook(database: Database): Promise<{ number: number; follower: string }[]> {
  return database.rows('SELECT number, follower FROM notebook ORDER BY line');
}

export function startFollower({ name, sourceUrl, database, lifecycle, ...given }: Follower): void {
  const { secret = SECRET, metrics = createMetrics(), applied } = given;
  const client = createInternalClient(secret);
  lifecycle.atEnd('client', () => client.close());
  const apply = async (events: EventRecord[], tx: Transaction) => {
    await tx.run('INSERT INTO notebook (number, follower) SELECT number, $2 FROM unnest($1::int[]) AS number', [
      numbersOf(events),
      name,
    ]);
    await applied?.(events);
  };
  follow({
    service: name,
    metrics,
    source: 'kit',
    url: sourceUrl,
    database,
    client,
    lifecycle,
    log: schema.log,
    apply,
  });
}
