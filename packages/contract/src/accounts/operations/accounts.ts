// Becoming a member, and leaving.
import { Message } from '../../fields.ts';
import { operation } from '../../operation.ts';
import { problems } from '../../problem.ts';
import { ServiceBroken, ServiceStatus } from '../../status.ts';
import { ExportedData, PasswordOnly, Registration } from '../schemas/people.ts';
import { LoggedIn } from '../schemas/sessions.ts';

const accounts = { service: 'auth', group: 'Accounts' } as const;
const people = { service: 'auth', group: 'People' } as const;

export const authStatus = operation({
  ...accounts,
  id: 'authStatus',
  method: 'GET',
  path: '/api/auth/status',
  access: 'public',
  budget: 'read',
  summary: 'Is the auth service well?',
  replies: { 200: ServiceStatus, 500: ServiceBroken },
});

export const register = operation({
  ...accounts,
  id: 'register',
  method: 'POST',
  path: '/api/auth/register',
  aliases: ['POST /auth/signup', 'POST /api/v1/users/register'],
  access: 'public',
  budget: 'credentials',
  summary: 'Register',
  description:
    'Without a `username` one is made from `name` or `email`. The new member is logged in; a browser gets the refresh token as an httpOnly cookie as well.',
  body: Registration,
  replies: { 201: LoggedIn, ...problems(400) },
});

export const exportMyData = operation({
  ...people,
  id: 'exportMyData',
  method: 'GET',
  path: '/api/user/export',
  access: 'member',
  budget: 'heavy',
  summary: 'All my data, as one JSON file',
  replies: { 200: ExportedData, ...problems(401, 404) },
  streams: true,
  deadlineMs: 30_000,
});

export const deleteMyAccount = operation({
  ...people,
  id: 'deleteMyAccount',
  method: 'DELETE',
  path: '/api/user',
  access: 'member',
  budget: 'credentials',
  summary: 'Delete my account and all that is mine',
  body: PasswordOnly,
  replies: { 200: Message, ...problems(400, 401, 404, 409) },
});
