// What can go wrong with accounts.
import { AppError, invalidField } from '@movies/service-kit';

export const emailTaken = () => invalidField('email_taken', 'email', 'Email already registered');
export const usernameTaken = () => invalidField('username_taken', 'username', 'Username already exists');
export const passwordsDiffer = () =>
  invalidField('passwords_differ', 'confirm_password', 'The two passwords are not the same.');
export const passwordTooCommon = (field: string) =>
  invalidField('password_too_common', field, 'This password is among the first that anyone would try. Choose another.');
export const passwordIsName = (field: string) =>
  invalidField('password_too_common', field, 'The password must not be the user name or the e-mail address.');
export const wrongCurrentPassword = (field = 'current_password') =>
  invalidField('wrong_password', field, 'This is not your password.');
export const currentPasswordNeeded = () =>
  invalidField('password_required', 'current_password', 'Send current_password as well to change the e-mail address.');
export const identifierNeeded = () => invalidField('validation_failed', 'email', 'Send email or username.');
export const birthInFuture = (field: string) =>
  invalidField('invalid_date', field, 'A date of birth lies in the past, after 1900.');

export const wrongCredentials = () =>
  new AppError('unauthenticated', 'invalid_credentials', 'Invalid email or password');
export const accountSuspended = () =>
  new AppError('forbidden', 'account_suspended', 'This account is suspended. Ask the staff of this site.');
export const personMissing = (id: number) => new AppError('missing', 'person_not_found', `There is no person ${id}.`);
export const notYours = () => new AppError('forbidden', 'not_yours', 'You may only change your own profile.');
export const lastSuperuser = () =>
  new AppError('conflict', 'last_superuser', 'This is the last superuser: promote another one first.');
