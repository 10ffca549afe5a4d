// Logging in and out, and the tokens that come of it.
import { Message } from '../../fields.ts';
import { operation } from '../../operation.ts';
import { problems } from '../../problem.ts';
import {
  Credentials,
  KeySet,
  LoggedIn,
  Refreshed,
  RefreshRequest,
  SessionList,
  SessionRef,
} from '../schemas/sessions.ts';

const accounts = { service: 'auth', group: 'Accounts' } as const;
const sessions = { service: 'auth', group: 'Sessions' } as const;

export const logIn = operation({
  ...accounts,
  id: 'logIn',
  method: 'POST',
  path: '/api/auth/login',
  aliases: ['POST /auth/login', 'POST /api/v1/users/login'],
  access: 'public',
  budget: 'credentials',
  summary: 'Log in',
  description: 'Takes the e-mail address or the user name, in `email` or in `username`.',
  body: Credentials,
  replies: { 200: LoggedIn, ...problems(400, 401, 403) },
});

export const refresh = operation({
  ...accounts,
  id: 'refresh',
  method: 'POST',
  path: '/api/auth/refresh',
  access: 'public',
  budget: 'credentials',
  summary: 'New tokens from a refresh token',
  description:
    'Each refresh token works once; within 10 seconds a repeated call gets the same new token again, for a lost answer. Used again later, it ends its session.',
  body: RefreshRequest,
  replies: { 200: Refreshed, ...problems(400, 401) },
});

export const logOut = operation({
  ...accounts,
  id: 'logOut',
  method: 'POST',
  path: '/api/auth/logout',
  aliases: ['POST /auth/logout'],
  access: 'member',
  budget: 'write',
  summary: 'Log out',
  description: 'Ends the session: neither of its tokens is accepted from then on.',
  replies: { 200: Message, ...problems(400, 401) },
});

export const listSessions = operation({
  ...sessions,
  id: 'listSessions',
  method: 'GET',
  path: '/api/auth/sessions',
  access: 'member',
  budget: 'read',
  summary: 'Where I am logged in',
  replies: { 200: SessionList, ...problems(401) },
});

export const endSession = operation({
  ...sessions,
  id: 'endSession',
  method: 'DELETE',
  path: '/api/auth/sessions/:id',
  access: 'member',
  budget: 'write',
  summary: 'End one of my sessions',
  params: SessionRef,
  replies: { 200: Message, ...problems(400, 401, 404) },
});

export const endOtherSessions = operation({
  ...sessions,
  id: 'endOtherSessions',
  method: 'DELETE',
  path: '/api/auth/sessions',
  access: 'member',
  budget: 'write',
  summary: 'End all my other sessions',
  replies: { 200: Message, ...problems(400, 401) },
});

export const tokenKeys = operation({
  ...accounts,
  id: 'tokenKeys',
  method: 'GET',
  path: '/.well-known/jwks.json',
  access: 'public',
  budget: 'read',
  summary: 'The public keys that verify access tokens',
  replies: { 200: KeySet },
  cache: { seconds: 60, tags: ['keys'], for: 'everyone' },
});
