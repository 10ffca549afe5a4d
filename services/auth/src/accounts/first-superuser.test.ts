import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listPeople, logIn, myProfile, type Profile } from '@movies/contract';
import { StartupError } from '@movies/service-kit';
import { createTestDatabase, type TestDatabase } from '@movies/testing';
import { type AuthUnderTest, auditActionsOf, newMember, refreshed, startAuthForTest } from '../testing.ts';
import { isAnyoneThere } from './accounts.repository.ts';
import { ensureSuperuser } from './first-superuser.ts';

let server: TestDatabase;

beforeAll(async () => {
  server = await createTestDatabase('auth');
});
afterAll(() => server.drop());

const ADMIN = { ADMIN_EMAIL: ' Owner@Example.org', ADMIN_PASSWORD: 'the first password' };
const enter = ({ api }: AuthUnderTest, password: string) =>
  api(logIn, { body: { email: 'owner@example.org', password } });

describe('the superuser whom the environment names', () => {
  test('needs a password to be made', async () => {
    const start = startAuthForTest({ ADMIN_EMAIL: ADMIN.ADMIN_EMAIL }, { shared: server });
    await expect(start).rejects.toBeInstanceOf(StartupError);
    await expect(start).rejects.toThrow(/ADMIN_PASSWORD/);
  });

  test('is made once, by however many replicas, and keeps the password', async () => {
    const [one, other] = await Promise.all([
      startAuthForTest(ADMIN, { shared: server }),
      startAuthForTest(ADMIN, { shared: server }),
    ]);
    const { status, body } = await enter(one, ADMIN.ADMIN_PASSWORD);
    expect(status).toBe(200);
    const { access_token: token, profile } = body as { access_token: string; profile: Profile };
    expect(profile).toMatchObject({
      username: 'owner',
      is_active: true,
      is_staff: true,
      is_superuser: true,
      email_verified: true,
    });
    const people = await other.api(listPeople, { token });
    expect(people.body).toHaveLength(1);
    expect(await isAnyoneThere(one.context.database)).toBe(true);
    expect(await isAnyoneThere(one.context.database, ADMIN.ADMIN_EMAIL)).toBe(false);
    expect(await auditActionsOf(one, profile.id)).toEqual(['superuser.named_by_operator']);

    const later = await startAuthForTest({ ...ADMIN, ADMIN_PASSWORD: 'another password' }, { shared: server });
    expect((await enter(later, 'another password')).status).toBe(401);
    expect((await enter(later, ADMIN.ADMIN_PASSWORD)).status).toBe(200);
    await Promise.all([one, other, later].map(({ stop }) => stop()));
  });

  test('is made once, also where several do it at the same moment', async () => {
    const auth = await startAuthForTest({}, { shared: server });
    const named = { email: 'crowned@example.org', password: 'the first password' };
    await Promise.all(Array.from({ length: 4 }, () => ensureSuperuser(auth.context, named)));
    const made = await auth.context.database.rows('SELECT is_superuser FROM users WHERE email = $1', [named.email]);
    expect(made).toEqual([{ is_superuser: true }]);
    await auth.stop();
  });

  test('is raised where the account is there, suspended or not, and its tokens are exchanged', async () => {
    const before = await startAuthForTest({}, { shared: server });
    const member = await newMember(before, { email: 'heir@example.org' });
    await before.context.database.run('UPDATE users SET is_active = false WHERE id = $1', [member.id]);
    const after = await startAuthForTest({ ADMIN_EMAIL: 'heir@example.org' }, { shared: server });
    expect((await before.api(myProfile, { token: member.token })).status).toBe(401);
    const { token } = await refreshed(after, member.refreshToken);
    const { body } = await after.api(myProfile, { token });
    expect(body).toMatchObject({ id: member.id, is_active: true, is_staff: true, is_superuser: true });
    await Promise.all([before, after].map(({ stop }) => stop()));
  });
});
