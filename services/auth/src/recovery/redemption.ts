// What a token that came by e-mail is given in for.
import { invalidField, type Transaction } from '@movies/service-kit';
import { type Account, heldAccount } from '../accounts/accounts.repository.ts';
import { ownerOfToken, type Purpose, useOneTimeToken } from './one-time-tokens.repository.ts';

/**
 * Takes a token, which is nobody's from then on. Answers whose it was, held before the token is, as whoever changes or
 * removes a person does.
 */
export async function redeem(tx: Transaction, token: string, purpose: Purpose): Promise<Account> {
  const owner = await ownerOfToken(tx, token, purpose);
  const account = owner === undefined ? undefined : await heldAccount(tx, owner);
  const sentTo = await useOneTimeToken(tx, token, purpose);
  if (!account || account.email !== sentTo) throw tokenInvalid();
  return account;
}

const tokenInvalid = () =>
  invalidField('invalid_token', 'token', 'This link was used before or has expired. Ask for a new one.');
