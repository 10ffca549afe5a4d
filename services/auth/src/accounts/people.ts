// Finds a person, or says that there is none.
import type { Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { type Account, accountById, heldAccount } from './accounts.repository.ts';
import { personMissing } from './failures.ts';

export async function personOf({ database }: Pick<Context, 'database'>, id: number): Promise<Account> {
  const account = await accountById(database, id);
  if (!account) throw personMissing(id);
  return account;
}

/** For whoever changes a person: what they find is still so when they write. */
export async function heldPerson(tx: Transaction, id: number): Promise<Account> {
  const account = await heldAccount(tx, id);
  if (!account) throw personMissing(id);
  return account;
}
