import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { changeRoles, listPeople, logIn, myProfile, type RoleChanges, refresh } from '@movies/contract';
import {
  type AuthUnderTest,
  claimsOf,
  logInAgain,
  type Member,
  newMember,
  newStaff,
  newSuperuser,
  refreshed,
  revokedSessions,
  startAuthForTest,
  toldAbout,
} from '../testing.ts';

let auth: AuthUnderTest;
let staff: Member;
let superuser: Member;

beforeAll(async () => {
  auth = await startAuthForTest();
  staff = await newStaff(auth);
  superuser = await newSuperuser(auth);
});
afterAll(() => auth.stop());

const change = ({ token }: Member, { id }: { id: number }, body: RoleChanges) =>
  auth.api(changeRoles, { token, params: { id }, body });
const sessionOf = ({ token }: Member) => String(claimsOf(token).sid);

describe('a suspension', () => {
  test('by staff ends all sessions, and can be taken back', async () => {
    const member = await newMember(auth);
    const elsewhere = await logInAgain(auth, member);
    const { status, body, headers } = await change(staff, member, { is_active: false, reason: 'Spam' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: member.id, email: member.email, is_active: false });
    expect(headers.get('x-revoked-sessions')).toContain(`${sessionOf(member)}:2147483647`);
    for (const { token, refreshToken } of [member, elsewhere]) {
      expect((await auth.api(myProfile, { token })).status).toBe(401);
      expect((await auth.api(refresh, { body: { refresh_token: refreshToken } })).status).toBe(401);
    }
    expect((await auth.api(logIn, { body: member })).status).toBe(403);

    expect((await change(staff, member, { is_active: true })).body).toMatchObject({ is_active: true });
    expect((await auth.api(logIn, { body: member })).status).toBe(200);
    expect((await auth.api(myProfile, { token: member.token })).status).toBe(401);
  });

  test('of staff or a superuser is for superusers alone', async () => {
    const colleague = await newStaff(auth);
    for (const person of [colleague, superuser, staff]) {
      const refusal = await change(staff, person, { is_active: false });
      expect(refusal).toMatchObject({
        status: 403,
        body: { code: 'not_allowed', message: 'Only superusers may suspend staff.' },
      });
    }
    expect((await change(superuser, colleague, { is_active: false })).status).toBe(200);
  });
});

describe('a promotion', () => {
  test('voids the old tokens, and the next ones say the new role', async () => {
    const member = await newMember(auth);
    const { status, body, headers } = await change(superuser, member, { is_staff: true });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: member.id, is_staff: true, is_superuser: false });
    expect(headers.get('x-revoked-sessions')).toBe(`${sessionOf(member)}:2`);
    expect((await revokedSessions(auth)).get(sessionOf(member))).toBe(2);
    expect((await auth.api(myProfile, { token: member.token })).status).toBe(401);

    const promoted = await refreshed(auth, member.refreshToken);
    expect(claimsOf(promoted.token)).toMatchObject({ sid: sessionOf(member), ver: 2, role: 'staff' });
    expect((await auth.api(listPeople, { token: promoted.token })).status).toBe(200);

    await change(superuser, member, { is_superuser: true });
    const again = await refreshed(auth, promoted.refreshToken);
    expect(claimsOf(again.token)).toMatchObject({ ver: 3, role: 'superuser' });
  });

  test('taken back takes the rights at once', async () => {
    const former = await newStaff(auth);
    expect((await auth.api(listPeople, { token: former.token })).status).toBe(200);
    await change(superuser, former, { is_staff: false });
    expect((await auth.api(listPeople, { token: former.token })).status).toBe(401);
    const { token } = await refreshed(auth, former.refreshToken);
    expect((await auth.api(listPeople, { token })).status).toBe(403);
  });

  test.each<RoleChanges>([
    { is_staff: true },
    { is_superuser: true },
    { is_staff: false },
    { is_active: false, is_superuser: false },
  ])('is for superusers alone: %j', async (changes) => {
    const member = await newMember(auth);
    expect(await change(staff, member, changes)).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
    expect(await change(staff, staff, changes)).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
    expect((await change(member, member, changes)).status).toBe(403);
    const { body } = await auth.api(myProfile, { token: member.token });
    expect(body).toMatchObject({ is_active: true, is_staff: false, is_superuser: false });
  });
});

describe('a change of roles', () => {
  test('is told to the other services', async () => {
    const member = await newMember(auth);
    await change(superuser, member, { is_staff: true });
    await change(superuser, member, { is_active: false });
    const told = (await toldAbout(auth, member.id)).slice(1).map(({ type, data }) => ({ type, data }));
    const roles = { user_id: member.id, is_active: true, is_staff: true, is_superuser: false };
    expect(told).toEqual([
      { type: 'user.roles_changed', data: roles },
      { type: 'user.roles_changed', data: { ...roles, is_active: false } },
    ]);
  });

  test('of nobody is a 404, and wants a login', async () => {
    expect((await change(superuser, { id: 2_000_000_000 }, { is_active: false })).status).toBe(404);
    expect((await auth.api(changeRoles, { params: { id: superuser.id }, body: { is_active: false } })).status).toBe(
      401,
    );
  });

  test.each([{ is_staff: 'yes' }, { is_active: null }, { reason: 'x'.repeat(501) }, { reason: 7 }])(
    'is refused as %j',
    async (body) => {
      const answer = await change(superuser, staff, body as never);
      expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    },
  );
});

describe('the last superuser', () => {
  async function onlyTwo(): Promise<[Member, Member]> {
    await auth.context.database.run('UPDATE users SET is_superuser = false WHERE is_superuser');
    return [await newSuperuser(auth), await newSuperuser(auth)];
  }

  test('can be neither demoted nor suspended', async () => {
    const [last, other] = await onlyTwo();
    expect((await change(last, other, { is_superuser: false })).status).toBe(200);
    for (const changes of [{ is_superuser: false }, { is_active: false }]) {
      const refusal = await change(last, last, changes);
      expect(refusal).toMatchObject({ status: 409, body: { code: 'last_superuser' } });
    }
    expect((await change(last, last, { is_staff: false, is_superuser: true })).status).toBe(200);
  });

  test('is left of two who demote each other at the same moment', async () => {
    const [one, other] = await onlyTwo();
    const answers = await Promise.all([
      change(one, other, { is_superuser: false }),
      change(other, one, { is_active: false }),
    ]);
    const left = await auth.context.database.rows('SELECT id FROM users WHERE is_superuser AND is_active');
    expect(left).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});
