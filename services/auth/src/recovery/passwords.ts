// New passwords: for those who know theirs, and for those who forgot it.
import type { Caller } from '@movies/service-kit';
import { accountByEmail, accountById, changeAccount } from '../accounts/accounts.repository.ts';
import { wrongCurrentPassword } from '../accounts/failures.ts';
import { knowsPassword } from '../accounts/login.ts';
import { personOf } from '../accounts/people.ts';
import { normalEmail } from '../accounts/person.ts';
import { record } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { passwordChangedMail, resetMail } from '../mail/letters.ts';
import { checkNewPassword } from '../passwords/rules.ts';
import { endSessions } from '../sessions/sessions.ts';
import { tokenInvalid } from './confirmation.ts';
import { newOneTimeToken, useOneTimeToken } from './one-time-tokens.repository.ts';

interface Change {
  current_password: string;
  new_password: string;
  confirm_password?: string;
}

export async function changePassword(context: Context, { userId, sessionId }: Caller, change: Change) {
  const person = await personOf(context, userId);
  checkNewPassword(chosen(change, [person.email, person.username]));
  if (!(await knowsPassword(context, userId, change.current_password))) throw wrongCurrentPassword();
  const password_hash = await context.passwords.hash(change.new_password);
  return context.database.transaction(async (tx) => {
    await changeAccount(tx, userId, { password_hash });
    await record(tx, { actor: userId, subject: userId, action: 'password.changed' });
    await context.mail.post(tx, person, passwordChangedMail(person));
    return endSessions(context, tx, userId, { except: sessionId });
  });
}

/** Says nothing of whether there is such an account, and does the same work either way, later and unseen. */
export async function forgetPassword(context: Context, email: string): Promise<void> {
  const { database, mail, log } = context;
  const account = await accountByEmail(database, normalEmail(email));
  if (!account?.is_active) return;
  const sent = database.transaction(async (tx) => {
    const token = await newOneTimeToken(tx, account, 'reset_password');
    await mail.post(tx, account, resetMail(account, token));
  });
  sent.catch((error) => log.error({ err: error }, 'a password reset could not be prepared'));
}

interface Reset {
  token: string;
  new_password: string;
  confirm_password?: string;
}

export async function resetPassword(context: Context, reset: Reset) {
  const { database, passwords } = context;
  checkNewPassword(chosen(reset, []));
  return database.transaction(async (tx) => {
    const addressee = await useOneTimeToken(tx, reset.token, 'reset_password');
    const account = addressee && (await accountById(tx, addressee.id));
    if (!account || account.email !== addressee.email) throw tokenInvalid();
    const password_hash = await passwords.hash(reset.new_password);
    // Whoever has the token reads the mail: that confirms the address as well.
    await changeAccount(tx, account.id, { password_hash, email_verified: true });
    await record(tx, { actor: account.id, subject: account.id, action: 'password.reset' });
    await context.mail.post(tx, account, passwordChangedMail(account));
    tx.afterCommit(() => context.failedLogins.forgive(`user:${account.id}`));
    return endSessions(context, tx, account.id, {});
  });
}

function chosen(
  { new_password, confirm_password }: { new_password: string; confirm_password?: string },
  known: string[],
) {
  return { password: new_password, confirmation: confirm_password, field: 'new_password', known };
}
