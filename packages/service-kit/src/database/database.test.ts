import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DatabaseUnderTest, databaseForTest } from '../testing/database.ts';
import { notes } from '../testing/schema.ts';
import type { Database, Transaction } from './database.ts';
import { violatedUnique } from './failures.ts';

let server: DatabaseUnderTest;
let database: Database;
let nextId = 0;

beforeAll(async () => {
  server = await databaseForTest();
  ({ database } = server);
});
afterAll(() => server.close());

function newId(): number {
  nextId += 1;
  return nextId;
}

async function write(tx: Pick<Transaction, 'run'>, id: number, text = `note ${id}`): Promise<void> {
  await tx.run('INSERT INTO notes VALUES ($1, $2)', [id, text]);
}

async function isThere(id: number): Promise<boolean> {
  return (await database.row('SELECT 1 FROM notes WHERE id = $1', [id])) !== undefined;
}

describe('a transaction', () => {
  test('keeps what it wrote, and answers what its work answers', async () => {
    const id = newId();
    const answer = await database.transaction(async (tx) => {
      await write(tx, id);
      return 'written';
    });
    expect({ answer, there: await isThere(id) }).toEqual({ answer: 'written', there: true });
  });

  test('undoes everything when its work fails, and tells the failure as it was', async () => {
    const [one, other] = [newId(), newId()];
    const failure = new Error('changed our mind');
    const work = database.transaction(async (tx) => {
      await write(tx, one);
      await tx.entities.getRepository(notes).insert({ id: other, text: 'entity' });
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect([await isThere(one), await isThere(other)]).toEqual([false, false]);
  });

  test('has SQL and entities on one connection: each sees what the other wrote', async () => {
    const id = newId();
    await database.transaction(async (tx) => {
      await write(tx, id);
      expect(await tx.entities.getRepository(notes).findOneBy({ id })).toEqual({ id, text: `note ${id}` });
      expect(await isThere(id)).toBe(false);
    });
  });

  test('gives its connection back, whatever happened', async () => {
    for (let round = 0; round < 15; round += 1) {
      await database.transaction(() => Promise.reject(new Error('no'))).catch(() => undefined);
      await database.transaction((tx) => tx.run('SELECT nonsense')).catch(() => undefined);
    }
    expect(await database.row('SELECT 1 AS one')).toEqual({ one: 1 });
  });
});

describe('what is to be done after the commit', () => {
  test('is done when everyone can see what was written', async () => {
    const id = newId();
    let seen: boolean | undefined;
    await database.transaction(async (tx) => {
      tx.afterCommit(async () => {
        seen = await isThere(id);
      });
      await write(tx, id);
      expect(seen).toBeUndefined();
    });
    expect(seen).toBe(true);
  });

  test('is not done when the transaction fails', async () => {
    let done = false;
    const work = database.transaction(async (tx) => {
      tx.afterCommit(() => {
        done = true;
      });
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(done).toBe(false);
  });

  test('is not done when the commit itself fails', async () => {
    await database.run(`CREATE TABLE IF NOT EXISTS pairs (
      id int PRIMARY KEY, other int REFERENCES pairs DEFERRABLE INITIALLY DEFERRED)`);
    let done = false;
    const work = database.transaction(async (tx) => {
      tx.afterCommit(() => {
        done = true;
      });
      await tx.run('INSERT INTO pairs VALUES (1, 2)');
    });
    await expect(work).rejects.toThrow(/foreign key/);
    expect(done).toBe(false);
  });

  test('undoes nothing when it fails', async () => {
    const id = newId();
    await database.transaction(async (tx) => {
      await write(tx, id);
      tx.afterCommit(() => Promise.reject(new Error('the cache is away')));
      tx.afterCommit(() => {
        throw new Error('so is the bell');
      });
    });
    expect(await isThere(id)).toBe(true);
  });
});

describe('a value that no column can hold', () => {
  test.each([
    ['text with a NUL', 'SELECT $1::text', ['a\u0000b']],
    ['a number out of range', 'SELECT $1::int', [3_000_000_000]],
    ['text that is no number', 'SELECT $1::int', ['abc']],
    ['text that is too long', 'INSERT INTO notes VALUES (0, $1)', ['x'.repeat(21)]],
    ['a day that does not exist', 'SELECT $1::date', ['1999-02-31']],
    ['JSON that is none', 'SELECT $1::jsonb', ['{']],
    ['half a character', 'SELECT $1::jsonb', ['"\\ud800"']],
  ])('%s, makes the request invalid and not a failure of ours', async (_, text, values) => {
    const invalid = { kind: 'invalid', code: 'invalid_value' };
    await expect(database.run(text, values)).rejects.toMatchObject(invalid);
    await expect(database.transaction((tx) => tx.run(text, values))).rejects.toMatchObject(invalid);
  });

  test('is also told where an entity was written', async () => {
    const work = database.transaction((tx) => tx.entities.getRepository(notes).insert({ id: 0, text: 'x'.repeat(21) }));
    await expect(work).rejects.toMatchObject({ kind: 'invalid', code: 'invalid_value' });
  });
});

describe('a unique constraint', () => {
  test('is told by its name, from SQL and from an entity', async () => {
    const id = newId();
    await write(database, id, 'once');
    const again = await database.transaction((tx) => write(tx, newId(), 'once')).catch((error) => error);
    expect(violatedUnique(again)).toBe('notes_text');
    const asEntity = await database
      .transaction((tx) => tx.entities.getRepository(notes).insert({ id: newId(), text: 'once' }))
      .catch((error) => error);
    expect(violatedUnique(asEntity)).toBe('notes_text');
  });

  test('is not read into other failures', async () => {
    const missing = await database.run('INSERT INTO notes VALUES ($1, NULL)', [newId()]).catch((error) => error);
    expect(violatedUnique(missing)).toBeUndefined();
    expect(violatedUnique(new Error('23505'))).toBeUndefined();
    expect(violatedUnique(undefined)).toBeUndefined();
  });
});

describe('values leave the database as the API speaks them', () => {
  test('a day is a day, a moment is UTC text, a count is a number', async () => {
    const row = await database.row(`SELECT
      date '1999-12-31' AS day, timestamptz '2000-01-01 01:00:00+02' AS moment, count(*) AS count FROM notes WHERE false`);
    expect(row).toEqual({ day: '1999-12-31', moment: '1999-12-31T23:00:00.000Z', count: 0 });
  });

  test('a write answers how many rows it touched', async () => {
    const id = newId();
    await write(database, id);
    expect(await database.run('UPDATE notes SET text = text WHERE id = $1', [id])).toBe(1);
    expect(await database.run('UPDATE notes SET text = text WHERE id = -1')).toBe(0);
  });
});

describe('what takes too long or stands in each other’s way', () => {
  test('a statement is given up after a second', async () => {
    const began = Date.now();
    await expect(database.run('SELECT pg_sleep(5)')).rejects.toMatchObject({ kind: 'unavailable' });
    expect(Date.now() - began).toBeLessThan(1_200);
  });

  test('a deadlock is no failure of ours: whoever lost may try again', async () => {
    const [one, other] = [newId(), newId()];
    await write(database, one);
    await write(database, other);
    const swap = (first: number, second: number, both: Promise<unknown>, here: () => void) =>
      database.transaction(async (tx) => {
        await tx.run('UPDATE notes SET text = text WHERE id = $1', [first]);
        here();
        await both;
        await tx.run('UPDATE notes SET text = text WHERE id = $1', [second]);
      });
    const arrived = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    const both = Promise.all(arrived.map(({ promise }) => promise));
    const outcomes = await Promise.allSettled([
      swap(one, other, both, arrived[0].resolve),
      swap(other, one, both, arrived[1].resolve),
    ]);
    const failures = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
    expect(failures.length).toBeGreaterThan(0);
    for (const failure of failures) expect(failure).toMatchObject({ kind: 'unavailable', retryAfterSeconds: 1 });
  });
});
