import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  changePassword,
  deleteMyAccount,
  editMyProfile,
  forgotPassword,
  logIn,
  myProfile,
  refresh,
  savePreferences,
} from '@movies/contract';
import { changeRoles } from '../administration/roles.ts';
import { endSessions } from '../sessions/sessions.ts';
import {
  type AuthUnderTest,
  claimsOf,
  letterTo,
  logInAgain,
  type Member,
  newMember,
  newMemberWith,
  newStaff,
  newSuperuser,
  revokedSessions,
  startAuthForTest,
  toldAbout,
  untilWaiting,
} from '../testing.ts';
import { removeAccount } from './accounts.repository.ts';
import { heldPerson } from './people.ts';

let auth: AuthUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest();
});
afterAll(() => auth.stop());

const leave = ({ token, password }: Member) => auth.api(deleteMyAccount, { token, body: { password } });

/** Every row of every table that has one of these texts anywhere in it. */
async function rowsWith(texts: string[]): Promise<string[]> {
  const { database } = auth.context;
  const tables = await database.rows<{ place: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS place FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  expect(tables.length).toBeGreaterThan(10);
  const found = tables.map(async ({ place }) => {
    const matching = `SELECT t::text AS row FROM ${place} t WHERE t::text ILIKE ANY ($1)`;
    const rows = await database.rows<{ row: string }>(matching, [texts.map((text) => `%${text}%`)]);
    return rows.map(({ row }) => `${place}: ${row}`);
  });
  return (await Promise.all(found)).flat();
}

/** Someone who left traces everywhere, under an id that is no other number. */
async function someoneKnown(): Promise<Member> {
  await auth.context.database.run('ALTER SEQUENCE users_id_seq RESTART WITH 770077001');
  const staff = await newStaff(auth);
  const first = await newMember(auth, {
    username: 'Leaving.Soon',
    email: 'leaving@example.org',
    name: 'Leah Ving',
    bio: 'Gone with the wind',
  });
  const headers = { 'user-agent': 'Leaving browser', 'x-forwarded-for': '203.0.113.99' };
  await auth.api(logIn, { body: first, headers });
  await auth.api(savePreferences, { token: first.token, body: { actors: ['Vivien Leigh'] } });
  await auth.api(editMyProfile, {
    token: first.token,
    body: { email: 'left@example.org', current_password: first.password },
  });
  await auth.api(forgotPassword, { body: { email: 'left@example.org' } });
  await letterTo(auth, 'left@example.org', 'A new password');
  const actor = { userId: staff.id, isSuperuser: false };
  await changeRoles(auth.context, actor, first.id, { is_active: true, reason: 'Leah Ving wrote to us' });
  return { ...first, ...(await logInAgain(auth, { ...first, email: 'left@example.org' })), email: 'left@example.org' };
}

test('someone who leaves is nowhere any more; the log says alone that they left', async () => {
  const member = await someoneKnown();
  const traces = [
    String(member.id),
    'leaving',
    'left@',
    'Leah Ving',
    'Gone with the wind',
    'Vivien Leigh',
    '203.0.113.99',
  ];
  expect((await rowsWith(traces)).length).toBeGreaterThan(10);

  const { status, body } = await leave(member);
  expect(status).toBe(200);
  expect(body).toEqual({ message: 'Account deleted' });
  expect(await rowsWith(traces)).toEqual([expect.stringMatching(/^auth\.event_log: .*user\.deleted/)]);
  expect(await toldAbout(auth, member.id)).toMatchObject([{ type: 'user.deleted', data: { user_id: member.id } }]);
});

describe('whoever leaves', () => {
  test('has no session left, and can not log in again', async () => {
    const member = await newMember(auth);
    const elsewhere = await logInAgain(auth, member);
    const { headers } = await leave(member);
    const ended = [member.token, elsewhere.token].map((token) => String(claimsOf(token).sid));
    for (const id of ended) expect(headers.get('x-revoked-sessions')).toContain(`${id}:2147483647`);
    expect(headers.get('set-cookie')).toMatch(/^refresh_token=; Max-Age=0; Path=\/api\/auth;/);
    expect([...(await revokedSessions(auth)).keys()]).toEqual(expect.arrayContaining(ended));
    for (const { token, refreshToken } of [member, elsewhere]) {
      expect((await auth.api(myProfile, { token })).status).toBe(401);
      expect((await auth.api(refresh, { body: { refresh_token: refreshToken } })).status).toBe(401);
    }
    expect((await auth.api(logIn, { body: member })).status).toBe(401);
  });

  test('frees the user name and the e-mail address', async () => {
    const { username, email, ...member } = await newMember(auth);
    await leave({ username, email, ...member });
    const successor = await newMember(auth, { username, email });
    expect(successor.id).not.toBe(member.id);
  });

  test('has to know the password', async () => {
    const member = await newMember(auth);
    const wrong = await leave({ ...member, password: 'a wrong guess' });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'wrong_password', errors: [{ field: 'password' }] } });
    const none = await auth.api(deleteMyAccount, { token: member.token, body: undefined as never });
    expect(none).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect((await auth.api(myProfile, { token: member.token })).status).toBe(200);
  });

  test('is gone for what was under way', async () => {
    const member = await newMember(auth);
    const { token, refreshToken: refresh_token, password } = member;
    const underWay = await auth.context.database.transaction(async (tx) => {
      await heldPerson(tx, member.id);
      await endSessions(auth.context, tx, member.id, {});
      const answers = [
        auth.api(savePreferences, { token, body: { movies: [1] } }),
        auth.api(editMyProfile, { token, body: { bio: 'Still here.' } }),
        auth.api(changePassword, { token, body: { current_password: password, new_password: 'mine from now on' } }),
        auth.api(refresh, { body: { refresh_token } }),
        auth.api(logIn, { body: member }),
      ];
      await untilWaiting(auth, answers.length);
      await removeAccount(tx, member.id);
      return { answers };
    });
    const statuses = (await Promise.all(underWay.answers)).map(({ status }) => status);
    expect(statuses).toEqual([404, 404, 404, 401, 401]);
  });
});

describe('the last superuser', () => {
  test('can not leave before there is another one', async () => {
    const superuser = await newSuperuser(auth);
    const alone = await leave(superuser);
    expect(alone).toMatchObject({ status: 409, body: { code: 'last_superuser' } });
    const suspended = await newSuperuser(auth);
    await changeRoles(auth.context, 'operator', suspended.id, { is_active: false });
    expect((await leave(superuser)).status).toBe(409);
    await newMemberWith(auth, { is_superuser: true });
    expect((await leave(superuser)).status).toBe(200);
  });

  test('is one of two who leave at the same moment', async () => {
    const others = 'UPDATE users SET is_superuser = false WHERE is_superuser';
    await auth.context.database.run(others);
    const two = [await newSuperuser(auth), await newSuperuser(auth)];
    const statuses = (await Promise.all(two.map(leave))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409]);
  });
});
