import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Door, eventually, openDoor } from '@movies/testing';
import { type Database, openDatabase } from '../database/database.ts';
import { createLifecycle, type Lifecycle } from '../lifecycle.ts';
import { type DatabaseUnderTest, databaseForTest } from '../testing/database.ts';
import { makeNotebook, notebook, startFollower } from '../testing/follower.ts';
import { type Producer, startProducer } from '../testing/producer.ts';
import { schema } from '../testing/schema.ts';

let source: DatabaseUnderTest;
let producer: Producer;
let own: DatabaseUnderTest;
let door: Door;
let database: Database;
let lifecycle: Lifecycle;

beforeAll(async () => {
  source = await databaseForTest();
  producer = await startProducer(source.url);
  own = await databaseForTest();
  await makeNotebook(own.database);
  door = await openDoor(own.url);
  database = await openDatabase({ ...schema, url: door.url });
});
afterAll(async () => {
  await database.close();
  await door.close();
  await producer.stop();
  await Promise.all([own.close(), source.close()]);
});
beforeEach(async () => {
  lifecycle = createLifecycle(schema.log);
  await source.database.run('TRUNCATE event_log RESTART IDENTITY');
  await source.database.run('UPDATE event_log_head SET position = 0');
  await own.database.run('TRUNCATE notebook, event_cursor');
});
afterEach(() => lifecycle.end());

function start(more: Partial<Parameters<typeof startFollower>[0]> = {}): void {
  startFollower({ name: 'one', sourceUrl: producer.url, database, lifecycle, ...more });
}

async function written(): Promise<number[]> {
  return (await notebook(own.database)).map(({ number }) => number);
}

async function expectWritten(...numbers: number[]): Promise<void> {
  await eventually(async () => expect(await written()).toEqual(numbers), 4_000);
}

describe('a follower', () => {
  test('begins at the start, and goes on with what comes', async () => {
    await producer.tell(1, 2);
    start();
    await expectWritten(1, 2);
    await producer.tell(3);
    await expectWritten(1, 2, 3);
  });

  test('goes on where it was after a restart', async () => {
    await producer.tell(1);
    start();
    await expectWritten(1);
    await lifecycle.end();
    await producer.tell(2);
    lifecycle = createLifecycle(schema.log);
    start();
    await expectWritten(1, 2);
  });

  test('has an event within a moment', async () => {
    start();
    await producer.tell(1);
    await expectWritten(1);
    const began = performance.now();
    await producer.tell(2);
    await expectWritten(1, 2);
    expect(performance.now() - began).toBeLessThan(500);
  });

  test('ends at once though it waits for the next event', async () => {
    await producer.tell(1);
    start();
    await expectWritten(1);
    const began = performance.now();
    await lifecycle.end();
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('what fails is tried again, and takes effect once', () => {
  test('where it could not do something with an event', async () => {
    let tries = 0;
    start({
      applied: () => {
        tries += 1;
        if (tries < 3) throw new Error('no room for it');
      },
    });
    await producer.tell(1, 2);
    await expectWritten(1, 2);
    expect(tries).toBe(3);
    await producer.tell(3);
    await expectWritten(1, 2, 3);
  });

  test('where its database was away when it started', async () => {
    door.shut();
    start();
    await producer.tell(1);
    await expect(database.check()).rejects.toMatchObject({ kind: 'unavailable' });
    door.open();
    await expectWritten(1);
  });

  test('where its database goes in the middle', async () => {
    let cuts = 0;
    start({
      applied: () => {
        cuts += 1;
        if (cuts === 1) door.shut();
      },
    });
    await producer.tell(1);
    await eventually(() => expect(cuts).toBe(1));
    door.open();
    await expectWritten(1);
  });

  test('where the producer restarts', async () => {
    start();
    await producer.tell(1);
    await expectWritten(1);
    const { port } = producer;
    await producer.stop();
    producer = await startProducer(source.url, port);
    await producer.tell(2);
    await expectWritten(1, 2);
  });
});

describe('of two followers', () => {
  test('one works, and the other takes over when it ends', async () => {
    const second = createLifecycle(schema.log);
    start();
    await producer.tell(1);
    await expectWritten(1);
    start({ name: 'two', lifecycle: second });
    await producer.tell(2);
    await expectWritten(1, 2);
    await lifecycle.end();
    await producer.tell(3);
    await expectWritten(1, 2, 3);
    expect((await notebook(own.database)).map(({ follower }) => follower)).toEqual(['one', 'one', 'two']);
    await second.end();
  });
});

test('whoever does not know the secret gets nothing, and takes nothing', async () => {
  start({ secret: 'another-secret' });
  await producer.tell(1);
  await eventually(async () =>
    expect(await own.database.row('SELECT position FROM event_cursor')).toEqual({ position: 0 }),
  );
  const { status } = await fetch(`${producer.url}/internal/events`, {
    headers: { 'x-internal-secret': 'another-secret' },
  });
  expect(status).toBe(404);
  expect(await written()).toEqual([]);
});
