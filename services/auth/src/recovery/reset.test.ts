import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { confirmEmail, forgotPassword, logIn, myProfile, refresh, resetPassword } from '@movies/contract';
import { heldPerson } from '../accounts/people.ts';
import { changeRoles } from '../administration/roles.ts';
import {
  type AuthUnderTest,
  auditActionsOf,
  lettersTo,
  letterTo,
  logInAgain,
  type Member,
  newMember,
  startAuthForTest,
  untilWaiting,
} from '../testing.ts';
import { voidOneTimeTokens } from './one-time-tokens.repository.ts';

let auth: AuthUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest();
});
afterAll(() => auth.stop());

const NEW = 'staple of batteries';
const forget = (email: string) => auth.api(forgotPassword, { body: { email } });
const reset = (token: string, body: object = {}) =>
  auth.api(resetPassword, { body: { token, new_password: NEW, ...body } });

async function resetToken(member: Member): Promise<string> {
  await forget(member.email);
  return (await letterTo(auth, member.email, 'A new password')).token;
}

const INVALID = { status: 400, body: { code: 'invalid_token', errors: [{ field: 'token' }] } };

describe('someone who forgot the password', () => {
  test('gets a letter with a token, whatever way the address is written', async () => {
    const member = await newMember(auth);
    const { status, body } = await forget(` ${member.email.toUpperCase()} `);
    expect(status).toBe(202);
    expect(body).toEqual({ message: 'If this address has an account, a letter is on its way.' });
    const { text, token } = await letterTo(auth, member.email, 'A new password');
    expect(text).toContain(member.username);
    expect(token).toMatch(/^[\w-]{22}$/);
  });

  test('sets a new one with it, which ends all sessions and confirms the address', async () => {
    const member = await newMember(auth);
    const elsewhere = await logInAgain(auth, member);
    const { status, body, headers } = await reset(await resetToken(member), { confirm_password: NEW });
    expect(status).toBe(200);
    expect(body).toEqual({ message: 'Password changed. Log in with it.' });
    expect(headers.get('x-revoked-sessions')?.split(',')).toHaveLength(2);
    for (const { token, refreshToken } of [member, elsewhere]) {
      expect((await auth.api(myProfile, { token })).status).toBe(401);
      expect((await auth.api(refresh, { body: { refresh_token: refreshToken } })).status).toBe(401);
    }
    expect((await auth.api(logIn, { body: member })).status).toBe(401);
    const loggedIn = await auth.api(logIn, { body: { email: member.email, password: NEW } });
    expect(loggedIn).toMatchObject({ status: 200, body: { profile: { email_verified: true } } });
    await letterTo(auth, member.email, 'Your password was changed');
    expect(await auditActionsOf(auth, member.id)).toEqual(['password.reset']);
  });

  test('may log in at once, however often they tried before', async () => {
    const member = await newMember(auth);
    const token = await resetToken(member);
    for (let n = 0; n < 11; n += 1) await auth.api(logIn, { body: { ...member, password: 'a wrong guess' } });
    await reset(token);
    expect((await auth.api(logIn, { body: { email: member.email, password: NEW } })).status).toBe(200);
  });

  test('is not written to when suspended, nor is anyone without an account', async () => {
    const member = await newMember(auth);
    await changeRoles(auth.context, 'operator', member.id, { is_active: false });
    expect((await forget(member.email)).status).toBe(202);
    expect((await forget('nobody@example.org')).status).toBe(202);
    await resetToken(await newMember(auth));
    const tokens = await auth.context.database.rows(
      'SELECT 1 FROM one_time_tokens WHERE user_id = $1 AND purpose = $2',
      [member.id, 'reset_password'],
    );
    expect(tokens).toEqual([]);
    expect(await lettersTo(auth, 'nobody@example.org')).toEqual([]);
  });
});

describe('the token of a letter', () => {
  test('and a change of the password at the same moment do not hold each other up', async () => {
    const member = await newMember(auth);
    const token = await resetToken(member);
    const underWay = await auth.context.database.transaction(async (tx) => {
      await heldPerson(tx, member.id);
      const answer = reset(token);
      await untilWaiting(auth, 1);
      await voidOneTimeTokens(tx, member.id, 'reset_password');
      return { answer };
    });
    expect(await underWay.answer).toMatchObject(INVALID);
  });

  test('works once', async () => {
    const token = await resetToken(await newMember(auth));
    const answers = await Promise.all([reset(token), reset(token), reset(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect(await reset(token)).toMatchObject(INVALID);
  });

  test('is void once a newer one was asked for, or another one was used', async () => {
    const member = await newMember(auth);
    const older = await resetToken(member);
    await forget(member.email);
    const newer = await untilNewer(member, older);
    expect(await reset(older)).toMatchObject(INVALID);
    expect((await reset(newer)).status).toBe(200);
  });

  test('is void once any token was used, also of those asked for at the same moment', async () => {
    const member = await newMember(auth);
    const token = await resetToken(member);
    const { database } = auth.context;
    const twin = `INSERT INTO one_time_tokens (hash, user_id, purpose, email, expires_at)
      SELECT sha256($2), user_id, purpose, email, expires_at FROM one_time_tokens WHERE user_id = $1 AND purpose = 'reset_password'`;
    await database.run(twin, [member.id, Buffer.from('twin')]);
    expect((await reset(token)).status).toBe(200);
    expect(await reset('twin')).toMatchObject(INVALID);
  });

  test('expires', async () => {
    const member = await newMember(auth);
    const token = await resetToken(member);
    const row = await auth.context.database.row(
      'SELECT extract(epoch FROM expires_at - now())::int AS seconds FROM one_time_tokens WHERE user_id = $1 AND purpose = $2',
      [member.id, 'reset_password'],
    );
    expect((row as { seconds: number }).seconds).toBeGreaterThan(3_500);
    expect((row as { seconds: number }).seconds).toBeLessThanOrEqual(3_600);
    await auth.context.database.run('UPDATE one_time_tokens SET expires_at = now() WHERE user_id = $1', [member.id]);
    expect(await reset(token)).toMatchObject(INVALID);
    expect((await auth.api(logIn, { body: member })).status).toBe(200);
  });

  test('is good for its own purpose alone', async () => {
    const member = await newMember(auth);
    const toConfirm = await letterTo(auth, member.email, 'Please confirm your e-mail address');
    const toReset = await resetToken(member);
    expect(await reset(toConfirm.token)).toMatchObject(INVALID);
    expect(await auth.api(confirmEmail, { body: { token: toReset } })).toMatchObject(INVALID);
    expect((await auth.api(confirmEmail, { body: { token: toConfirm.token } })).status).toBe(200);
    expect((await reset(toReset)).status).toBe(200);
  });

  test('is void once the address is another one', async () => {
    const member = await newMember(auth);
    const token = await resetToken(member);
    await auth.context.database.run("UPDATE users SET email = 'moved.' || email WHERE id = $1", [member.id]);
    expect(await reset(token)).toMatchObject(INVALID);
  });

  test('is kept only as a hash', async () => {
    const token = await resetToken(await newMember(auth));
    const rows = await auth.context.database.rows("SELECT encode(hash, 'escape') AS hash FROM one_time_tokens");
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('is not spent on a password that is refused', async () => {
    const member = await newMember(auth, { username: 'Shakespeare' });
    const token = await resetToken(member);
    const refused = [
      { body: { new_password: 'short' }, code: 'validation_failed' },
      { body: { new_password: 'Password1' }, code: 'password_too_common' },
      { body: { new_password: 'SHAKESPEARE' }, code: 'password_too_common' },
      { body: { confirm_password: 'something else' }, code: 'passwords_differ' },
    ];
    for (const { body, code } of refused)
      expect(await reset(token, body)).toMatchObject({ status: 400, body: { code } });
    expect((await reset(token)).status).toBe(200);
  });

  test.each(['nonsense', 'a'.repeat(256)])('that nobody was sent is refused: %s', async (token) => {
    expect(await reset(token)).toMatchObject(INVALID);
  });
});

async function untilNewer(member: Member, older: string): Promise<string> {
  const { token } = await letterTo(auth, member.email, 'A new password', (letter) => letter.token !== older);
  return token;
}
