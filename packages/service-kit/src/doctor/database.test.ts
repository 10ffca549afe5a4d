import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@movies/testing';
import { openDatabase } from '../database/database.ts';
import { schema } from '../testing/schema.ts';
import { clockFinding } from './clock.ts';
import { checkDatabase, checkServer, urlOfRole } from './database.ts';
import type { Finding } from './finding.ts';

let server: TestDatabase;

beforeAll(async () => {
  server = await createTestDatabase('kit');
});
afterAll(() => server.drop());

function look(more: Partial<Parameters<typeof checkDatabase>[0]> = {}): Promise<Finding[]> {
  return checkDatabase({ url: server.url, ...schema, holdsJobs: true, ...more })();
}

function changed(change: (url: URL) => void): string {
  const url = new URL(server.url);
  change(url);
  return url.href;
}

describe('a database', () => {
  test('that was never used is well', async () => {
    expect(await look()).toMatchObject([
      { state: 'well', says: expect.stringMatching(/^PostgreSQL \d+/) },
      { state: 'well', says: expect.stringContaining('first start') },
    ]);
  });

  test('whose tables are those of this version is well', async () => {
    await (await openDatabase({ ...schema, url: server.url })).close();
    expect(await look()).toMatchObject([{ state: 'well' }]);
  });

  test('whose tables are older or newer is not', async () => {
    class Later1800000000000 {}
    const [first] = schema.migrations;
    const older = await look({ migrations: [...schema.migrations, Later1800000000000 as never] });
    expect(older[1]).toMatchObject({ state: 'doubtful', says: expect.stringContaining('Later1800000000000 to come') });
    const newer = await look({ migrations: [first as never] });
    expect(newer[1]).toMatchObject({ state: 'broken', says: expect.stringContaining('newer version') });
  });

  test.each<[string, (url: URL) => void, RegExp, RegExp]>([
    ['nobody listens', (url) => Object.assign(url, { port: '1' }), /^Nobody listens at 127\.0\.0\.1:1/, /DATABASE_URL/],
    ['the password is another', (url) => Object.assign(url, { password: 'x' }), /password is not accepted/, /password/],
    [
      'there is no such database',
      (url) => Object.assign(url, { pathname: '/no' }),
      /no such database at .*\/no\.$/,
      /Create/,
    ],
  ])('is broken where %s', async (_what, change, says, mend) => {
    const [finding, ...more] = await look({ url: changed(change) });
    expect([finding, more]).toMatchObject([
      { state: 'broken', says: expect.stringMatching(says), mend: expect.stringMatching(mend) },
      [],
    ]);
    expect(finding?.says).not.toContain('test-only');
  });

  test('is broken without a schema, and says how to make it', async () => {
    const [, finding] = await look({ schema: 'kitchen', holdsJobs: false });
    expect(finding).toMatchObject({
      state: 'broken',
      says: 'There is no schema kitchen.',
      mend: expect.stringContaining('CREATE SCHEMA IF NOT EXISTS kitchen'),
    });
  });

  test('is doubtful where the service may do everything', async () => {
    expect((await look({ url: server.adminUrl }))[0]).toMatchObject({
      state: 'doubtful',
      says: expect.stringContaining('superuser'),
    });
  });
});

describe('a server', () => {
  test('that nothing was made on yet is well where one may make something, and broken otherwise', async () => {
    expect(await checkServer(server.adminUrl)()).toMatchObject([{ state: 'well' }]);
    expect(await checkServer(server.url)()).toMatchObject([
      { state: 'broken', says: expect.stringContaining('schemas') },
    ]);
  });

  test('has a role for a service, or is shared by all', async () => {
    const role = new URL(server.url).username;
    expect(await urlOfRole(server.adminUrl, role, 'test-only')).toBe(server.url);
    expect(await urlOfRole(server.adminUrl, 'nobody_here', 'x')).toBe(server.adminUrl);
  });
});

test.each([
  [0, []],
  [5_000, [{ state: 'doubtful', says: "Its clock is 5 s ahead of this machine's." }]],
  [-60_000, [{ state: 'broken', says: "Its clock is 60 s behind this machine's." }]],
])('a clock that is %d ms ahead', (ahead, findings) => {
  expect(clockFinding('there', 1_000_000 + ahead, 1_000_000)).toMatchObject(findings);
});
