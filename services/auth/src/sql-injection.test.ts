// Strings that clients send who hope that someone puts them into SQL.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { editMyProfile, logIn, myProfile, type Operation, operations, refresh, register } from '@movies/contract';
import { type AuthUnderTest, aRegistration, type Member, newMember, newStaff, startAuthForTest } from './testing.ts';

let auth: AuthUnderTest;
let member: Member;
let staff: Member;
let other: Member;

beforeAll(async () => {
  auth = await startAuthForTest();
  member = await newMember(auth);
  staff = await newStaff(auth);
  other = await newMember(auth);
});
afterAll(() => auth.stop());

const HOSTILE = [
  "' OR '1'='1",
  "'; DROP TABLE users; --",
  "1' UNION SELECT password_hash FROM users --",
  "\\'; SELECT pg_sleep(5); --",
  '") OR ("1"="1',
  '1; DELETE FROM sessions',
  '{{7*7}}<%= 7*7 %>',
  '%27%20OR%201=1',
  '../../etc/passwd',
  '\u0000',
  '\ud800',
  '٣٤',
  'x'.repeat(5_000),
];

const MINE = operations.filter(({ service }) => service === 'auth');
const ask = (operation: Operation, call: object) => auth.api(operation, call as never);

/** An ordinary answer or refusal, that tells nothing of how it was made. */
function expectOrdinary({ status, body }: { status: number; body: unknown }, sent: unknown): void {
  const isOrdinary = status < 500 && !/syntax error|QueryFailed|argon2|node_modules/i.test(JSON.stringify(body));
  expect({ sent, status, isOrdinary }).toEqual({ sent, status, isOrdinary: true });
}

const rows = () =>
  auth.context.database.row(
    'SELECT (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM sessions) AS sessions',
  );

const WITH_ID = MINE.filter(({ params }) => params);
test.each(WITH_ID.map((operation) => [operation.id, operation] as const))(
  'no id of %s is SQL',
  async (_, operation) => {
    const before = await rows();
    for (const text of HOSTILE) {
      const call = { params: { id: text.toWellFormed() }, token: staff.token, ...(operation.body ? { body: {} } : {}) };
      const answer = await ask(operation, call);
      expectOrdinary(answer, text);
      expect([400, 404, 414]).toContain(answer.status);
    }
    expect(await rows()).toEqual(before);
  },
);

const PARAMETERS = MINE.flatMap((operation) => {
  const { properties = {} } = (operation.query ?? {}) as { properties?: object };
  return Object.keys(properties).map((name) => [operation.id, name, operation] as const);
});
test.each(PARAMETERS)('nothing in the query of %s is SQL: %s', async (_, name, operation) => {
  const before = await rows();
  for (const text of HOSTILE) {
    const answer = await ask(operation, { query: { [name]: text.toWellFormed() }, token: staff.token });
    expectOrdinary(answer, text);
  }
  expect(await rows()).toEqual(before);
});

/** Hashing takes a while, and is none of this test's business. */
const COSTLY = new Set(['register', 'logIn', 'changePassword', 'deleteMyAccount']);
const FIELDS = MINE.filter(({ body, id }) => body && !COSTLY.has(id)).flatMap((operation) => {
  const { properties } = operation.body as unknown as { properties: object };
  return Object.keys(properties).map((name) => [operation.id, name, operation] as const);
});
test.each(FIELDS)('nothing in the body of %s is SQL: %s', async (_, name, operation) => {
  const before = await rows();
  const [caller, subject] = operation.access === 'staff' ? [staff, other] : [member, member];
  const nested = HOSTILE.slice(0, 2).flatMap((text) => [[text], { [text]: text }]);
  for (const value of [...HOSTILE, ...nested]) {
    const call = { params: { id: subject.id }, token: caller.token, body: { [name]: value } };
    const answer = await ask(operation, call);
    expectOrdinary(answer, value);
    expect([200, 202, 400, 401, 429]).toContain(answer.status);
  }
  expect(await rows()).toEqual(before);
});

test.each(['email', 'username', 'password'])('nothing in a login is SQL: %s', async (name) => {
  const usual = { ...(name === 'username' ? {} : { email: 'nobody@example.org' }), password: 'a wrong guess' };
  for (const text of HOSTILE.slice(0, 5)) {
    const { status } = await auth.api(logIn, { body: { ...usual, [name]: text } });
    expect([400, 401]).toContain(status);
  }
});

test('nothing in the headers is SQL', async () => {
  for (const text of HOSTILE.filter((each) => /^[\x20-\x7e]*$/.test(each))) {
    const cookie = `refresh_token=${text}`;
    const headers = { 'user-agent': text, 'x-forwarded-for': text, 'x-request-id': text, cookie };
    expectOrdinary(await ask(refresh, { headers }), text);
    expectOrdinary(await ask(register, { headers, body: { ...aRegistration(), password: 'short' } }), text);
  }
  const headers = { 'user-agent': "'; DROP TABLE users; --", 'x-forwarded-for': "'; DROP TABLE sessions; --" };
  expect((await auth.api(register, { headers, body: aRegistration() })).status).toBe(201);
});

test('what looks like SQL is text, and comes back as it went', async () => {
  const { token } = member;
  for (const text of HOSTILE.slice(0, 8)) {
    await auth.api(editMyProfile, { token, body: { bio: text, first_name: text } });
    expect((await auth.api(myProfile, { token })).body).toMatchObject({ bio: text, first_name: text });
  }
});
