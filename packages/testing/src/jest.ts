// Tests that several rooms have, and what is said where a machine lacks something. Apart from the rest, which child
// processes import too.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Database, type DatabaseOptions, openDatabase } from '@movies/service-kit';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { hasRedis, startRedis, type TestRedis } from './redis.ts';
import { testResources } from './resources.ts';

/** Tests that have a Redis server to themselves; where the machine has none, it is said aloud. */
export function describeWithRedis(name: string, tests: (redis: () => TestRedis) => void): void {
  if (hasRedis()) describe(name, () => tests(redisOfThisBlock()));
  else notTested(name, 'no redis-server on this machine');
}

function redisOfThisBlock(): () => TestRedis {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  return () => redis;
}

export function notTested(name: string, why: string): void {
  process.stderr.write(`\nNOT TESTED: ${name} (${why})\n`);
  test(`${name} is not tested: ${why}`, () => undefined);
}

/** What holds for the schema of every service. */
export function testSchema(schema: Pick<DatabaseOptions, 'schema' | 'entities' | 'migrations'>): void {
  let server: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    server = await createTestDatabase(schema.schema);
    const { log } = await testResources();
    database = await openDatabase({ ...schema, url: server.url, log });
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  test('the migrations make what the entities describe', async () => {
    // TypeORM asks whether two defaults are of one Object; a test has another one than the libraries.
    for (const { columns } of database.source.entityMetadatas) {
      for (const column of columns) {
        if (column.default && typeof column.default === 'object') column.default = structuredClone(column.default);
      }
    }
    const { upQueries } = await database.source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  test('the role of the service can touch nothing outside its own schemas', async () => {
    await expect(database.run('CREATE TABLE public.elsewhere (id int)')).rejects.toThrow(/permission denied/);
    await expect(database.run('CREATE SCHEMA another')).rejects.toThrow(/permission denied/);
  });
}
