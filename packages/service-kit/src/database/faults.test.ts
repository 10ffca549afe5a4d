import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type Door, embedded, eventually, freeze, type OwnServer, openDoor } from '@movies/testing';
import { databaseStatus } from '../http/status.ts';
import { schema } from '../testing/schema.ts';
import { type Database, openDatabase } from './database.ts';

const AWAY = { kind: 'unavailable', retryAfterSeconds: 1 };

let server: OwnServer;
let door: Door;
let database: Database;

beforeAll(async () => {
  server = await embedded();
  const { url } = await createTestDatabase('kit', server.url);
  door = await openDoor(url);
  database = await openDatabase({ ...schema, url: door.url });
  await fillPool();
});
afterAll(async () => {
  await database.close();
  await door.close();
  await server.stop();
});

/** Connections that lie ready are the ones that a stop of the server surprises. */
async function fillPool(): Promise<void> {
  await Promise.all(Array.from({ length: 10 }, () => database.row('SELECT pg_sleep(0.05)')));
}

async function timed(work: () => Promise<unknown>): Promise<{ outcome: unknown; ms: number }> {
  const began = performance.now();
  const outcome = await work().catch((error) => error);
  return { outcome, ms: performance.now() - began };
}

const kinds = [
  () => database.row('SELECT 1'),
  () => database.transaction((tx) => tx.row('SELECT 1')),
  () => database.check(),
];

async function worksAgain(): Promise<void> {
  await eventually(() => Promise.all(kinds.map((work) => work())), 3_000);
  await fillPool();
}

/** A machine that is busy with something else may need more than one try to be this quick. */
async function expectAllAway(most: number, atOnce = 40): Promise<void> {
  await eventually(() => areAllAway(most, atOnce), 6_000);
}

async function areAllAway(most: number, atOnce: number): Promise<void> {
  const answers = await Promise.all(Array.from({ length: atOnce }, () => kinds.map((work) => timed(work))).flat());
  for (const { outcome } of answers) expect(outcome).toMatchObject(AWAY);
  expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(most);
}

describe('a server that hangs', () => {
  let thaw: () => void;
  beforeAll(() => {
    thaw = freeze(server.processId);
  });
  afterAll(async () => {
    thaw();
    await worksAgain();
  });

  test('lets nobody wait longer than 1.2 seconds, and its status says so in safe words', async () => {
    await expectAllAway(1_200, 1);
    expect(await databaseStatus(database)).toMatchObject({
      status: 500,
      body: { status: 'ERROR', database: 'Not connected', error: 'The database does not answer.' },
    });
  });

  test('nor many at once', () => expectAllAway(1_200));
});

test('a server that hangs in the middle of a transaction lets it wait no longer either', async () => {
  await eventually(hangInTransaction, 6_000);
  expect(await database.rows('SELECT * FROM notes')).toEqual([]);
});

async function hangInTransaction(): Promise<void> {
  let thaw: () => void = () => undefined;
  const { outcome, ms } = await timed(() =>
    database.transaction(async (tx) => {
      await tx.run("INSERT INTO notes VALUES (1, 'lost')");
      thaw = freeze(server.processId);
      await tx.run("INSERT INTO notes VALUES (2, 'lost')");
    }),
  );
  thaw();
  await worksAgain();
  expect(outcome).toMatchObject(AWAY);
  expect(ms).toBeLessThan(1_200);
}

test('nobody gets a connection that is still in the middle of something', async () => {
  const thaw = freeze(server.processId);
  const hanging = kinds.flatMap((work) => Array.from({ length: 5 }, () => timed(work)));
  await Promise.all(hanging);
  thaw();
  await worksAgain();
  const numbers = Array.from({ length: 30 }, (_, index) => 100 + index);
  const written = await Promise.all(
    numbers.map((id) =>
      database.row<{ id: number }>('INSERT INTO notes VALUES ($1::int, $1::int::text) RETURNING id', [id]),
    ),
  );
  expect(written.map((row) => row?.id)).toEqual(numbers);
  const someoneElse = await openDatabase({ ...schema, url: door.url });
  expect(await someoneElse.row('SELECT count(*) AS count FROM notes')).toEqual({ count: numbers.length });
  await someoneElse.close();
});

test('a server that is killed is away at once, and back within 3 seconds of its return', async () => {
  await server.crash();
  await expectAllAway(1_200);
  await server.restart();
  door.leadTo(server.url);
  await worksAgain();
});

test('a network that is cut and comes back is the same', async () => {
  door.shut();
  await expectAllAway(1_200);
  door.open();
  await worksAgain();
});
