import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { editMyProfile, forgotPassword, resetPassword } from '@movies/contract';
import { eventually } from '@movies/testing';
import { type AuthUnderTest, lettersTo, letterTo, type Member, newMember, startAuthForTest } from '../testing.ts';

let auth: AuthUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest();
});
afterAll(() => auth.stop());

const SUBJECT = 'A new password';
const forget = ({ email }: Member, from = '203.0.113.1') =>
  auth.api(forgotPassword, { body: { email }, headers: { 'x-forwarded-for': from } });
const resetLetters = async ({ email }: Member) =>
  (await lettersTo(auth, email)).filter(({ subject }) => subject === SUBJECT);

/** All letters that were asked for so far are there, once one that was asked for later is. */
async function untilAllAreSent(): Promise<void> {
  const last = await newMember(auth);
  await forget(last);
  await letterTo(auth, last.email, SUBJECT);
}

describe('letters with a way to a new password', () => {
  test('are three in an hour at most, wherever they are asked for; the last is good', async () => {
    const member = await newMember(auth);
    for (let n = 1; n <= 6; n += 1) {
      const { status, body } = await forget(member, `203.0.113.${n}`);
      expect(status).toBe(202);
      expect(body).toEqual({ message: 'If this address has an account, a letter is on its way.' });
      await eventually(async () => expect((await resetLetters(member)).length).toBeGreaterThanOrEqual(Math.min(n, 3)));
    }
    await untilAllAreSent();
    const letters = await resetLetters(member);
    expect(letters).toHaveLength(3);
    const body = { token: letters[2]?.token ?? '', new_password: 'staple of batteries' };
    expect((await auth.api(resetPassword, { body })).status).toBe(200);
  });

  test('are three also of many that are asked for at once', async () => {
    const member = await newMember(auth);
    await Promise.all(Array.from({ length: 12 }, () => forget(member)));
    await untilAllAreSent();
    expect((await resetLetters(member)).length).toBeLessThanOrEqual(3);
  });
});

describe('letters that ask to confirm an address', () => {
  const move = ({ token, password }: Member, email: string) =>
    auth.api(editMyProfile, { token, body: { email, current_password: password } });

  test('are three in an hour at most, whatever addresses a member gives as theirs', async () => {
    const member = await newMember(auth);
    const addresses = ['second', 'third', 'fourth'].map((name) => `${name}.${member.email}`);
    const answers = [];
    for (const address of addresses) answers.push(await move(member, address));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThan(3_000);
    await letterTo(auth, `third.${member.email}`, 'Please confirm your e-mail address');
    expect((await auth.api(editMyProfile, { token: member.token, body: { bio: 'Same address.' } })).body).toMatchObject(
      {
        email: `third.${member.email}`,
      },
    );
  });

  test('are not counted where the address is refused', async () => {
    const [member, other] = [await newMember(auth), await newMember(auth)];
    for (let n = 0; n < 4; n += 1)
      expect(await move(member, other.email)).toMatchObject({ body: { code: 'email_taken' } });
    expect((await move(member, `new.${member.email}`)).status).toBe(200);
  });
});
