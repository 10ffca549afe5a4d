// New passwords: for those who know theirs, and for those who forgot it.
import { AppError, type Caller, type Transaction } from '@movies/service-kit';
import { type Account, accountByEmail, changeAccount } from '../accounts/accounts.repository.ts';
import { wrongCurrentPassword } from '../accounts/failures.ts';
import { knowsPassword } from '../accounts/login.ts';
import { heldPerson, personOf } from '../accounts/people.ts';
import { normalEmail } from '../accounts/person.ts';
import { record } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { passwordChangedMail, resetMail } from '../mail/letters.ts';
import { checkNewPassword } from '../passwords/rules.ts';
import { endSessions } from '../sessions/sessions.ts';
import { newOneTimeToken, voidOneTimeTokens } from './one-time-tokens.repository.ts';
import { redeem } from './redemption.ts';

interface Change {
  current_password: string;
  new_password: string;
  confirm_password?: string;
}

export async function changePassword(context: Context, { userId, sessionId }: Caller, change: Change) {
  const person = await personOf(context, userId);
  checkNewPassword(chosen(change, person));
  if (!(await knowsPassword(context, userId, change.current_password))) throw wrongCurrentPassword();
  const password_hash = await context.passwords.hash(change.new_password);
  return context.database.transaction(async (tx) => {
    const holder = await heldPerson(tx, userId);
    // Who was just given a new password must not lose it to someone who still knew the old one.
    if (holder.password_hash !== person.password_hash) throw wrongCurrentPassword();
    await changeAccount(tx, userId, { password_hash });
    await settle(context, tx, holder, 'password.changed');
    return endSessions(context, tx, userId, { except: sessionId });
  });
}

/** Says nothing of whether there is such an account, and does the same work either way, later and unseen. */
export async function forgetPassword(context: Context, email: string): Promise<void> {
  const account = await accountByEmail(context.database, normalEmail(email));
  if (!account?.is_active) return;
  sendResetLetter(context, account).catch((error) => {
    if (isLimited(error)) context.log.info({ user_id: account.id }, 'no more letters to this account for a while');
    else context.log.error({ err: error }, 'a password reset could not be prepared');
  });
}

/** Counted before anything else: one letter too many must not make void the last one that was sent. */
async function sendResetLetter({ database, mail, site, lettersAskedFor }: Context, account: Account): Promise<void> {
  await lettersAskedFor.count(`reset:${account.id}`);
  await database.transaction(async (tx) => {
    const token = await newOneTimeToken(tx, account, 'reset_password');
    await mail.post(tx, account, resetMail(account, token, site));
  });
}

const isLimited = (error: unknown) => error instanceof AppError && error.kind === 'limited';

interface Reset {
  token: string;
  new_password: string;
  confirm_password?: string;
}

export async function resetPassword(context: Context, reset: Reset) {
  const { database, passwords } = context;
  return database.transaction(async (tx) => {
    const account = await redeem(tx, reset.token, 'reset_password');
    checkNewPassword(chosen(reset, account));
    const password_hash = await passwords.hash(reset.new_password);
    // Whoever has the token reads the mail: that confirms the address as well.
    await changeAccount(tx, account.id, { password_hash, email_verified: true });
    await settle(context, tx, account, 'password.reset');
    tx.afterCommit(() => context.failedLogins.forgive(`user:${account.id}`));
    return endSessions(context, tx, account.id, {});
  });
}

/** What goes with every new password: the trail, a letter, and no way left to reset it by an older letter. */
async function settle({ mail }: Context, tx: Transaction, account: Account, action: string): Promise<void> {
  await record(tx, { actor: account.id, subject: account.id, action });
  await voidOneTimeTokens(tx, account.id, 'reset_password');
  await mail.post(tx, account, passwordChangedMail(account));
}

interface NewPassword {
  new_password: string;
  confirm_password?: string;
}

function chosen({ new_password, confirm_password }: NewPassword, { email, username }: Account) {
  const known = [email, username];
  return { password: new_password, confirmation: confirm_password, field: 'new_password', known };
}
