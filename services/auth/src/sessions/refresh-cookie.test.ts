import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { logIn, refresh, register } from '@movies/contract';
import { type AuthUnderTest, aRegistration, type Member, newMember, startAuthForTest } from '../testing.ts';

let auth: AuthUnderTest;
let member: Member;

beforeAll(async () => {
  auth = await startAuthForTest();
  member = await newMember(auth);
});
afterAll(() => auth.stop());

const CLOSED = 'Max-Age=2592000; Path=/api/auth; HttpOnly; SameSite=Strict';

describe('the refresh cookie', () => {
  test('comes with each new refresh token, closed to scripts and to other sites', async () => {
    const registered = await auth.api(register, { body: aRegistration() });
    const loggedIn = await auth.api(logIn, { body: member });
    const { refresh_token } = loggedIn.body as { refresh_token: string };
    const refreshed = await auth.api(refresh, { body: { refresh_token } });
    for (const { headers, body } of [registered, loggedIn, refreshed]) {
      const token = (body as { refresh_token: string }).refresh_token;
      expect(headers.getSetCookie()).toEqual([`refresh_token=${token}; ${CLOSED}`]);
    }
  });

  test.each([
    ['https', 'HttpOnly; Secure; SameSite=Strict'],
    ['http', 'HttpOnly; SameSite=Strict'],
    ['gopher', 'HttpOnly; SameSite=Strict'],
  ])('is Secure as the browser’s connection is: %s', async (scheme, flags) => {
    const { headers } = await auth.api(logIn, { body: member, headers: { 'x-forwarded-proto': scheme } });
    expect(headers.get('set-cookie')?.endsWith(flags)).toBe(true);
  });

  test('is not given where a login is refused', async () => {
    const { status, headers } = await auth.api(logIn, { body: { ...member, password: 'a wrong guess' } });
    expect(status).toBe(401);
    expect(headers.get('set-cookie')).toBeNull();
  });
});

function refreshWith(cookie: string, body?: string) {
  const headers = { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  return fetch(auth.url + refresh.path, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });
}

async function newToken(): Promise<string> {
  const { body } = await auth.api(logIn, { body: member });
  return (body as { refresh_token: string }).refresh_token;
}

describe('a browser', () => {
  test.each([
    ['no body', undefined],
    ['an empty body', ''],
    ['an empty object', '{}'],
  ])('refreshes by the cookie alone: %s', async (_, body) => {
    const answer = await refreshWith(`theme=dark; refresh_token=${await newToken()}; x=y`, body);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ message: 'Tokens refreshed', profile: { id: member.id } });
  });

  test('is believed what it sends in the body before the cookie', async () => {
    const answer = await refreshWith('refresh_token=stale', JSON.stringify({ refresh_token: await newToken() }));
    expect(answer.status).toBe(200);
  });

  test.each([
    ['none', '', 'refresh_token_missing'],
    ['an empty one', 'refresh_token=', 'refresh_token_missing'],
    ['one that nobody gave', 'refresh_token=nonsense', 'invalid_refresh_token'],
    ['a very long one', `refresh_token=${'x'.repeat(5_000)}`, 'invalid_refresh_token'],
    ['a broken one', 'refresh_token=%E0%A4%A', 'invalid_refresh_token'],
  ])('without a good cookie has to log in: %s', async (_, cookie, code) => {
    const answer = await refreshWith(cookie);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(await answer.json()).toMatchObject({ code });
  });

  test('is rid of a cookie that is refused', async () => {
    const answer = await refreshWith('refresh_token=stale');
    expect(answer.status).toBe(401);
    expect(answer.headers.getSetCookie()).toEqual([
      'refresh_token=; Max-Age=0; Path=/api/auth; HttpOnly; SameSite=Strict',
    ]);
    const again = await refreshWith('refresh_token=stale', JSON.stringify({ refresh_token: 'stale' }));
    expect(again.headers.getSetCookie()).toHaveLength(1);
  });

  test('keeps a cookie that was not what was refused', async () => {
    const answer = await refreshWith(`refresh_token=${await newToken()}`, JSON.stringify({ refresh_token: 'stale' }));
    expect(answer.status).toBe(401);
    expect(answer.headers.getSetCookie()).toEqual([]);
    const malformed = await refreshWith('refresh_token=good', '{');
    expect([malformed.status, malformed.headers.getSetCookie()]).toEqual([400, []]);
  });
});
