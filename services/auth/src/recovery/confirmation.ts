// Whether an e-mail address is its owner's.
import type { Profile } from '@movies/contract';
import type { Transaction } from '@movies/service-kit';
import { changeAccount } from '../accounts/accounts.repository.ts';
import type { Context } from '../context.ts';
import { addressChangedMail, confirmationMail } from '../mail/letters.ts';
import { newOneTimeToken } from './one-time-tokens.repository.ts';
import { redeem } from './redemption.ts';

/** Counted, since anyone may give any address as theirs, and another one a moment later. */
export async function askToConfirmEmail(context: Context, tx: Transaction, person: Profile): Promise<void> {
  const { mail, site, lettersAskedFor } = context;
  await lettersAskedFor.count(`confirm:${person.id}`);
  const token = await newOneTimeToken(tx, person, 'confirm_email');
  await mail.post(tx, person, confirmationMail(person, token, site));
}

/** Whoever did not ask for the change still reads the old address. */
export async function tellOldAddress({ mail }: Context, tx: Transaction, before: Profile): Promise<void> {
  await mail.post(tx, before, addressChangedMail(before));
}

export async function confirmEmail({ database, cache }: Context, token: string): Promise<void> {
  await database.transaction(async (tx) => {
    const { id } = await redeem(tx, token, 'confirm_email');
    await changeAccount(tx, id, { email_verified: true });
    tx.afterCommit(() => cache.purge([`user:${id}`]));
  });
}
