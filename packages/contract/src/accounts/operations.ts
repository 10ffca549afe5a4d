// The "Accounts" part of the API.
import { Type } from 'typebox';
import { ById, Id, Message, Paging, Text } from '../fields.ts';
import { operation } from '../operation.ts';
import { problems } from '../problem.ts';
import * as S from './schemas.ts';

const accounts = { service: 'auth', group: 'Accounts' } as const;
const sessions = { service: 'auth', group: 'Sessions' } as const;
const people = { service: 'auth', group: 'People' } as const;
const administration = { service: 'auth', group: 'Administration' } as const;

export const authStatus = operation({
  ...accounts,
  id: 'authStatus',
  method: 'GET',
  path: '/api/auth/status',
  access: 'public',
  budget: 'read',
  summary: 'Is the auth service well?',
  replies: { 200: S.ServiceStatus, 500: S.ServiceBroken },
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
  body: S.Registration,
  replies: { 201: S.LoggedIn, ...problems(400) },
});

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
  body: S.Credentials,
  replies: { 200: S.LoggedIn, ...problems(400, 401) },
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
  body: S.RefreshRequest,
  replies: { 200: S.Refreshed, ...problems(400, 401) },
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
  replies: { 200: Message, ...problems(401) },
});

export const listSessions = operation({
  ...sessions,
  id: 'listSessions',
  method: 'GET',
  path: '/api/auth/sessions',
  access: 'member',
  budget: 'read',
  summary: 'Where I am logged in',
  replies: { 200: S.SessionList, ...problems(401) },
});

export const endSession = operation({
  ...sessions,
  id: 'endSession',
  method: 'DELETE',
  path: '/api/auth/sessions/:id',
  access: 'member',
  budget: 'write',
  summary: 'End one of my sessions',
  params: S.SessionRef,
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
  replies: { 200: Message, ...problems(401) },
});

export const changePassword = operation({
  ...accounts,
  id: 'changePassword',
  method: 'PUT',
  path: '/api/auth/password',
  access: 'member',
  budget: 'credentials',
  summary: 'Change my password',
  description: 'My other sessions end.',
  body: S.PasswordChange,
  replies: { 200: Message, ...problems(400, 401) },
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
  body: S.PasswordForgotten,
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
  body: S.PasswordReset,
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
  body: S.TokenOnly,
  replies: { 200: Message, ...problems(400) },
});

export const myProfile = operation({
  ...people,
  id: 'myProfile',
  method: 'GET',
  path: '/api/user/profile',
  aliases: ['GET /api/v1/users/profile'],
  access: 'member',
  budget: 'read',
  summary: 'My profile',
  replies: { 200: S.Profile, ...problems(401) },
});

export const editMyProfile = operation({
  ...people,
  id: 'editMyProfile',
  method: 'PUT',
  path: '/api/user/profile',
  aliases: ['PUT /api/v1/users/profile'],
  access: 'member',
  budget: 'write',
  summary: 'Edit my profile',
  description: 'What is not sent stays as it is. A new e-mail address wants `current_password`.',
  body: S.ProfileChanges,
  replies: { 200: S.Profile, ...problems(400, 401) },
});

export const profile = operation({
  ...people,
  id: 'profile',
  method: 'GET',
  path: '/api/profile/:id',
  aliases: ['GET /profile/:id'],
  access: 'optional',
  budget: 'read',
  summary: "A person's profile",
  description: 'The public part; all of it for the person and for staff.',
  params: ById,
  replies: { 200: S.PersonProfile, ...problems(400, 404) },
  cache: { seconds: 60, tags: ['user:{id}'], for: 'guests' },
});

export const editProfile = operation({
  ...people,
  id: 'editProfile',
  method: 'PUT',
  path: '/api/profile/:id',
  aliases: ['PUT /profile/:id'],
  access: 'member',
  budget: 'write',
  summary: 'Edit a profile (my own, or any for staff)',
  params: ById,
  body: S.ProfileChanges,
  replies: { 200: S.Profile, ...problems(400, 401, 403, 404) },
});

export const myPreferences = operation({
  ...people,
  id: 'myPreferences',
  method: 'GET',
  path: '/api/user/preferences',
  access: 'member',
  budget: 'read',
  summary: 'My preferences',
  replies: { 200: S.Preferences, ...problems(401) },
});

export const savePreferences = operation({
  ...people,
  id: 'savePreferences',
  method: 'POST',
  path: '/api/user/preferences',
  aliases: ['PUT /api/user/preferences'],
  access: 'member',
  budget: 'write',
  summary: 'Save my preferences',
  description: 'What is not sent stays as it is.',
  body: S.PreferencesInput,
  replies: { 200: S.Preferences, ...problems(400, 401) },
});

export const exportMyData = operation({
  ...people,
  id: 'exportMyData',
  method: 'GET',
  path: '/api/user/export',
  access: 'member',
  budget: 'heavy',
  summary: 'All my data, as one JSON file',
  replies: { 200: S.ExportedData, ...problems(401) },
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
  body: S.PasswordOnly,
  replies: { 200: Message, ...problems(400, 401, 409) },
});

export const tokenKeys = operation({
  ...accounts,
  id: 'tokenKeys',
  method: 'GET',
  path: '/.well-known/jwks.json',
  access: 'public',
  budget: 'read',
  summary: 'The public keys that verify access tokens',
  replies: { 200: S.KeySet },
  cache: { seconds: 60, tags: ['keys'], for: 'everyone' },
});

export const listPeople = operation({
  ...administration,
  id: 'listPeople',
  method: 'GET',
  path: '/api/admin/users',
  access: 'staff',
  budget: 'read',
  summary: 'List and search people',
  query: Type.Object({
    q: Type.Optional(Text({ max: 100, description: 'Part of a user name, name or e-mail address.' })),
    role: Type.Optional(Type.Enum(['member', 'staff', 'superuser'])),
    active: Type.Optional(Type.Boolean()),
    ...Paging,
  }),
  replies: { 200: Type.Array(S.Profile), ...problems(400, 401, 403) },
});

export const changeRoles = operation({
  ...administration,
  id: 'changeRoles',
  method: 'PATCH',
  path: '/api/admin/users/:id',
  access: 'staff',
  budget: 'write',
  summary: 'Suspend a person (staff), change roles (superusers)',
  params: ById,
  body: S.RoleChanges,
  replies: { 200: S.Profile, ...problems(400, 401, 403, 404, 409) },
});

export const auditTrail = operation({
  ...administration,
  id: 'auditTrail',
  method: 'GET',
  path: '/api/admin/audit',
  access: 'staff',
  budget: 'read',
  summary: 'Who did what',
  query: Type.Object({
    actor: Type.Optional(Id),
    subject: Type.Optional(Id),
    action: Type.Optional(Text({ max: 60 })),
    ...Paging,
  }),
  replies: { 200: Type.Array(S.AuditEntry), ...problems(400, 401, 403) },
});
