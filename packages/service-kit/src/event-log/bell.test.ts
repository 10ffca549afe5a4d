import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, test } from '@jest/globals';
import { createTestDatabase, type Door, openDoor, type TestDatabase } from '@movies/testing';
import { type Database, openDatabase } from '../database/database.ts';
import { schema } from '../testing/schema.ts';
import { createBell } from './bell.ts';

let server: TestDatabase;
let door: Door;
let database: Database;

beforeAll(async () => {
  server = await createTestDatabase('kit');
  door = await openDoor(server.url);
  database = await openDatabase({ ...schema, url: door.url });
});
afterAll(async () => {
  await database.close();
  await door.close();
  await server.drop();
});

test('a bell is made while the server lets nobody in, and rings once it does', async () => {
  door.shut();
  const tower = new EventEmitter();
  const heard = once(tower, 'ring');
  const bell = await createBell(database, 'kit', () => tower.emit('ring'), schema.log);
  door.open();
  await heard;
  await bell.close();
});
