// How someone becomes a member.
import { type Profile, type Registration, userRegistered } from '@movies/contract';
import type { Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { checkNewPassword } from '../passwords/rules.ts';
import { askToConfirmEmail } from '../recovery/confirmation.ts';
import { type Client, openSession, type Tokens } from '../sessions/sessions.ts';
import { accountById, addAccount, type NewAccount } from './accounts.repository.ts';
import { checkBirth, nameFrom, normalEmail } from './person.ts';
import { freeUsernameFor } from './usernames.ts';

export async function register(context: Context, input: Registration, client: Client) {
  check(input);
  // The work of hashing is done whether or not the name is taken.
  const password_hash = await context.passwords.hash(input.password);
  return context.database.transaction(async (tx): Promise<{ person: Profile; tokens: Tokens }> => {
    const person = await createAccount(context, tx, await newAccountFrom(tx, input, password_hash));
    const tokens = await openSession(context, tx, person, client);
    await askToConfirmEmail(context, tx, person);
    return { person, tokens };
  });
}

/** Adds a person, and tells it. */
export async function createAccount(
  { events }: Pick<Context, 'events'>,
  tx: Transaction,
  account: NewAccount,
): Promise<Profile> {
  const id = await addAccount(tx, account);
  const { username, name } = account;
  await events.tell(tx, userRegistered, `user:${id}`, { user_id: id, username, name });
  return (await accountById(tx, id)) as Profile;
}

function check({ email, username = '', password, confirm_password: confirmation, date_of_birth }: Registration): void {
  checkNewPassword({ password, confirmation, field: 'password', known: [normalEmail(email), username] });
  checkBirth(date_of_birth, 'date_of_birth');
}

async function newAccountFrom(tx: Transaction, input: Registration, password_hash: string): Promise<NewAccount> {
  const email = normalEmail(input.email);
  const username = input.username ?? (await freeUsernameFor(tx, { ...input, email }));
  return {
    username,
    email,
    password_hash,
    name: nameFrom({ ...input, username }),
    first_name: input.first_name ?? '',
    last_name: input.last_name ?? '',
    date_of_birth: input.date_of_birth ?? null,
    bio: input.bio ?? '',
  };
}
