import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { forgotPassword, type KeySet, logIn, myProfile, resetPassword, tokenKeys } from '@movies/contract';
import { createLifecycle, openResources } from '@movies/service-kit';
import { runCommand } from './commands.ts';
import {
  type AuthUnderTest,
  auditActionsOf,
  letterTo,
  logInAgain,
  newMember,
  newSuperuser,
  refreshed,
  startAuthForTest,
} from './testing.ts';

let auth: AuthUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest();
});
afterAll(() => auth.stop());

/** Runs a command as an operator does while the service runs. */
async function operator(...words: string[]): Promise<string> {
  const { log } = auth.context;
  const resources = await openResources(log, createLifecycle(log), undefined);
  const settings = {
    HOST: '127.0.0.1',
    PORT: 0,
    DATABASE_URL: auth.server.url,
    LOG_LEVEL: 'silent',
    INTERNAL_SECRET: auth.internalSecret,
    MAIL_FROM: 'tests@localhost',
    DATA_DIR: auth.mailFolder,
  } as const;
  return runCommand(settings, resources, words).finally(() => resources.lifecycle.end());
}

const keysNow = async () => ((await auth.api(tokenKeys)).body as KeySet).keys;
const statusFor = async (token: string) => (await auth.api(myProfile, { token })).status;

describe('an operator', () => {
  test('promotes and demotes someone, by user name or e-mail address', async () => {
    const member = await newMember(auth);
    await newSuperuser(auth);
    expect(await operator('promote', member.username.toUpperCase())).toBe(`${member.username} is a superuser now.`);
    expect(await statusFor(member.token)).toBe(401);
    const promoted = await refreshed(auth, member.refreshToken);
    const mine = async (token: string) => (await auth.api(myProfile, { token })).body;
    expect(await mine(promoted.token)).toMatchObject({ is_staff: true, is_superuser: true });

    expect(await operator('demote', ` ${member.email.toUpperCase()}`)).toBe(
      `${member.username} is an ordinary member now.`,
    );
    const demoted = await refreshed(auth, promoted.refreshToken);
    expect(await mine(demoted.token)).toMatchObject({ is_staff: false, is_superuser: false });
    expect(await operator('promote', '--staff', member.email)).toBe(`${member.username} is one of the staff now.`);
    expect(await auditActionsOf(auth, member.id)).toEqual(['roles.changed', 'roles.changed', 'roles.changed']);
  });

  test('suspends someone, and takes it back', async () => {
    const member = await newMember(auth);
    expect(await operator('suspend', member.username)).toBe(
      `${member.username} is suspended and logged out everywhere.`,
    );
    expect(await statusFor(member.token)).toBe(401);
    expect((await auth.api(logIn, { body: member })).status).toBe(403);
    expect(await operator('restore', member.username)).toBe(`${member.username} may log in again.`);
    await logInAgain(auth, member);
  });

  test('gives someone a new password, which voids all that the old one opened', async () => {
    const member = await newMember(auth);
    await auth.api(forgotPassword, { body: member });
    const { token } = await letterTo(auth, member.email, 'A new password');
    const said = await operator('reset-password', member.email);
    const password = / is (\S{16}) \(shown only now\)\.$/.exec(said)?.[1] ?? '';
    expect((await auth.api(logIn, { body: { email: member.email, password } })).status).toBe(200);
    expect((await auth.api(logIn, { body: member })).status).toBe(401);
    expect(await statusFor(member.token)).toBe(401);
    expect((await auth.api(resetPassword, { body: { token, new_password: 'by an older letter' } })).status).toBe(400);
    expect(await auditActionsOf(auth, member.id)).toEqual(['password.reset_by_operator']);
  });

  test('exchanges the keys', async () => {
    const { token } = await newMember(auth);
    expect(await operator('rotate-keys')).toBe('A new key signs from now on.');
    expect(await keysNow()).toHaveLength(2);
    expect(await statusFor(token)).toBe(200);
    expect(await operator('rotate-keys', '--at-once')).toMatch(/^A new key signs; everyone has to refresh/);
    expect(await keysNow()).toHaveLength(1);
    expect(await statusFor(token)).toBe(401);
  });

  test('can not take the rights of the last superuser', async () => {
    await auth.context.database.run('UPDATE users SET is_superuser = false WHERE is_superuser');
    const { username } = await newSuperuser(auth);
    for (const command of ['demote', 'suspend']) {
      await expect(operator(command, username)).rejects.toThrow(
        'This is the last superuser: promote another one first.',
      );
    }
  });

  test.each([
    '',
    'promote',
    'nonsense someone',
    'promote someone --nonsense',
    'constructor someone',
    'toString someone',
  ])('is told how when the words are "%s"', async (words) => {
    await expect(operator(...words.split(' '))).rejects.toThrow(/^pnpm admin <command>/);
  });

  test('is told who is not there', async () => {
    await expect(operator('suspend', 'nobody')).rejects.toThrow(
      'There is nobody with the e-mail address or user name "nobody".',
    );
    await expect(operator('suspend', 'no@body.example')).rejects.toThrow('no@body.example');
  });
});
