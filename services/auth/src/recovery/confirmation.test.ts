import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { confirmEmail, editMyProfile, logIn, myProfile, type ProfileChanges } from '@movies/contract';
import { type AuthUnderTest, lettersTo, letterTo, type Member, newMember, startAuthForTest } from '../testing.ts';

let auth: AuthUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest({ PUBLIC_URL: 'https://films.example.org' });
});
afterAll(() => auth.stop());

const confirm = (token: string) => auth.api(confirmEmail, { body: { token } });
const SUBJECT = 'Please confirm your e-mail address';

describe('whoever registers', () => {
  test('confirms the address with the token of the letter, once', async () => {
    const member = await newMember(auth, { name: 'Visit https://spam.example now' });
    const { text, token } = await letterTo(auth, member.email, SUBJECT);
    expect(text).toContain(member.username);
    expect(text).not.toContain('spam.example');
    expect(text).toContain(`\nhttps://films.example.org/confirm?code=${token}\n`);
    const { status, body } = await confirm(token);
    expect(status).toBe(200);
    expect(body).toEqual({ message: 'E-mail address confirmed' });
    expect((await auth.api(myProfile, { token: member.token })).body).toMatchObject({ email_verified: true });
    expect(await confirm(token)).toMatchObject({ status: 400, body: { code: 'invalid_token' } });
  });

  test('has seven days for it', async () => {
    const { id, email } = await newMember(auth);
    const { token } = await letterTo(auth, email, SUBJECT);
    const late = "UPDATE one_time_tokens SET expires_at = expires_at - interval '7 days' WHERE user_id = $1";
    await auth.context.database.run(late, [id]);
    expect((await confirm(token)).status).toBe(400);
  });

  test('confirms no other address than the one written to', async () => {
    const { id, email } = await newMember(auth);
    const { token } = await letterTo(auth, email, SUBJECT);
    await auth.context.database.run("UPDATE users SET email = 'moved.' || email WHERE id = $1", [id]);
    expect((await confirm(token)).status).toBe(400);
  });

  test.each(['nonsense', '', "' OR 1=1 --"])('confirms nothing with "%s"', async (token) => {
    expect((await confirm(token)).status).toBe(400);
  });
});

const edit = ({ token }: Member, body: ProfileChanges) => auth.api(editMyProfile, { token, body });
const emailOf = async ({ token }: Member) => (await auth.api(myProfile, { token })).body;

describe('a new e-mail address', () => {
  test('wants the password', async () => {
    const member = await newMember(auth);
    const email = `new.${member.email}`;
    const without = await edit(member, { email });
    expect(without).toMatchObject({
      status: 400,
      body: { code: 'password_required', errors: [{ field: 'current_password' }] },
    });
    const wrong = await edit(member, { email, current_password: 'a wrong guess' });
    expect(wrong).toMatchObject({
      status: 400,
      body: { code: 'wrong_password', errors: [{ field: 'current_password' }] },
    });
    expect(await emailOf(member)).toMatchObject({ email: member.email });
  });

  test('is told to the old one and has to be confirmed', async () => {
    const member = await newMember(auth);
    const first = await letterTo(auth, member.email, SUBJECT);
    await confirm(first.token);
    const email = `new.${member.email}`;
    const { status, body } = await edit(member, {
      email: ` ${email.toUpperCase()}`,
      current_password: member.password,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ email, email_verified: false });

    const warning = await letterTo(auth, member.email, 'Your e-mail address was changed');
    expect(warning.token).toBe('');
    expect(warning.text).toContain(member.username);
    expect(warning.text).not.toContain(email);
    const { token } = await letterTo(auth, email, SUBJECT);
    expect((await confirm(token)).status).toBe(200);
    expect(await emailOf(member)).toMatchObject({ email, email_verified: true });
    expect((await auth.api(logIn, { body: { email: member.email, password: member.password } })).status).toBe(401);
    expect((await auth.api(logIn, { body: { email, password: member.password } })).status).toBe(200);
  });

  test('that is the old one is no change', async () => {
    const member = await newMember(auth);
    const { token } = await letterTo(auth, member.email, SUBJECT);
    await confirm(token);
    const { status, body } = await edit(member, { email: ` ${member.email.toUpperCase()} `, bio: 'Same address.' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ email: member.email, email_verified: true, bio: 'Same address.' });
    expect(await lettersTo(auth, member.email)).toHaveLength(1);
  });

  test('of someone else is refused', async () => {
    const [member, other] = [await newMember(auth), await newMember(auth)];
    const answer = await edit(member, { email: other.email, current_password: member.password });
    expect(answer).toMatchObject({ status: 400, body: { code: 'email_taken', message: 'Email already registered' } });
  });
});
