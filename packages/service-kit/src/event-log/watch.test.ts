import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '@movies/testing';
import { createInternalClient } from '../internal/client.ts';
import { createLifecycle, type Lifecycle } from '../lifecycle.ts';
import { type DatabaseUnderTest, databaseForTest } from '../testing/database.ts';
import { numbersOf, type Producer, SECRET, startProducer } from '../testing/producer.ts';
import { schema } from '../testing/schema.ts';
import { watch } from './watch.ts';

let server: DatabaseUnderTest;
let producer: Producer;
let lifecycle: Lifecycle;
let seen: number[];

beforeEach(async () => {
  server = await databaseForTest();
  producer = await startProducer(server.url);
  lifecycle = createLifecycle(schema.log);
  seen = [];
});
afterEach(async () => {
  await lifecycle.end();
  await producer.stop();
  await server.close();
});

function start(more: Partial<Parameters<typeof watch>[0]> = {}): Promise<void> {
  const client = createInternalClient(SECRET);
  lifecycle.atEnd('client', () => client.close());
  const note = (events: { data: unknown }[]) => void seen.push(...numbersOf(events));
  const { url } = producer;
  const { log } = schema;
  return watch({ url, types: ['counted'], sinceMs: 60_000, client, lifecycle, log, seen: note, ...more });
}

async function expectSeen(...numbers: number[]): Promise<void> {
  await eventually(() => expect(seen).toEqual(numbers), 3_000);
}

describe('a watcher', () => {
  test('has seen all there was when it says so, also where that is more than one page', async () => {
    const numbers = Array.from({ length: 2_500 }, (_, index) => index);
    await producer.tell(...numbers);
    await start();
    expect(seen).toEqual(numbers);
  });

  test('sees what comes, the moment it comes', async () => {
    await start();
    await producer.tell(1);
    await expectSeen(1);
    const began = performance.now();
    await producer.tell(2);
    await expectSeen(1, 2);
    expect(performance.now() - began).toBeLessThan(500);
  });

  test('does not look back further than it was asked to', async () => {
    await producer.tell(1);
    await server.database.run("UPDATE event_log SET at = at - interval '2 minutes'");
    await producer.tell(2);
    await start();
    expect(seen).toEqual([2]);
  });

  test('sees the types it asked for alone', async () => {
    await producer.tell(1);
    await start({ types: ['noted'] });
    expect(seen).toEqual([]);
  });

  test('survives a restart of its source, and misses nothing of it', async () => {
    await start();
    await producer.tell(1);
    await expectSeen(1);
    const { port } = producer;
    await producer.stop();
    const meanwhile = await startProducer(server.url);
    await meanwhile.tell(2);
    await meanwhile.stop();
    producer = await startProducer(server.url, port);
    await producer.tell(3);
    await expectSeen(1, 2, 3);
  });

  test('waits for a source that is not there yet, and has not caught up before', async () => {
    await producer.tell(1);
    const { port } = producer;
    await producer.stop();
    let caughtUp = false;
    const done = start().then(() => {
      caughtUp = true;
    });
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
    expect(caughtUp).toBe(false);
    producer = await startProducer(server.url, port);
    await done;
    expect(seen).toEqual([1]);
  });

  test('ends at once though it waits', async () => {
    await start();
    const began = performance.now();
    await lifecycle.end();
    expect(performance.now() - began).toBeLessThan(500);
  });
});
