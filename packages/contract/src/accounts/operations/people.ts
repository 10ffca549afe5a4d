// What people say of themselves.
import { ById } from '../../fields.ts';
import { operation } from '../../operation.ts';
import { problems } from '../../problem.ts';
import { PersonProfile, Preferences, PreferencesInput, Profile, ProfileChanges } from '../schemas/people.ts';

const people = { service: 'auth', group: 'People' } as const;

export const myProfile = operation({
  ...people,
  id: 'myProfile',
  method: 'GET',
  path: '/api/user/profile',
  aliases: ['GET /api/v1/users/profile'],
  access: 'member',
  budget: 'read',
  summary: 'My profile',
  replies: { 200: Profile, ...problems(401, 404) },
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
  body: ProfileChanges,
  replies: { 200: Profile, ...problems(400, 401, 404) },
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
  replies: { 200: PersonProfile, ...problems(400, 401, 404) },
  cache: { seconds: 60, tags: ['user:{id}', 'ratings-of:{id}', 'reviews-of:{id}'], for: 'guests' },
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
  body: ProfileChanges,
  replies: { 200: Profile, ...problems(400, 401, 403, 404) },
});

export const myPreferences = operation({
  ...people,
  id: 'myPreferences',
  method: 'GET',
  path: '/api/user/preferences',
  access: 'member',
  budget: 'read',
  summary: 'My preferences',
  replies: { 200: Preferences, ...problems(401, 404) },
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
  body: PreferencesInput,
  replies: { 200: Preferences, ...problems(400, 401, 404) },
});
