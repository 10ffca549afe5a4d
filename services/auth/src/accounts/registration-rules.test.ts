import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Problem, register } from '@movies/contract';
import { type AuthUnderTest, aRegistration, startAuthForTest } from '../testing.ts';

let auth: AuthUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest();
});
afterAll(() => auth.stop());

async function refusal(change: Record<string, unknown>): Promise<{ code: string; fields: string[] }> {
  const { status, body } = await auth.api(register, { body: { ...aRegistration(), ...change } as never });
  expect(status).toBe(400);
  const { code, message, errors = [] } = body as Problem;
  expect(message).toMatch(/\w/);
  return { code, fields: errors.map(({ field }) => field) };
}

describe('a password is refused', () => {
  test.each([
    ['that is short', '7 chars'],
    ['that is very long', 'x1'.repeat(65)],
    ['that is no text', 12345678],
    ['with a NUL', 'eight\u0000chars'],
    ['that is missing', undefined],
  ])('%s', async (_, password) => {
    expect(await refusal({ password })).toEqual({ code: 'validation_failed', fields: ['password'] });
  });

  test.each(['password', 'Password1', '12345678', 'QWERTYUIOP', 'iloveyou', 'trustno1', 'aaaaaaaaaa', '        '])(
    'that anyone would try first: "%s"',
    async (password) => {
      expect(await refusal({ password })).toEqual({ code: 'password_too_common', fields: ['password'] });
    },
  );

  test.each([
    ['user name', { username: 'Shakespeare', password: 'shakespeare' }],
    ['e-mail address', { email: ' Will@Globe.example ', password: 'WILL@globe.example' }],
  ])('that is the %s', async (_, same) => {
    expect(await refusal(same)).toEqual({ code: 'password_too_common', fields: ['password'] });
  });

  test('whose confirmation differs', async () => {
    const mistyped = await refusal({ confirm_password: 'correct horse batterY' });
    expect(mistyped).toEqual({ code: 'passwords_differ', fields: ['confirm_password'] });
  });
});

describe('a date of birth is refused', () => {
  const tomorrow = new Date(Date.now() + 26 * 3_600_000).toISOString().slice(0, 10);
  test.each([
    ['in the future', tomorrow],
    ['before anyone alive', '1899-12-31'],
    ['in the year 0', '0000-01-01'],
  ])('%s', async (_, date_of_birth) => {
    expect(await refusal({ date_of_birth })).toEqual({ code: 'invalid_date', fields: ['date_of_birth'] });
  });

  test.each(['2001-02-29', '2001-13-01', '31.12.1999', 'yesterday', '', 20000101, '1999-12-31T00:00:00Z'])(
    'that is none: %j',
    async (date_of_birth) => {
      expect(await refusal({ date_of_birth })).toEqual({ code: 'validation_failed', fields: ['date_of_birth'] });
    },
  );
});

test.each(['x', 'x'.repeat(33), 'two words', '-dash', 'añil', 'a@b', 'nul\u0000', '', 7])(
  'a user name like %j is refused',
  async (username) => {
    expect(await refusal({ username })).toEqual({ code: 'validation_failed', fields: ['username'] });
  },
);

test.each([
  'nobody',
  'no@body',
  'a b@example.org',
  'a@b@example.org',
  '@example.org',
  'a@example..org',
  'a@-x.org',
  `${'a'.repeat(250)}@example.org`,
  'a\u0000@example.org',
  undefined,
  null,
])('an e-mail address like %j is refused', async (email) => {
  expect(await refusal({ email })).toEqual({ code: 'validation_failed', fields: ['email'] });
});

test.each([
  ['name', ' '],
  ['name', 'x'.repeat(256)],
  ['first_name', 'x'.repeat(121)],
  ['last_name', 'nul\u0000'],
  ['bio', 'x'.repeat(2001)],
  ['bio', ['a list']],
])('a %s like %j is refused', async (field, value) => {
  expect(await refusal({ [field]: value })).toEqual({ code: 'validation_failed', fields: [field] });
});

test.each([
  ['letters', `${'a'.repeat(60_000)}\u0000`],
  ['spaces', `${' '.repeat(60_000)}\u0000`],
  ['labels', `a@${'a.'.repeat(30_000)}!`],
])('50,000 %s and more in any field are refused in an instant', async (_, text) => {
  for (const field of ['name', 'username', 'email', 'password', 'bio', 'date_of_birth']) {
    const began = performance.now();
    expect(await refusal({ [field]: text })).toEqual({ code: 'validation_failed', fields: [field] });
    expect(performance.now() - began).toBeLessThan(500);
  }
});

test('every wrong field is named at once', async () => {
  const { fields } = await refusal({ username: '!', email: 'nobody', password: 'short' });
  expect(fields.sort()).toEqual(['email', 'password', 'username']);
});

test.each([
  ['nothing', '', 'validation_failed'],
  ['no object', '[]', 'validation_failed'],
  ['no JSON', '{"username":', 'invalid_json'],
  ['a prototype', '{"__proto__":{"is_staff":true}}', 'invalid_json'],
])('a body that is %s is refused', async (_, body, code) => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(auth.url + register.path, { method: 'POST', headers, body });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ status: 'error', code });
});
