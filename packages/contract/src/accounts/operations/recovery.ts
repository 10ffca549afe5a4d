// New passwords, and whose an e-mail address is.
import { Message } from '../../fields.ts';
import { operation } from '../../operation.ts';
import { problems } from '../../problem.ts';
import { PasswordChange, PasswordForgotten, PasswordReset, TokenOnly } from '../schemas/recovery.ts';

const accounts = { service: 'auth', group: 'Accounts' } as const;

export const changePassword = operation({
  ...accounts,
  id: 'changePassword',
  method: 'PUT',
  path: '/api/auth/password',
  access: 'member',
  budget: 'credentials',
  summary: 'Change my password',
  description: 'My other sessions end.',
  body: PasswordChange,
  replies: { 200: Message, ...problems(400, 401, 404) },
});

export const forgotPassword = operation({
  ...accounts,
  id: 'forgotPassword',
  method: 'POST',
  path: '/api/auth/password/forgot',
  access: 'public',
  budget: 'credentials',
  summary: 'I forgot my password',
  description: 'The answer is the same whether or not the address has an account.',
  body: PasswordForgotten,
  replies: { 202: Message, ...problems(400) },
});

export const resetPassword = operation({
  ...accounts,
  id: 'resetPassword',
  method: 'POST',
  path: '/api/auth/password/reset',
  access: 'public',
  budget: 'credentials',
  summary: 'Set a new password with the token of the e-mail',
  description: 'All sessions end.',
  body: PasswordReset,
  replies: { 200: Message, ...problems(400) },
});

export const confirmEmail = operation({
  ...accounts,
  id: 'confirmEmail',
  method: 'POST',
  path: '/api/auth/email/confirm',
  access: 'public',
  budget: 'credentials',
  summary: 'Confirm my e-mail address with the token of the e-mail',
  body: TokenOnly,
  replies: { 200: Message, ...problems(400) },
});
