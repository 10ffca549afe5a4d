import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '@movies/testing';
import { type DatabaseUnderTest, databaseForTest } from '../testing/database.ts';
import { createInternalClient } from './client.ts';

const client = createInternalClient('only-for-tests-0123456789');
let own: DatabaseUnderTest;

beforeAll(async () => {
  own = await databaseForTest();
});
afterAll(async () => {
  await client.close();
  await own.close();
});

test('a service that is away is not taken for the database of the transaction it is asked in', async () => {
  const { database } = own;
  const connection = () => database.transaction((tx) => tx.row('SELECT pg_backend_pid() AS id'));
  const before = await connection();
  const url = `http://127.0.0.1:${await freePort()}`;
  await expect(database.transaction(() => client.get(url))).rejects.toThrow(`nobody answers at ${url}`);
  expect(await connection()).toEqual(before);
});
