import { beforeAll, describe, expect, test } from '@jest/globals';
import { eventType } from '@movies/contract';
import { Type } from 'typebox';
import type { Database, Transaction } from '../database/database.ts';
import { logForTest } from '../testing/own-log.ts';
import { counted, numbersOf, tell } from '../testing/producer.ts';
import type { EventLog, ReadRequest } from './event-log.ts';

const noted = eventType('noted', Type.Object({ text: Type.String() }));

const own = logForTest();
let database: Database;
let events: EventLog;

beforeAll(() => {
  ({ database, events } = own);
});

function read(request: Partial<ReadRequest> = {}) {
  return events.read({ after: 0, limit: 100, waitMs: 0, ...request });
}

/** Begins a transaction that tells a number, and commits it when it is told to. */
async function slowly(number: number): Promise<{ commit(): Promise<void> }> {
  const told = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const done = database.transaction(async (tx) => {
    await events.tell(tx, counted, `number:${number}`, { number });
    told.resolve();
    await release.promise;
  });
  await told.promise;
  return {
    commit: () => {
      release.resolve();
      return done;
    },
  };
}

describe('what is told', () => {
  test('is read in order, with all that a follower needs', async () => {
    await tell(database, events, [1, 2]);
    const { events: found, position, more } = await read();
    expect(found).toEqual([
      { id: 'kit-1', position: 1, type: 'counted', at: expect.stringMatching(/^20.*Z$/), data: { number: 1 } },
      { id: 'kit-2', position: 2, type: 'counted', at: expect.anything(), data: { number: 2 } },
    ]);
    expect({ position, more }).toEqual({ position: 2, more: false });
  });

  test('is never read when its transaction was undone', async () => {
    const undone = database.transaction(async (tx) => {
      await events.tell(tx, counted, 'number:1', { number: 1 });
      throw new Error('changed our mind');
    });
    await expect(undone).rejects.toThrow();
    await tell(database, events, [2]);
    expect(numbersOf((await read()).events)).toEqual([2]);
  });

  test('comes in the order of the commits: one that commits late does not slip in behind a reader', async () => {
    const late = await slowly(1);
    await tell(database, events, [2]);
    const first = await read();
    expect(numbersOf(first.events)).toEqual([2]);
    await late.commit();
    const second = await read({ after: first.position });
    expect(numbersOf(second.events)).toEqual([1]);
    expect(second.position).toBeGreaterThan(first.position);
  });

  test('is read once each, and in one order, by all who go on from where they stood, while many write', async () => {
    const numbers = Array.from({ length: 300 }, (_, index) => index);
    const write = async (writer: number) => {
      for (const number of numbers) if (number % 6 === writer) await tell(database, events, [number]);
    };
    const readAll = async (limit: number) => {
      const seen: number[] = [];
      for (let after = 0; seen.length < numbers.length; ) {
        const page = await read({ after, limit, waitMs: 2_000 });
        seen.push(...numbersOf(page.events));
        after = page.position;
      }
      return seen;
    };
    const [first = [], ...others] = await Promise.all([
      ...[7, 50, 1_000].map(readAll),
      ...[0, 1, 2, 3, 4, 5].map((writer) => write(writer).then(() => undefined)),
    ]);
    expect(first.toSorted((a, b) => a - b)).toEqual(numbers);
    for (const seen of others.slice(0, 2)) expect(seen).toEqual(first);
  });

  test('gets its position once, however many readers look at the same time', async () => {
    await tell(database, events, [1, 2, 3]);
    const pages = await Promise.all(Array.from({ length: 8 }, () => read()));
    for (const page of pages) expect(page).toEqual(pages[0]);
  });
});

describe('a page', () => {
  test('has no more than was asked for, and says whether there is more', async () => {
    await tell(database, events, [1, 2, 3]);
    const first = await read({ limit: 2 });
    expect({ numbers: numbersOf(first.events), more: first.more }).toEqual({ numbers: [1, 2], more: true });
    const second = await read({ limit: 2, after: first.position });
    expect({ numbers: numbersOf(second.events), more: second.more }).toEqual({ numbers: [3], more: false });
  });

  test('has only the types that were asked for, and leads past the others', async () => {
    await tell(database, events, [1]);
    await database.transaction((tx) => events.tell(tx, noted, 'note:1', { text: 'hello' }));
    await tell(database, events, [2, 3]);
    const page = await read({ types: ['noted'] });
    expect(page.events.map(({ type }) => type)).toEqual(['noted']);
    expect(page.position).toBe(4);
  });

  test('is empty where there is nothing, and the reader stays where it stood', async () => {
    expect(await read({ after: 17 })).toEqual({ events: [], position: 17, more: false });
  });
});

describe('what is removed', () => {
  const eraseNumber = (number: number) => (tx: Transaction) => events.erase(tx, `number:${number}`);

  test('is as if it had never been, whether it was read before or not', async () => {
    await tell(database, events, [1, 2]);
    await read();
    await tell(database, events, [3, 4]);
    await database.transaction(eraseNumber(1));
    await database.transaction(eraseNumber(3));
    expect(numbersOf((await read()).events)).toEqual([2, 4]);
  });

  test('does not make a reader see anything twice or miss anything', async () => {
    await tell(database, events, [1, 2, 3]);
    const { position } = await read({ limit: 2 });
    await database.transaction(eraseNumber(3));
    await database.transaction(eraseNumber(2));
    await tell(database, events, [4]);
    expect(numbersOf((await read({ after: position })).events)).toEqual([4]);
  });

  test('stays when the transaction that removes it is undone', async () => {
    await tell(database, events, [1]);
    const undone = database.transaction(async (tx) => {
      await events.erase(tx, 'number:1');
      throw new Error('changed our mind');
    });
    await expect(undone).rejects.toThrow();
    expect(numbersOf((await read()).events)).toEqual([1]);
  });

  test('may be all that is old, of one type', async () => {
    await tell(database, events, [1]);
    await database.transaction((tx) => events.tell(tx, noted, 'note:1', { text: 'old too' }));
    await database.run("UPDATE event_log SET at = now() - interval '2 days'");
    await tell(database, events, [2]);
    await events.forget('counted', '1 day');
    expect((await read()).events.map(({ type }) => type)).toEqual(['noted', 'counted']);
  });
});

describe('what happened since a time', () => {
  async function since(time: Date): Promise<number[]> {
    return numbersOf((await read({ after: await events.positionAt(time) })).events);
  }

  test('begins with the first event after it', async () => {
    await tell(database, events, [1]);
    const { at } = (await read()).events[0] ?? { at: '' };
    await tell(database, events, [2, 3]);
    expect(await since(new Date(Date.parse(at) + 1))).toEqual([2, 3]);
  });

  test('is everything where the time is before all', async () => {
    await tell(database, events, [1, 2]);
    expect(await since(new Date(0))).toEqual([1, 2]);
  });

  test('is nothing where all is older, and what comes then is seen', async () => {
    await tell(database, events, [1, 2]);
    const position = await events.positionAt(new Date(Date.now() + 60_000));
    expect((await read({ after: position })).events).toEqual([]);
    await tell(database, events, [3]);
    expect(numbersOf((await read({ after: position })).events)).toEqual([3]);
  });

  test('is nothing in an empty log', async () => {
    expect(await since(new Date(0))).toEqual([]);
  });

  test('misses nothing because another began before it and committed after it', async () => {
    const late = await slowly(1);
    const time = new Date((await database.row<{ now: string }>('SELECT clock_timestamp() AS now'))?.now ?? '');
    await tell(database, events, [2]);
    await read();
    await late.commit();
    expect(await since(time)).toContain(2);
  });
});
