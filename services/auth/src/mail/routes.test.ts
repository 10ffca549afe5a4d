import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deleteMyAccount } from '@movies/contract';
import { type AuthUnderTest, lettersTo, letterTo, type Member, newMember, startAuthForTest } from '../testing.ts';

let auth: AuthUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest();
});
afterAll(() => auth.stop());

async function ask(body: object, secret = auth.internalSecret) {
  const headers = { 'content-type': 'application/json', 'x-internal-secret': secret };
  const response = await fetch(`${auth.url}/internal/letters`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

async function confirmedMember(): Promise<Member> {
  const member = await newMember(auth);
  await auth.context.database.run('UPDATE users SET email_verified = true WHERE id = $1', [member.id]);
  return member;
}

let keys = 0;

function aLetter(user_id: number) {
  keys += 1;
  return { user_id, subject: `News ${keys}`, text: 'Much happened.\n\n- this\n- that', key: `key-${keys}` };
}

describe('a letter of another service', () => {
  test('is sent to the address of the member, whom it greets', async () => {
    const { id, email, username } = await confirmedMember();
    const letter = aLetter(id);
    expect(await ask(letter)).toEqual({ status: 200, body: { posted: true } });
    const { text } = await letterTo(auth, email, letter.subject);
    expect(text).toContain(`Hello ${username},`);
    expect(text).toContain('- this\n- that');
  });

  test('is sent once, however often it is asked for', async () => {
    const { id, email } = await confirmedMember();
    const letter = aLetter(id);
    await Promise.all([ask(letter), ask(letter), ask(letter)]);
    const last = aLetter(id);
    await ask(last);
    await letterTo(auth, email, letter.subject);
    await letterTo(auth, email, last.subject);
    const sent = (await lettersTo(auth, email)).filter(({ subject }) => subject === letter.subject);
    expect(sent).toHaveLength(1);
  });

  test('goes to no address that was not confirmed, and to nobody who is not there', async () => {
    const { id } = await newMember(auth);
    expect(await ask(aLetter(id))).toEqual({ status: 200, body: { posted: false } });
    expect(await ask(aLetter(2_000_000_000))).toEqual({ status: 200, body: { posted: false } });
  });

  test('leaves nothing when the member leaves', async () => {
    const { id, token, password } = await confirmedMember();
    await ask(aLetter(id));
    await auth.api(deleteMyAccount, { token, body: { password } });
    expect(await auth.context.database.rows('SELECT FROM letter_keys WHERE user_id = $1', [id])).toEqual([]);
  });

  test('is taken from services alone, and only whole', async () => {
    const { id } = await confirmedMember();
    expect(await ask(aLetter(id), 'a guess')).toMatchObject({ status: 404 });
    expect(await ask({ ...aLetter(id), subject: 'two\r\nBcc: all@example.org' })).toMatchObject({ status: 400 });
    expect(await ask({ ...aLetter(id), user_id: 'x' })).toMatchObject({ status: 400 });
  });
});
