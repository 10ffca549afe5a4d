import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  changePassword,
  forgotPassword,
  logIn,
  myProfile,
  type Problem,
  refresh,
  resetPassword,
} from '@movies/contract';
import { changeAccount } from '../accounts/accounts.repository.ts';
import {
  type AuthUnderTest,
  auditActionsOf,
  letterTo,
  logInAgain,
  type Member,
  newMember,
  startAuthForTest,
  untilWaiting,
} from '../testing.ts';

let auth: AuthUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest();
});
afterAll(() => auth.stop());

const NEW = 'staple of batteries';
const change = ({ token, password }: Member, body: object = {}) =>
  auth.api(changePassword, { token, body: { current_password: password, new_password: NEW, ...body } });
const canLogIn = async ({ email }: Member, password: string) =>
  (await auth.api(logIn, { body: { email, password } })).status === 200;

describe('changing my password', () => {
  test('needs the old one, and ends my other sessions', async () => {
    const member = await newMember(auth);
    const elsewhere = await logInAgain(auth, member);
    const { status, body } = await change(member, { confirm_password: NEW });
    expect(status).toBe(200);
    expect(body).toEqual({ message: 'Password changed' });
    expect((await auth.api(myProfile, { token: member.token })).status).toBe(200);
    expect((await auth.api(myProfile, { token: elsewhere.token })).status).toBe(401);
    expect((await auth.api(refresh, { body: { refresh_token: elsewhere.refreshToken } })).status).toBe(401);
    expect(await canLogIn(member, member.password)).toBe(false);
    expect(await canLogIn(member, NEW)).toBe(true);
  });

  test('is told to me by letter, and is in the trail', async () => {
    const member = await newMember(auth);
    await change(member);
    const { text, token } = await letterTo(auth, member.email, 'Your password was changed');
    expect(text).toContain(member.username);
    expect(token).toBe('');
    expect(await auditActionsOf(auth, member.id)).toEqual(['password.changed']);
  });

  test.each([
    ['a wrong old one', { current_password: 'a wrong guess' }, 'wrong_password', 'current_password'],
    ['a short new one', { new_password: 'short' }, 'validation_failed', 'new_password'],
    ['a common new one', { new_password: 'Password1' }, 'password_too_common', 'new_password'],
    ['a confirmation that differs', { confirm_password: 'something else' }, 'passwords_differ', 'confirm_password'],
    ['no old one', { current_password: undefined }, 'validation_failed', 'current_password'],
  ])('is refused with %s', async (_, body, code, field) => {
    const member = await newMember(auth);
    const answer = await change(member, body);
    expect(answer).toMatchObject({ status: 400, body: { code, errors: [{ field }] } });
  });

  test('is refused with my own name or address', async () => {
    const member = await newMember(auth, { username: 'Shakespeare' });
    for (const new_password of ['shakespeare', member.email.toUpperCase()]) {
      const { body } = await change(member, { new_password });
      expect((body as Problem).code).toBe('password_too_common');
    }
    expect((await auth.api(changePassword, { body: { current_password: 'x', new_password: NEW } })).status).toBe(401);
  });

  test('voids what a letter could still have done', async () => {
    const member = await newMember(auth);
    await auth.api(forgotPassword, { body: member });
    const { token } = await letterTo(auth, member.email, 'A new password');
    await change(member);
    const late = await auth.api(resetPassword, { body: { token, new_password: 'a thief chose this' } });
    expect(late).toMatchObject({ status: 400, body: { code: 'invalid_token' } });
  });

  test('does not win over a new password that came while the old one was checked', async () => {
    const member = await newMember(auth);
    const password_hash = await auth.context.passwords.hash('mine, by the letter');
    const thief = await auth.context.database.transaction(async (tx) => {
      await changeAccount(tx, member.id, { password_hash });
      const answer = change(member);
      await untilWaiting(auth, 1);
      return { answer };
    });
    expect((await thief.answer).status).toBe(400);
    expect(await canLogIn(member, 'mine, by the letter')).toBe(true);
  });
});
