import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type Door, eventually, openDoor, type TestDatabase } from '@movies/testing';
import { pino } from 'pino';
import { StartupError } from '../errors.ts';
import { schema } from '../testing/schema.ts';
import { openDatabase } from './database.ts';

let server: TestDatabase;
let door: Door;
let lines: string[];

beforeEach(async () => {
  server = await createTestDatabase('kit');
  door = await openDoor(server.url);
  lines = [];
});
afterEach(async () => {
  await door.close();
  await server.drop();
});

const heard = new Writable({
  write: (line, _encoding, done) => {
    lines.push(JSON.parse(String(line)).msg);
    done();
  },
});
const log = pino(heard);

describe('a start before its database', () => {
  test('waits until it answers, and says so at every try', async () => {
    door.shut();
    const opening = openDatabase({ ...schema, log, url: door.url });
    await eventually(() => expect(lines).toHaveLength(2));
    door.open();
    const database = await opening;
    expect(await database.row('SELECT 1 AS one')).toEqual({ one: 1 });
    for (const line of lines.slice(0, 2)) expect(line).toMatch(/^the database of "kit" does not answer yet \(.+\)/);
    await database.close();
  });

  test('gives up after its time', async () => {
    door.shut();
    const failure = await openDatabase({ ...schema, log, url: door.url, patienceMs: 1_000 }).catch((error) => error);
    expect(failure).toBeInstanceOf(StartupError);
    expect(failure.message).toMatch(/^No connection to the database of "kit"/);
    expect([1, 2]).toContain(lines.length);
  });

  test('does not wait for one that says no', async () => {
    const url = new URL(server.url);
    url.password = 'wrong';
    await expect(openDatabase({ ...schema, log, url: url.href })).rejects.toThrow(/password authentication failed/);
    expect(lines).toEqual([]);
  });
});
