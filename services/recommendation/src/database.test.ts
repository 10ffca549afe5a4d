import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Database, openDatabase } from '@movies/service-kit';
import { createTestDatabase, type TestDatabase, testResources } from '@movies/testing';
import { schema } from './database.ts';

let server: TestDatabase;
let database: Database;

beforeAll(async () => {
  server = await createTestDatabase('recommendation');
  const { log } = await testResources();
  database = await openDatabase({ ...schema, url: server.url, log });
});

afterAll(async () => {
  await database.close();
  await server.drop();
});

test('the migrations make what the entities describe', async () => {
  const { upQueries } = await database.source.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

test('the role of the service can touch nothing outside its own schemas', async () => {
  await expect(database.run('CREATE TABLE public.elsewhere (id int)')).rejects.toThrow(/permission denied/);
  await expect(database.run('CREATE SCHEMA another')).rejects.toThrow(/permission denied/);
});
