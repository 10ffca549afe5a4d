// How a member proves who they are.
import type { Credentials, Profile } from '@movies/contract';
import type { Context } from '../context.ts';
import { type Client, openSession, type Tokens } from '../sessions/sessions.ts';
import { type Account, accountByEmail, accountById, accountByUsername, changeAccount } from './accounts.repository.ts';
import { accountSuspended, identifierNeeded, wrongCredentials } from './failures.ts';
import { normalEmail } from './person.ts';

export async function logIn(context: Context, input: Credentials, client: Client) {
  const identifier = (input.email ?? input.username)?.trim();
  if (!identifier) throw identifierNeeded();
  const account = await findAccount(context, identifier);
  await proveIdentity(context, account, identifier, input.password);
  if (!account) throw wrongCredentials();
  if (!account.is_active) throw accountSuspended();
  return context.database.transaction(async (tx): Promise<{ person: Profile; tokens: Tokens }> => {
    const tokens = await openSession(context, tx, account, client);
    return { person: account, tokens };
  });
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
async function proveIdentity(context: Context, account: Account | undefined, identifier: string, password: string) {
  const { failedLogins, passwords } = context;
  const key = account ? `user:${account.id}` : `unknown:${identifier.toLowerCase()}`;
  await failedLogins.count(key);
  const proven = account
    ? await passwords.matches(account.password_hash, password)
    : await passwords.pretendToCheck(password);
  if (!account || !proven) throw wrongCredentials();
  await failedLogins.forgive(key);
  if (passwords.isOutdated(account.password_hash)) await rehash(context, account, password);
}

async function rehash({ database, passwords }: Context, { id }: Account, password: string): Promise<void> {
  const password_hash = await passwords.hash(password);
  await database.transaction((tx) => changeAccount(tx, id, { password_hash }));
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
