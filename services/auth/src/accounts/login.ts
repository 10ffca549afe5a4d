// How a member proves who they are.
import type { Credentials, Profile } from '@movies/contract';
import type { Context } from '../context.ts';
import { type Client, openSession, type Tokens } from '../sessions/sessions.ts';
import {
  type Account,
  accountByEmail,
  accountById,
  accountByUsername,
  changeAccount,
  heldAccount,
} from './accounts.repository.ts';
import { accountSuspended, identifierNeeded, wrongCredentials } from './failures.ts';
import { normalEmail } from './person.ts';

export async function logIn(context: Context, input: Credentials, client: Client) {
  const identifier = (input.email ?? input.username)?.trim();
  if (!identifier) throw identifierNeeded();
  const { password } = input;
  const { database, passwords } = context;
  const proven = await prove(context, identifier, password);
  const stronger = passwords.isOutdated(proven.password_hash) ? await passwords.hash(password) : undefined;
  return database.transaction(async (tx): Promise<{ person: Profile; tokens: Tokens }> => {
    const person = await heldAccount(tx, proven.id);
    if (!person || !(await isStillProven(context, proven, person, password))) throw wrongCredentials();
    if (!person.is_active) throw accountSuspended();
    if (stronger) await changeAccount(tx, person.id, { password_hash: stronger });
    return { person, tokens: await openSession(context, tx, person, client) };
  });
}

/** A new password that came while the old one was checked has ended all sessions: none may begin after it. */
async function isStillProven({ passwords }: Context, before: Account, now: Account, password: string) {
  return before.password_hash === now.password_hash || passwords.matches(now.password_hash, password);
}

function findAccount({ database }: Context, identifier: string): Promise<Account | undefined> {
  return identifier.includes('@')
    ? accountByEmail(database, normalEmail(identifier))
    : accountByUsername(database, identifier);
}

/**
 * Checks a password. The attempt is counted before it is checked, so that a thousand at once are not all checked; without
 * an account the same work is done and the same words are said.
 */
async function prove(context: Context, identifier: string, password: string): Promise<Account> {
  const { failedLogins, passwords } = context;
  const account = await findAccount(context, identifier);
  const key = account ? `user:${account.id}` : `unknown:${identifier.toLowerCase()}`;
  await failedLogins.count(key);
  const proven = account
    ? await passwords.matches(account.password_hash, password)
    : await passwords.pretendToCheck(password);
  if (!account || !proven) throw wrongCredentials();
  await failedLogins.forgive(key);
  return account;
}

/** Whether a member who is logged in knows the password; guesses count as failed logins do. */
export async function knowsPassword(context: Context, userId: number, password: string): Promise<boolean> {
  const { database, failedLogins, passwords } = context;
  const account = await accountById(database, userId);
  if (!account) return false;
  await failedLogins.count(`user:${userId}`);
  const knows = await passwords.matches(account.password_hash, password);
  if (knows) await failedLogins.forgive(`user:${userId}`);
  return knows;
}
