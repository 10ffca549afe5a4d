// What an operator does at the command line.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type Resources, StartupError } from '@movies/service-kit';
import { type Account, accountByEmail, accountByUsername, changeAccount } from './accounts/accounts.repository.ts';
import { normalEmail } from './accounts/person.ts';
import { changeRoles } from './administration/roles.ts';
import { record } from './audit/audit.ts';
import type { Context } from './context.ts';
import { rotateKeys } from './keys/keys.ts';
import { createMail } from './mail/mail.ts';
import { voidOneTimeTokens } from './recovery/one-time-tokens.repository.ts';
import { endSessions } from './sessions/sessions.ts';
import type { AuthSettings } from './settings.ts';
import { openCore } from './start.ts';

export const ACCOUNT_USAGE = `pnpm admin <command>

  promote <e-mail or user name> [--staff]   make someone a superuser, or one of the staff
  demote <e-mail or user name>              take both away
  suspend <e-mail or user name>             end all sessions and refuse logins
  restore <e-mail or user name>             end the suspension
  reset-password <e-mail or user name>      set a new password, shown once, and end all sessions
  rotate-keys [--at-once]                   sign tokens with a new key; --at-once: void all tokens of the old one
`;

type Command = (context: Context, who: string, options: { staff: boolean; atOnce: boolean }) => Promise<string>;

const COMMANDS: Record<string, Command> = {
  promote: async (context, who, { staff }) => {
    const roles = staff ? { is_staff: true } : { is_staff: true, is_superuser: true };
    const { username } = await setRoles(context, who, roles);
    return `${username} is ${staff ? 'one of the staff' : 'a superuser'} now.`;
  },
  demote: async (context, who) => {
    const { username } = await setRoles(context, who, { is_staff: false, is_superuser: false });
    return `${username} is an ordinary member now.`;
  },
  suspend: async (context, who) => {
    const { username } = await setRoles(context, who, { is_active: false });
    return `${username} is suspended and logged out everywhere.`;
  },
  restore: async (context, who) => {
    const { username } = await setRoles(context, who, { is_active: true });
    return `${username} may log in again.`;
  },
  'reset-password': async (context, who) => {
    const person = await find(context, who);
    const password = randomBytes(12).toString('base64url');
    await setPassword(context, person, password);
    return `The new password of ${person.username} is ${password} (shown only now).`;
  },
  'rotate-keys': async ({ database, events, cache }, _who, { atOnce }) => {
    await rotateKeys(database, events, cache, atOnce);
    return atOnce ? 'A new key signs; everyone has to refresh their tokens.' : 'A new key signs from now on.';
  },
};

/** Runs one command; answers what to print. */
export async function runCommand(settings: AuthSettings, resources: Resources, words: string[]): Promise<string> {
  const { command, who, options } = understand(words);
  const core = await openCore(settings, resources);
  const mail = createMail(async () => undefined, resources.log);
  return command({ ...core, mail }, who, options);
}

function understand(words: string[]) {
  const { values, positionals } = parsed(words);
  const [name = '', who = ''] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || (!who && name !== 'rotate-keys')) throw new StartupError(ACCOUNT_USAGE);
  return { command, who, options: { staff: values.staff, atOnce: values['at-once'] } };
}

function parsed(words: string[]) {
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({ args: words, allowPositionals: true, options: { staff: flag, 'at-once': flag } });
  } catch {
    throw new StartupError(ACCOUNT_USAGE);
  }
}

async function find({ database }: Context, who: string): Promise<Account> {
  const account = who.includes('@')
    ? await accountByEmail(database, normalEmail(who))
    : await accountByUsername(database, who);
  if (!account) throw new StartupError(`There is nobody with the e-mail address or user name "${who}".`);
  return account;
}

async function setRoles(context: Context, who: string, roles: Parameters<typeof changeRoles>[3]): Promise<Account> {
  const person = await find(context, who);
  await changeRoles(context, 'operator', person.id, roles);
  return person;
}

async function setPassword(context: Context, { id }: Account, password: string): Promise<void> {
  const password_hash = await context.passwords.hash(password);
  await context.database.transaction(async (tx) => {
    await changeAccount(tx, id, { password_hash });
    await voidOneTimeTokens(tx, id, 'reset_password');
    await endSessions(context, tx, id, {});
    await record(tx, { subject: id, action: 'password.reset_by_operator' });
  });
}
