import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { authStatus, logIn, myProfile, register } from '@movies/contract';
import { createTestDatabase, type Door, eventually, openDoor, type TestDatabase } from '@movies/testing';
import { type AuthUnderTest, aRegistration, type Member, newMember, startAuthForTest } from './testing.ts';

let server: TestDatabase;
let door: Door;
let auth: AuthUnderTest;
let member: Member;

beforeAll(async () => {
  server = await createTestDatabase('auth');
  door = await openDoor(server.url);
  auth = await startAuthForTest({}, { shared: { ...server, url: door.url } });
  member = await newMember(auth);
});
afterAll(async () => {
  await auth.stop();
  await door.close();
  await server.drop();
});

const WELL = { status: 200, body: { status: 'OK', database: 'Connected' } };

test('the status is well while the database is there', async () => {
  const { status, body } = await auth.api(authStatus);
  expect({ status, body }).toEqual(WELL);
});

test('without the database the status says so, everything else asks to try again, and all is well after it', async () => {
  door.shut();
  const { status, body } = await auth.api(authStatus);
  expect(status).toBe(500);
  expect(body).toEqual({ status: 'ERROR', database: 'Not connected', error: 'The database does not answer.' });

  const refusals = await Promise.all([
    auth.api(register, { body: aRegistration() }),
    auth.api(logIn, { body: member }),
    auth.api(myProfile, { token: member.token }),
  ]);
  for (const refusal of refusals) {
    expect(refusal).toMatchObject({ status: 503, body: { status: 'error', code: 'unavailable' } });
    expect(refusal.headers.get('retry-after')).toBe('1');
    expect(JSON.stringify(refusal.body)).not.toMatch(/ECONN|postgres|127\.0\.0\.1|SELECT/i);
  }

  door.open();
  await eventually(async () => expect(await auth.api(authStatus)).toMatchObject(WELL), 3_000);
  expect((await auth.api(logIn, { body: member })).status).toBe(200);
  expect((await auth.api(myProfile, { token: member.token })).status).toBe(200);
});
