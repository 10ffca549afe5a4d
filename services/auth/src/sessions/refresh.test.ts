import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { logOut, myProfile, refresh } from '@movies/contract';
import { changeRoles } from '../administration/roles.ts';
import {
  type AuthUnderTest,
  claimsOf,
  type LogIn,
  logInAgain,
  newMember,
  refreshed,
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

const use = (refresh_token: string) => auth.api(refresh, { body: { refresh_token } });
const sessionOf = ({ token }: LogIn) => String(claimsOf(token).sid);

function tokensOf(session: LogIn): Promise<{ used_at: string | null }[]> {
  const rows = 'SELECT used_at FROM refresh_tokens WHERE session_id = $1 ORDER BY created_at';
  return auth.context.database.rows(rows, [sessionOf(session)]);
}

/** As if the last exchange in a session had been a while ago. */
async function letGraceEnd(session: LogIn): Promise<void> {
  const earlier = "UPDATE refresh_tokens SET used_at = used_at - interval '11 seconds' WHERE session_id = $1";
  await auth.context.database.run(earlier, [sessionOf(session)]);
}

const INVALID = { status: 401, body: { code: 'invalid_refresh_token' } };
const REUSED = { status: 401, body: { code: 'refresh_token_reused' } };

describe('a refresh token', () => {
  test('is exchanged for new tokens of the same session', async () => {
    const member = await newMember(auth);
    const { status, body } = await use(member.refreshToken);
    expect(status).toBe(200);
    expect(body).toEqual({
      message: 'Tokens refreshed',
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 600,
      profile: member.profile,
    });
    const { access_token: token, refresh_token } = body as { access_token: string; refresh_token: string };
    expect(refresh_token).not.toBe(member.refreshToken);
    expect(claimsOf(token)).toMatchObject({ sid: sessionOf(member), sub: String(member.id), ver: 1 });
    expect((await auth.api(myProfile, { token })).status).toBe(200);
  });

  test('is kept only as a hash', async () => {
    const { refreshToken } = await newMember(auth);
    const { refreshToken: next } = await refreshed(auth, refreshToken);
    const rows = await auth.context.database.rows(
      'SELECT encode(hash, $1) AS hash, encode(successor_salt, $1) AS salt FROM refresh_tokens',
      ['escape'],
    );
    const stored = JSON.stringify(rows);
    for (const token of [refreshToken, next]) expect(stored).not.toContain(token);
  });

  test('that comes twenty times at once has one successor, which all are given', async () => {
    const member = await newMember(auth);
    const answers = await Promise.all(Array.from({ length: 20 }, () => use(member.refreshToken)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const successors = new Set(answers.map(({ body }) => (body as { refresh_token: string }).refresh_token));
    expect(successors.size).toBe(1);
    expect(await tokensOf(member)).toEqual([{ used_at: expect.any(String) }, { used_at: null }]);
    expect((await use([...successors][0] ?? '')).status).toBe(200);
  });

  test('gives the same successor again to whoever lost the answer', async () => {
    const { refreshToken } = await newMember(auth);
    const first = await refreshed(auth, refreshToken);
    const again = await refreshed(auth, refreshToken);
    expect(again.refreshToken).toBe(first.refreshToken);
    expect((await auth.api(myProfile, { token: again.token })).status).toBe(200);
  });

  test('that is used again once its successor was used ends the session, also within the grace', async () => {
    const member = await newMember(auth);
    const next = await refreshed(auth, member.refreshToken);
    const last = await refreshed(auth, next.refreshToken);
    expect(await use(member.refreshToken)).toMatchObject(REUSED);
    expect((await auth.api(myProfile, { token: last.token })).status).toBe(401);
  });

  test('that is used again after the grace ends the whole family, and says so', async () => {
    const member = await newMember(auth);
    const elsewhere = await logInAgain(auth, member);
    const next = await refreshed(auth, member.refreshToken);
    await letGraceEnd(member);

    const replay = await use(member.refreshToken);
    expect(replay).toMatchObject(REUSED);
    expect(replay.headers.get('set-cookie')).toBeNull();
    expect(await use(next.refreshToken)).toMatchObject(INVALID);
    expect(await use(member.refreshToken)).toMatchObject(INVALID);
    for (const { token } of [member, next]) {
      const refusal = await auth.api(myProfile, { token });
      expect(refusal).toMatchObject({ status: 401, body: { code: 'invalid_token' } });
    }
    expect((await revokedSessions(auth)).get(sessionOf(member))).toBe(2_147_483_647);
    const trace = await auth.context.database.row('SELECT action FROM audit_log WHERE subject_id = $1', [member.id]);
    expect(trace).toEqual({ action: 'session.refresh_token_reused' });
    expect((await use(elsewhere.refreshToken)).status).toBe(200);
  });

  test('of a session that is over is refused', async () => {
    const member = await newMember(auth);
    const [out, expired] = [await logInAgain(auth, member), await logInAgain(auth, member)];
    await auth.api(logOut, { token: out.token });
    expect(await use(out.refreshToken)).toMatchObject(INVALID);
    await auth.context.database.run('UPDATE sessions SET expires_at = now() WHERE id = $1', [sessionOf(expired)]);
    expect(await use(expired.refreshToken)).toMatchObject(INVALID);
    await changeRoles(auth.context, 'operator', member.id, { is_active: false });
    expect(await use(member.refreshToken)).toMatchObject(INVALID);
    await changeRoles(auth.context, 'operator', member.id, { is_active: true });
    expect(await use(member.refreshToken)).toMatchObject(INVALID);
  });

  test('of a session that ends at this moment is refused', async () => {
    const member = await newMember(auth);
    const underWay = await auth.context.database.transaction(async (tx) => {
      await endSessions(auth.context, tx, member.id, {});
      const answer = use(member.refreshToken);
      await untilWaiting(auth, 1);
      return { answer };
    });
    expect(await underWay.answer).toMatchObject(INVALID);
    expect(await tokensOf(member)).toEqual([{ used_at: null }]);
  });

  test.each(['x', '.', 'a'.repeat(256), '00000000-0000-4000-8000-000000000000'])(
    'that was never given is refused: %s',
    async (token) => {
      expect(await use(token)).toMatchObject(INVALID);
    },
  );

  test.each(['', 'a'.repeat(257), "' OR 1=1 --", 'nul\u0000', 7, null, ['x'], { $ne: '' }])(
    'that can be none is a wrong request: %j',
    async (token) => {
      const answer = await use(token as string);
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'refresh_token' }] } });
    },
  );

  test('of the other kind is refused', async () => {
    const { token, refreshToken } = await newMember(auth);
    expect((await auth.api(myProfile, { token: refreshToken })).status).toBe(401);
    const answer = await use(token);
    expect([400, 401]).toContain(answer.status);
  });
});
