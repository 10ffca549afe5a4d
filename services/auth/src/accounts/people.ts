// Finds a person, or says that there is none.
import type { Context } from '../context.ts';
import { type Account, accountById } from './accounts.repository.ts';
import { personMissing } from './failures.ts';

export async function personOf({ database }: Pick<Context, 'database'>, id: number): Promise<Account> {
  const account = await accountById(database, id);
  if (!account) throw personMissing(id);
  return account;
}
