import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@movies/testing';
import pg from 'pg';
import { createLog } from '../log.ts';
import { jobsSchema, provision } from './provision.ts';

const log = createLog('test', 'silent');
let server: TestDatabase;
let role: string;

beforeAll(async () => {
  server = await createTestDatabase('first');
  role = `${new URL(server.url).username}_second`;
});
afterAll(async () => {
  await asked(server.adminUrl, `DROP OWNED BY ${role}`);
  await asked(server.adminUrl, `DROP ROLE ${role}`);
  await server.drop();
});

async function asked(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client.query(text).finally(() => client.end());
}

function provisioned(password: string) {
  return provision({ adminUrl: server.adminUrl, service: 'second', role, password, log });
}

describe('a service of its own role', () => {
  test('is made by any number of starts at once', async () => {
    const urls = await Promise.all(Array.from({ length: 4 }, () => provisioned("it's a p@ss/word")));
    expect(new Set(urls).size).toBe(1);
    const { rows } = await asked(urls[0] ?? '', 'SELECT current_user');
    expect(rows).toEqual([{ current_user: role }]);
  });

  test('owns its schema and the one of its jobs', async () => {
    const url = await provisioned('first');
    await asked(url, `CREATE TABLE second.things (id int); CREATE TABLE ${jobsSchema('second')}.things (id int)`);
  });

  test('touches nothing of another service', async () => {
    await asked(server.url, "CREATE TABLE first.letters (text text); INSERT INTO first.letters VALUES ('private')");
    const url = await provisioned('first');
    await expect(asked(url, 'SELECT * FROM first.letters')).rejects.toThrow(/permission denied for schema first/);
    await expect(asked(url, 'CREATE TABLE first.mine (id int)')).rejects.toThrow(/permission denied/);
    await expect(asked(url, 'DROP SCHEMA first CASCADE')).rejects.toThrow(/must be owner/);
  });

  test('gets the password of the latest start', async () => {
    const before = await provisioned('old');
    const now = await provisioned('new');
    await asked(now, 'SELECT 1');
    await expect(asked(before, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  });
});

test('where the given user may make no roles, all services share it', async () => {
  const { rows } = await asked(server.adminUrl, 'SELECT current_database() AS name');
  const plain = `${role}_plain`;
  await asked(server.adminUrl, `CREATE ROLE ${plain} LOGIN PASSWORD 'plain'`);
  await asked(server.adminUrl, `GRANT CREATE ON DATABASE ${rows[0].name} TO ${plain}`);
  const adminUrl = new URL(server.adminUrl);
  [adminUrl.username, adminUrl.password] = [plain, 'plain'];
  const url = await provision({ adminUrl: adminUrl.href, service: 'third', role: `${role}_third`, password: 'x', log });
  expect(url).toBe(adminUrl.href);
  await asked(url, 'CREATE TABLE third.things (id int)');
  await asked(server.adminUrl, `DROP OWNED BY ${plain}`);
  await asked(server.adminUrl, `DROP ROLE ${plain}`);
});
