import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Credentials, listSessions, logIn } from '@movies/contract';
import argon2 from 'argon2';
import { changeRoles } from '../administration/roles.ts';
import { endSessions } from '../sessions/sessions.ts';
import { type AuthUnderTest, claimsOf, type Member, newMember, startAuthForTest, untilWaiting } from '../testing.ts';
import { changeAccount } from './accounts.repository.ts';

let auth: AuthUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest({}, { passwords: 'usual' });
});
afterAll(() => auth.stop());

const send = (body: Credentials) => auth.api(logIn, { body });

async function hashOf({ id }: Member): Promise<string> {
  const row = await auth.context.database.row<{ password_hash: string }>(
    'SELECT password_hash FROM users WHERE id = $1',
    [id],
  );
  return row?.password_hash ?? '';
}

describe('a member', () => {
  test('logs in to a session of its own', async () => {
    const member = await newMember(auth);
    const { status, body } = await send({ email: member.email, password: member.password });
    expect(status).toBe(200);
    expect(body).toEqual({
      message: 'Login successful',
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 600,
      user: member.username,
      profile: member.profile,
    });
    const { access_token: token } = body as { access_token: string };
    expect(claimsOf(token)).toMatchObject({
      sub: String(member.id),
      username: member.username,
      role: 'member',
      ver: 1,
    });
    expect(claimsOf(token).sid).not.toBe(claimsOf(member.token).sid);
    expect((await auth.api(listSessions, { token })).body).toHaveLength(2);
  });

  test('may write the e-mail address or the user name, in either field and any case', async () => {
    const { email, username, password } = await newMember(auth, {
      username: 'Marie.Curie',
      email: 'marie@curie.example',
    });
    const ways = [
      { email: `  ${email.toUpperCase()} ` },
      { username: email },
      { email: username },
      { username: ' marie.curie ' },
    ];
    const answers = await Promise.all(ways.map((way) => send({ ...way, password })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  test('may type the password in another Unicode form', async () => {
    const { email } = await newMember(auth, { password: 'Ame\u0301lie \ufb01lms' });
    expect((await send({ email, password: 'Amélie films' })).status).toBe(200);
  });

  test('has to say who they are, and the password', async () => {
    const nobody = await send({ password: 'correct horse battery' });
    expect(nobody).toMatchObject({
      status: 400,
      body: { message: 'Send email or username.', errors: [{ field: 'email' }] },
    });
    const noPassword = await send({ email: 'someone@example.org' } as Credentials);
    expect(noPassword).toMatchObject({ status: 400, body: { errors: [{ field: 'password' }] } });
    const blank = await send({ email: ' ', password: 'correct horse battery' });
    expect(blank).toMatchObject({ status: 400, body: { errors: [{ field: 'email' }] } });
  });

  test('whose hash is outdated gets a stronger one, once', async () => {
    const member = await newMember(auth);
    const weak = await argon2.hash(member.password, { type: argon2.argon2id, memoryCost: 1024, timeCost: 1 });
    await auth.context.database.run('UPDATE users SET password_hash = $2 WHERE id = $1', [member.id, weak]);

    expect((await send(member)).status).toBe(200);
    const strong = await hashOf(member);
    expect(strong).toMatch(/^\$argon2id\$v=19\$m=19456,p=1,t=2\$/);
    expect((await send(member)).status).toBe(200);
    expect(await hashOf(member)).toBe(strong);
  });
});

describe('someone who is suspended', () => {
  test('is told so, but only with the right password', async () => {
    const { id, email, password } = await newMember(auth);
    await changeRoles(auth.context, 'operator', id, { is_active: false });
    const right = await send({ email, password });
    expect(right).toMatchObject({ status: 403, body: { code: 'account_suspended' } });
    const wrong = await send({ email, password: 'wrong' });
    expect(wrong).toMatchObject({ status: 401, body: { message: 'Invalid email or password' } });
  });
});

/** Begins a login that has to wait for a change of the account, which is then committed. */
async function loginDuring(member: Member, changes: Parameters<typeof changeAccount>[2]) {
  const { database } = auth.context;
  const login = await database.transaction(async (tx) => {
    await changeAccount(tx, member.id, changes);
    await endSessions(auth.context, tx, member.id, {});
    const answer = send(member);
    await untilWaiting(auth, 1);
    return { answer };
  });
  const open = 'SELECT id FROM sessions WHERE user_id = $1 AND ended_at IS NULL';
  const { status } = await login.answer;
  return { status, sessions: await database.rows(open, [member.id]) };
}

describe('a login that is under way', () => {
  test('opens no session for someone who is suspended meanwhile', async () => {
    const outcome = await loginDuring(await newMember(auth), { is_active: false });
    expect(outcome).toEqual({ status: 403, sessions: [] });
  });

  test('opens no session with a password that is changed meanwhile', async () => {
    const password_hash = await auth.context.passwords.hash('another one by now');
    const outcome = await loginDuring(await newMember(auth), { password_hash });
    expect(outcome).toEqual({ status: 401, sessions: [] });
  });
});
