import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestDatabase, freePort, type TestDatabase } from '@movies/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { StartupError } from '../errors.ts';
import { schema } from '../testing/schema.ts';
import { openDatabase } from './database.ts';

let server: TestDatabase;

beforeEach(async () => {
  server = await createTestDatabase('kit');
});
afterEach(() => server.drop());

/** Takes its time, and would fail if it ran beside itself or twice. */
class Slow1700000000002 implements MigrationInterface {
  readonly name = 'Slow1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE slow (runs int)');
    await runner.query('SELECT pg_sleep(0.2)');
    await runner.query('INSERT INTO slow VALUES (1)');
  }

  async down(): Promise<void> {
    throw new Error('not needed');
  }
}

class Broken1700000000003 implements MigrationInterface {
  readonly name = 'Broken1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE half (id int)');
    await runner.query('CREATE TABLE half (id int)');
  }

  async down(): Promise<void> {
    throw new Error('not needed');
  }
}

function open(migrations: (new () => MigrationInterface)[] = [Slow1700000000002], url = server.url) {
  return openDatabase({ ...schema, migrations, url, patienceMs: 0 });
}

describe('migrations', () => {
  test('run once, however many replicas start at once', async () => {
    const replicas = await Promise.all(Array.from({ length: 5 }, () => open()));
    expect(await replicas[0]?.rows('SELECT runs FROM slow')).toEqual([{ runs: 1 }]);
    expect(await replicas[0]?.rows('SELECT name FROM migrations')).toEqual([{ name: 'Slow1700000000002' }]);
    await Promise.all(replicas.map((replica) => replica.close()));
  });

  test('that fail leave nothing behind, and the next start tries again', async () => {
    await expect(open([Slow1700000000002, Broken1700000000003])).rejects.toThrow(/"half" already exists/);
    const database = await open();
    expect(await database.rows("SELECT 1 FROM pg_tables WHERE tablename IN ('half')")).toEqual([]);
    expect(await database.rows('SELECT runs FROM slow')).toEqual([{ runs: 1 }]);
    await database.close();
  });
});

describe('a start without a database', () => {
  test('says which one, and what to change', async () => {
    const refused = open([], `postgres://me:hidden@127.0.0.1:${await freePort()}/movies`);
    const error = await refused.catch((caught) => caught);
    expect(error).toBeInstanceOf(StartupError);
    expect(error.message).toMatch(/^No connection to the database of "kit": .*ECONNREFUSED.*\. Check DATABASE_URL\.$/);
    expect(error.message).not.toContain('hidden');
  });

  test('says so too where the password is wrong', async () => {
    const url = new URL(server.url);
    url.password = 'wrong';
    await expect(open([], url.href)).rejects.toThrow(/password authentication failed.*Check DATABASE_URL\.$/);
  });
});
