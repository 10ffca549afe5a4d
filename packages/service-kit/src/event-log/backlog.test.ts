import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../database/database.ts';
import { logForTest } from '../testing/own-log.ts';
import { counted, numbersOf } from '../testing/producer.ts';
import type { EventLog } from './event-log.ts';

const own = logForTest();
let database: Database;
let events: EventLog;

beforeAll(() => {
  ({ database, events } = own);
});

/** What an import leaves: very many events that nobody has read yet. */
async function leave(many: number, type = 'counted'): Promise<void> {
  await database.run(
    `INSERT INTO event_log (type, subject, data)
     SELECT $2, 'test', jsonb_build_object('number', n) FROM generate_series(1, $1::integer) AS n`,
    [many, type],
  );
}

describe('a log with more events than one statement could place', () => {
  const MANY = 5_000;

  test('is read to its end, in order, a page at a time', async () => {
    await leave(MANY);
    const found: number[] = [];
    for (let page = await events.read({ after: 0, limit: 900, waitMs: 0 }); ; ) {
      found.push(...numbersOf(page.events));
      if (!page.more) break;
      page = await events.read({ after: page.position, limit: 900, waitMs: 0 });
    }
    expect(found).toEqual(Array.from({ length: MANY }, (_, place) => place + 1));
  });

  test('places but some of them for a page', async () => {
    await leave(MANY);
    await events.read({ after: 0, limit: 900, waitMs: 0 });
    const row = await database.row<{ count: number }>(
      'SELECT count(*)::integer AS count FROM event_log WHERE position IS NULL',
    );
    expect(row?.count).toBeGreaterThan(0);
  });

  test('ends where all of them will', async () => {
    await leave(MANY);
    expect(await events.head()).toBe(MANY);
    expect(await events.positionAt(new Date(Date.now() + 60_000))).toBe(MANY);
    expect(await events.head()).toBe(MANY);
  });

  test('does not keep who waits for a type of them waiting at pages that have none', async () => {
    await leave(MANY, 'noted');
    await leave(1);
    const found = await events.read({ after: 0, limit: 900, types: ['counted'], waitMs: 8_000 });
    expect(numbersOf(found.events)).toEqual([1]);
  });

  test('shows what was told about someone just now, and again until it has its place', async () => {
    await leave(MANY);
    await database.transaction((tx) => events.tell(tx, counted, 'number:7', { number: 7 }));
    const look = () => events.read({ after: 0, limit: 10, subject: 'number:7', waitMs: 0 });
    const early = await look();
    expect({ numbers: numbersOf(early.events), position: early.position }).toEqual({ numbers: [7], position: 0 });
    const end = await events.positionAt(new Date(Date.now() + 60_000));
    const late = await look();
    expect({ numbers: numbersOf(late.events), position: late.position }).toEqual({ numbers: [7], position: end });
  });
});
