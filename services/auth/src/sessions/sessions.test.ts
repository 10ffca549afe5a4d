import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { endOtherSessions, endSession, listSessions, logIn, logOut, myProfile, refresh } from '@movies/contract';
import {
  type AuthUnderTest,
  claimsOf,
  type LogIn,
  logInAgain,
  newMember,
  revokedSessions,
  startAuthForTest,
  untilWaiting,
} from '../testing.ts';
import { endSessions } from './sessions.ts';

let auth: AuthUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest();
});
afterAll(() => auth.stop());

const idOf = ({ token }: LogIn) => String(claimsOf(token).sid);
const list = async ({ token }: LogIn) =>
  (await auth.api(listSessions, { token })).body as { id: string; current: boolean }[];

/** Whether either of a session's tokens is still good for something. */
async function isAlive({ token, refreshToken }: LogIn): Promise<boolean[]> {
  const access = await auth.api(myProfile, { token });
  const successor = await auth.api(refresh, { body: { refresh_token: refreshToken } });
  return [access.status === 200, successor.status === 200];
}

describe('my sessions', () => {
  test('are listed with where they are, the one that asks marked', async () => {
    const member = await newMember(auth);
    const headers = { 'user-agent': `Browser ${'x'.repeat(400)}`, 'x-forwarded-for': '2001:db8::7' };
    const { body } = await auth.api(logIn, { body: member, headers });
    const there = { token: (body as { access_token: string }).access_token, refreshToken: '' };
    const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const times = { created_at: moment, last_seen_at: moment };
    const elsewhere = { user_agent: `Browser ${'x'.repeat(292)}`, address: '2001:db8::7' };
    expect(await list(member)).toEqual([
      { ...times, ...elsewhere, id: idOf(there), current: false },
      { ...times, user_agent: 'node', address: '127.0.0.1', id: idOf(member), current: true },
    ]);
    expect((await list(there)).map(({ current }) => current)).toEqual([true, false]);
  });

  test('are nobody else’s, and none that is over', async () => {
    const [member, other] = [await newMember(auth), await newMember(auth)];
    const old = await logInAgain(auth, member);
    await auth.context.database.run('UPDATE sessions SET expires_at = now() WHERE id = $1', [idOf(old)]);
    expect((await list(member)).map(({ id }) => id)).toEqual([idOf(member)]);
    expect((await list(other)).map(({ id }) => id)).toEqual([idOf(other)]);
    expect((await auth.api(listSessions)).status).toBe(401);
  });

  test('take an address as it comes', async () => {
    const member = await newMember(auth);
    const { status } = await auth.api(logIn, { body: member, headers: { 'x-forwarded-for': 'x'.repeat(500) } });
    expect(status).toBe(200);
  });
});

describe('ending', () => {
  test('one session voids both its tokens, and those of no other', async () => {
    const member = await newMember(auth);
    const lost = await logInAgain(auth, member);
    const { status, headers } = await auth.api(endSession, { token: member.token, params: { id: idOf(lost) } });
    expect(status).toBe(200);
    expect(headers.get('x-revoked-sessions')).toBe(`${idOf(lost)}:2147483647`);
    expect((await revokedSessions(auth)).get(idOf(lost))).toBe(2_147_483_647);
    expect(await isAlive(lost)).toEqual([false, false]);
    expect(await isAlive(member)).toEqual([true, true]);
  });

  test("someone else's session is not possible, nor one that is over or never was", async () => {
    const [member, other] = [await newMember(auth), await newMember(auth)];
    const over = await logInAgain(auth, member);
    await auth.api(logOut, { token: over.token });
    for (const id of [idOf(other), idOf(over), '00000000-0000-4000-8000-000000000000']) {
      const answer = await auth.api(endSession, { token: member.token, params: { id } });
      expect(answer).toMatchObject({ status: 404, body: { code: 'session_not_found' } });
    }
    expect(await isAlive(other)).toEqual([true, true]);
  });

  test.each(['1', 'all', '%00', 'urn:uuid:00000000-0000-4000-8000-000000000000'])(
    '"%s" is not possible',
    async (id) => {
      const { token } = await newMember(auth);
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${auth.url}/api/auth/sessions/${id}`, { method: 'DELETE', headers });
      expect(answer.status).toBe(400);
    },
  );

  test('all others leaves the one that asks', async () => {
    const member = await newMember(auth);
    const others = [await logInAgain(auth, member), await logInAgain(auth, member)];
    const { status, body, headers } = await auth.api(endOtherSessions, { token: member.token });
    expect(status).toBe(200);
    expect(body).toEqual({ message: '2 sessions ended' });
    for (const other of others) {
      expect(headers.get('x-revoked-sessions')).toContain(idOf(other));
      expect(await isAlive(other)).toEqual([false, false]);
    }
    expect((await list(member)).map(({ id }) => id)).toEqual([idOf(member)]);
    const none = await auth.api(endOtherSessions, { token: member.token });
    expect(none.body).toEqual({ message: '0 sessions ended' });
    expect(none.headers.get('x-revoked-sessions')).toBeNull();
    await logInAgain(auth, member);
    const one = await auth.api(endOtherSessions, { token: member.token });
    expect(one.body).toEqual({ message: '1 session ended' });
  });
});

describe('logging out', () => {
  test('voids both tokens of the session at once, and takes the cookie back', async () => {
    const member = await newMember(auth);
    const other = await logInAgain(auth, member);
    const { status, body, headers } = await auth.api(logOut, { token: member.token });
    expect(status).toBe(200);
    expect(body).toEqual({ message: 'User logged out' });
    expect(headers.get('set-cookie')).toMatch(
      /^refresh_token=; Max-Age=0; Path=\/api\/auth; HttpOnly; SameSite=Strict$/,
    );
    expect(headers.get('x-revoked-sessions')).toBe(`${idOf(member)}:2147483647`);
    expect(await isAlive(member)).toEqual([false, false]);
    expect(await isAlive(other)).toEqual([true, true]);
  });

  test('of a session that ends at this moment is no failure', async () => {
    const member = await newMember(auth);
    const underWay = await auth.context.database.transaction(async (tx) => {
      await endSessions(auth.context, tx, member.id, {});
      const answer = auth.api(logOut, { token: member.token });
      await untilWaiting(auth, 1);
      return { answer };
    });
    expect(await underWay.answer).toMatchObject({ status: 200, body: { message: 'User logged out' } });
  });

  test('twice is refused', async () => {
    const { token } = await newMember(auth);
    await auth.api(logOut, { token });
    expect(await auth.api(logOut, { token })).toMatchObject({ status: 401, body: { code: 'invalid_token' } });
  });
});
