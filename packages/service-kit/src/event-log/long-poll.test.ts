import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '@movies/testing';
import pg from 'pg';
import { type Database, openDatabase } from '../database/database.ts';
import { type DatabaseUnderTest, databaseForTest } from '../testing/database.ts';
import { counted, numbersOf, tell } from '../testing/producer.ts';
import { schema } from '../testing/schema.ts';
import { type EventLog, openEventLog } from './event-log.ts';

// A wake-up that was lost shows after two seconds; one that came takes milliseconds.
const AT_ONCE_MS = 1_500;

let server: DatabaseUnderTest;
let database: Database;
let events: EventLog;
/** The same log as another replica of the service has it. */
let elsewhere: Database;
let eventsElsewhere: EventLog;

beforeAll(async () => {
  server = await databaseForTest();
  ({ database } = server);
  events = await openEventLog(database, 'kit', schema.log);
  elsewhere = await openDatabase({ ...schema, url: server.url });
  eventsElsewhere = await openEventLog(elsewhere, 'kit', schema.log);
});
afterAll(async () => {
  await Promise.all([events.close(), eventsElsewhere.close()]);
  await elsewhere.close();
  await server.close();
});

async function end(): Promise<number> {
  return events.positionAt(new Date(Date.now() + 60_000));
}

async function timed<T>(work: Promise<T>): Promise<{ answer: T; ms: number }> {
  const began = performance.now();
  const answer = await work;
  return { answer, ms: performance.now() - began };
}

function next(after: number, waitMs = 10_000, signal?: AbortSignal) {
  return timed(events.read({ after, limit: 100, waitMs, ...(signal ? { signal } : {}) }));
}

/** Resolves when the word of an event has gone round: the first bell and the one over PostgreSQL have both rung. */
async function heardAgain(after: number): Promise<void> {
  await eventsElsewhere.read({ after, limit: 1, waitMs: 10_000 });
  const listener = await database.connect();
  await listener.query('LISTEN event_log_kit');
  const heard = once(listener, 'notification');
  await database.run("SELECT pg_notify('event_log_kit', '')");
  await heard;
  await listener.end();
}

/** Resolves once a reader has looked and found nothing. */
async function waits(reader: Promise<unknown>): Promise<void> {
  expect(await Promise.race([reader, sleep(50, 'waits')])).toBe('waits');
}

describe('whoever waits for an event', () => {
  test('has it the moment it is committed', async () => {
    const reader = next(await end());
    await waits(reader);
    await tell(database, events, [1]);
    const { answer, ms } = await reader;
    expect(numbersOf(answer.events)).toEqual([1]);
    expect(ms).toBeLessThan(AT_ONCE_MS);
  });

  test('has it also when its transaction goes on for a while after telling it', async () => {
    const reader = next(await end());
    await waits(reader);
    const committed = database
      .transaction(async (tx) => {
        await events.tell(tx, counted, 'number:1', { number: 1 });
        await tx.run('SELECT pg_sleep(0.1)');
      })
      .then(() => performance.now());
    const { answer } = await reader;
    expect(numbersOf(answer.events)).toEqual([1]);
    expect(performance.now() - (await committed)).toBeLessThan(AT_ONCE_MS);
  });

  test('has it the moment another replica commits it', async () => {
    const reader = next(await end());
    await waits(reader);
    await tell(elsewhere, eventsElsewhere, [2]);
    const { answer, ms } = await reader;
    expect(numbersOf(answer.events)).toEqual([2]);
    expect(ms).toBeLessThan(AT_ONCE_MS);
  });

  test('has it at once, also when it is committed between the look and the waiting', async () => {
    const after = await end();
    let looks = 0;
    const rows: Database['rows'] = async (...query) => {
      const found = await database.rows(...query);
      looks += 1;
      if (looks === 1) await tell(database, log, [9]).then(() => heardAgain(after));
      return found as never;
    };
    const log = await openEventLog({ ...database, rows }, 'kit', schema.log);
    const { answer, ms } = await timed(log.read({ after, limit: 100, waitMs: 10_000 }));
    await log.close();
    expect(numbersOf(answer.events)).toEqual([9]);
    expect(ms).toBeLessThan(AT_ONCE_MS);
  });

  test('has all of them, where many are committed at once', async () => {
    const after = await end();
    const numbers = Array.from({ length: 50 }, (_, index) => index);
    const told = Promise.all(numbers.map((number) => tell(elsewhere, eventsElsewhere, [number])));
    const seen: number[] = [];
    for (let position = after; seen.length < numbers.length; ) {
      const { answer, ms } = await next(position);
      expect(ms).toBeLessThan(AT_ONCE_MS);
      seen.push(...numbersOf(answer.events));
      position = answer.position;
    }
    await told;
    expect(seen.toSorted((a, b) => a - b)).toEqual(numbers);
  });

  test('is not woken for good by other types', async () => {
    const after = await end();
    const reader = timed(events.read({ after, limit: 100, waitMs: 300, types: ['noted'] }));
    await waits(reader);
    await tell(database, events, [3]);
    const { answer, ms } = await reader;
    expect(answer).toMatchObject({ events: [], position: after + 1 });
    expect(ms).toBeGreaterThan(290);
  });

  test('is sent away with nothing after the time it wanted to wait', async () => {
    const after = await end();
    const { answer, ms } = await next(after, 120);
    expect(answer).toEqual({ events: [], position: after, more: false });
    expect(ms).toBeGreaterThan(110);
    expect(ms).toBeLessThan(AT_ONCE_MS);
  });

  test('may stop waiting', async () => {
    const stop = new AbortController();
    const reader = next(await end(), 10_000, stop.signal);
    await waits(reader);
    stop.abort();
    const { answer, ms } = await reader;
    expect(answer.events).toEqual([]);
    expect(ms).toBeLessThan(AT_ONCE_MS);
  });

  test('does not wait at all where it has stopped before', async () => {
    const { ms } = await next(await end(), 10_000, AbortSignal.abort());
    expect(ms).toBeLessThan(AT_ONCE_MS);
  });
});

describe('a listener whose connection is cut', () => {
  const LISTENERS =
    "FROM pg_stat_activity WHERE application_name = 'movies-kit-listener' AND datname = current_database()";

  async function cutListeners(): Promise<number> {
    const admin = new pg.Client({ connectionString: server.adminUrl });
    await admin.connect();
    const { rowCount } = await admin.query(`SELECT pg_terminate_backend(pid) ${LISTENERS}`);
    await admin.end();
    return rowCount ?? 0;
  }

  async function listening(): Promise<number> {
    const row = await database.row<{ count: number }>(
      `SELECT count(*) AS count ${LISTENERS} AND query LIKE 'LISTEN%' AND state = 'idle'`,
    );
    return row?.count ?? 0;
  }

  test('hears again after it, and there is one of it, however often that happens', async () => {
    for (let round = 0; round < 2; round += 1) {
      expect(await cutListeners()).toBe(2);
      await eventually(async () => expect(await listening()).toBe(2), 4_000);
    }
    const reader = next(await end());
    await waits(reader);
    await tell(elsewhere, eventsElsewhere, [4]);
    expect((await reader).ms).toBeLessThan(AT_ONCE_MS);
  });

  test('meanwhile, whoever waits has the event all the same, two seconds later at most', async () => {
    const reader = next(await end());
    await waits(reader);
    await cutListeners();
    await tell(elsewhere, eventsElsewhere, [5]);
    const { answer, ms } = await reader;
    expect(numbersOf(answer.events)).toEqual([5]);
    expect(ms).toBeLessThan(2_500);
  });
});
