import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type AuthUnderTest,
  logInAgain,
  newMember,
  newStaff,
  newSuperuser,
  refreshed,
  startAuthForTest,
} from '@movies/auth/testing';
import {
  changePassword,
  changeRoles,
  deleteMyAccount,
  endOtherSessions,
  endSession,
  listSessions,
  logOut,
  myProfile,
} from '@movies/contract';
import { eventually } from '@movies/testing';
import { expectProblem, type GatewayUnderTest, rawRequest, startGatewayForTest } from './testing.ts';

let auth: AuthUnderTest;
let here: GatewayUnderTest;
let elsewhere: GatewayUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest();
  [here, elsewhere] = await Promise.all([startGatewayForTest(auth), startGatewayForTest(auth)]);
});

afterAll(async () => {
  await Promise.all([here.stop(), elsewhere.stop()]);
  await auth.stop();
});

/** What a gateway itself says to a token, without asking any service: a member may not see the metrics, nobody is let in. */
async function standing(gateway: GatewayUnderTest, token: string): Promise<'in order' | 'void'> {
  const answer = await rawRequest(gateway.url, { path: '/metrics', headers: { authorization: `Bearer ${token}` } });
  if (answer.status === 200 || answer.status === 403) return 'in order';
  expectProblem(answer, 401, 'invalid_token');
  return 'void';
}

async function expectVoidEverywhere(token: string): Promise<void> {
  expect(await standing(here, token)).toBe('void');
  await eventually(async () => expect(await standing(elsewhere, token)).toBe('void'), 1_000);
}

async function expectInOrder(...tokens: string[]): Promise<void> {
  for (const token of tokens) {
    for (const gateway of [here, elsewhere]) {
      expect(await standing(gateway, token)).toBe('in order');
      expect((await gateway.api(myProfile, { token })).status).toBe(200);
    }
  }
}

describe('the very next request is refused here, and within a second elsewhere', () => {
  test('after logging out; other logins go on', async () => {
    const member = await newMember(auth);
    const other = await logInAgain(auth, member);
    await expectInOrder(member.token, other.token);
    expect((await here.api(logOut, { token: member.token })).status).toBe(200);
    await expectVoidEverywhere(member.token);
    await expectInOrder(other.token);
  });

  test('after one login was ended from another', async () => {
    const member = await newMember(auth);
    const other = await logInAgain(auth, member);
    const { body } = await here.api(listSessions, { token: member.token });
    const ended = (body as { id: string; current: boolean }[]).find(({ current }) => !current);
    expect((await here.api(endSession, { token: member.token, params: { id: ended?.id ?? '' } })).status).toBe(200);
    await expectVoidEverywhere(other.token);
    await expectInOrder(member.token);
  });

  test('after all others were ended', async () => {
    const member = await newMember(auth);
    const others = [await logInAgain(auth, member), await logInAgain(auth, member)];
    expect((await here.api(endOtherSessions, { token: member.token })).status).toBe(200);
    for (const { token } of others) await expectVoidEverywhere(token);
    await expectInOrder(member.token);
  });

  test('after the password was changed, but for whoever changed it', async () => {
    const member = await newMember(auth);
    const other = await logInAgain(auth, member);
    const body = { current_password: member.password, new_password: 'another horse battery' };
    expect((await here.api(changePassword, { token: member.token, body })).status).toBe(200);
    await expectVoidEverywhere(other.token);
    await expectInOrder(member.token);
  });

  test('after the account was deleted', async () => {
    const member = await newMember(auth);
    const other = await logInAgain(auth, member);
    const answer = await here.api(deleteMyAccount, { token: member.token, body: { password: member.password } });
    expect(answer.status).toBe(200);
    for (const { token } of [member, other]) await expectVoidEverywhere(token);
  });

  test('after a suspension', async () => {
    const [member, staff] = [await newMember(auth), await newStaff(auth)];
    await expectInOrder(member.token);
    const call = { token: staff.token, params: { id: member.id }, body: { is_active: false } };
    expect((await here.api(changeRoles, call)).status).toBe(200);
    await expectVoidEverywhere(member.token);
    await expectInOrder(staff.token);
  });

  test.each([
    ['taken', { is_staff: false }, 403],
    ['given', { is_staff: true }, 200],
  ])('after a role was %s; the next token says so', async (_what, changes, status) => {
    const [someone, superuser] = [await newStaff(auth), await newSuperuser(auth)];
    const call = { token: superuser.token, params: { id: someone.id }, body: changes };
    expect((await here.api(changeRoles, call)).status).toBe(200);
    await expectVoidEverywhere(someone.token);
    const { token } = await refreshed(auth, someone.refreshToken);
    await expectInOrder(token);
    const headers = { authorization: `Bearer ${token}` };
    expect((await rawRequest(here.url, { path: '/metrics', headers })).status).toBe(status);
  });
});
