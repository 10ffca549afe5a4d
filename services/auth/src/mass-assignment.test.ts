// Fields that clients send who hope that someone stores a whole body.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { changeRoles, type Operation, operations, type Profile, register } from '@movies/contract';
import { type AuthUnderTest, aRegistration, newMember, newStaff, startAuthForTest } from './testing.ts';

let auth: AuthUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest();
});
afterAll(() => auth.stop());

const WANTED = {
  id: 999_999,
  user_id: 999_999,
  is_staff: true,
  is_superuser: true,
  is_active: false,
  email_verified: true,
  role: 'superuser',
  roles: ['superuser'],
  password_hash: 'none',
  date_joined: '1999-01-01T00:00:00Z',
  created_at: '1999-01-01T00:00:00Z',
};

async function rowOf(id: number): Promise<object> {
  const all = 'SELECT u.*, p.* FROM users u JOIN user_profiles p ON p.user_id = u.id WHERE u.id = $1';
  return (await auth.context.database.row<object>(all, [id])) ?? {};
}

test('someone who registers is an ordinary member, whatever they send', async () => {
  const { status, body } = await auth.api(register, { body: { ...aRegistration(), ...WANTED } });
  expect(status).toBe(201);
  const { profile } = body as { profile: Profile };
  expect(profile).toMatchObject({ is_staff: false, is_superuser: false, is_active: true, email_verified: false });
  expect(profile.id).not.toBe(WANTED.id);
  expect(profile.date_joined > '2000').toBe(true);
  expect(await rowOf(profile.id)).not.toMatchObject({ password_hash: 'none' });
});

const SENT: [id: string, status: number, body: object][] = [
  ['editMyProfile', 200, {}],
  ['editProfile', 200, {}],
  ['savePreferences', 200, { notifications: { likes: true, ...WANTED } }],
  ['logIn', 200, {}],
  ['changePassword', 400, {}],
  ['forgotPassword', 202, {}],
  ['refresh', 200, {}],
  ['confirmEmail', 400, { token: 'nonsense' }],
  ['resetPassword', 400, { token: 'nonsense', new_password: 'staple of batteries' }],
  ['deleteMyAccount', 400, { password: 'a wrong guess' }],
];

test.each(SENT)('a member stays as they are: %s', async (id, status, body) => {
  const { token, email, password, ...someone } = await newMember(auth);
  const before = await rowOf(someone.id);
  const proofs = {
    logIn: { email, password },
    forgotPassword: { email },
    refresh: { refresh_token: someone.refreshToken },
  };
  const sent = { ...WANTED, ...proofs[id as keyof typeof proofs], ...body };
  const operation = operations.find((each) => each.id === id) as Operation;
  const answer = await auth.api(operation, { params: { id: someone.id }, token, body: sent } as never);
  expect(answer.status).toBe(status);
  expect(await rowOf(someone.id)).toEqual({ ...before, updated_at: expect.any(String) });
});

test('staff change nothing but what they may', async () => {
  const { id } = await newMember(auth);
  const { token } = await newStaff(auth);
  const before = await rowOf(id);
  const change = (body: object) => auth.api(changeRoles, { params: { id }, token, body });
  expect((await change(WANTED)).status).toBe(403);
  const { is_staff: _, is_superuser: __, is_active: ___, ...others } = WANTED;
  expect((await change(others)).status).toBe(200);
  expect(await rowOf(id)).toEqual({ ...before, updated_at: expect.any(String) });
});
