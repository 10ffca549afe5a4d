// What a member goes through with an account, from outside, step by step.
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  changeRoles,
  confirmEmail,
  deleteMyAccount,
  editMyProfile,
  exportMyData,
  forgotPassword,
  listPeople,
  listSessions,
  logIn,
  logOut,
  myPreferences,
  myProfile,
  profile,
  refresh,
  register,
  resetPassword,
  routesOf,
  savePreferences,
} from '@movies/contract';
import { adminToken, join, newPerson } from '../people.ts';
import { codeFromLetter, findPlatform, type Platform } from '../platform.ts';

let platform: Platform;

beforeAll(async () => {
  platform = await findPlatform();
});

describe('a newcomer', () => {
  test('registers, confirms the address, says what they like, and sees it all again', async () => {
    const { api } = platform;
    const { token, profile: mine } = await join(platform);
    if (platform.mailFolder) {
      const code = await codeFromLetter(platform.mailFolder, mine.email);
      expect((await api(confirmEmail, { body: { token: code } })).status).toBe(200);
    }
    await api(editMyProfile, { token, body: { name: 'Amélie 🎬', bio: '<b>films</b>' } });
    await api(savePreferences, { token, body: { genres: ['Drama', 16], movies: [603] } });
    expect((await api(myProfile, { token })).body).toMatchObject({ name: 'Amélie 🎬', bio: '<b>films</b>' });
    expect((await api(myPreferences, { token })).body).toMatchObject({ genres: ['Drama', 16], movies: [603] });
    expect((await api(profile, { params: { id: mine.id } })).body).not.toHaveProperty('email');
    expect((await api(exportMyData, { token })).body).toMatchObject({ account: { email: mine.email } });
  });
});

describe('a member', () => {
  test('logs in in any dialect', async () => {
    const person = newPerson();
    await join(platform, person);
    for (const via of routesOf(logIn)) {
      const answer = await platform.api(logIn, { via, body: { email: person.email, password: person.password } });
      expect(answer.body).toMatchObject({ message: 'Login successful', user: person.username });
    }
  });

  test('stays logged in by refreshing, and is out everywhere after logging out', async () => {
    const { api } = platform;
    const { token, refreshToken } = await join(platform);
    const next = await api(refresh, { body: { refresh_token: refreshToken } });
    if (next.status !== 200) throw new Error(JSON.stringify(next.body));
    expect((await api(listSessions, { token: next.body.access_token })).body).toHaveLength(1);
    expect((await api(logOut, { token })).body).toEqual({ message: 'User logged out' });
    expect((await api(myProfile, { token: next.body.access_token })).status).toBe(401);
    expect((await api(refresh, { body: { refresh_token: next.body.refresh_token } })).status).toBe(401);
  });

  test('who forgot the password gets a new one by letter', async () => {
    if (!platform.mailFolder) return;
    const { api } = platform;
    const person = newPerson();
    const { token } = await join(platform, person);
    const confirmation = await codeFromLetter(platform.mailFolder, person.email);
    await api(forgotPassword, { body: { email: person.email } });
    const code = await nextCode(platform.mailFolder, person.email, confirmation);
    expect((await api(resetPassword, { body: { token: code, new_password: 'quite another one' } })).status).toBe(200);
    expect((await api(myProfile, { token })).status).toBe(401);
    const again = await api(logIn, { body: { email: person.email, password: 'quite another one' } });
    expect(again.status).toBe(200);
  });

  test('leaves, and is nobody from then on', async () => {
    const { api } = platform;
    const person = newPerson();
    const { token, profile: mine } = await join(platform, person);
    expect((await api(deleteMyAccount, { token, body: { password: person.password } })).status).toBe(200);
    expect((await api(profile, { params: { id: mine.id } })).status).toBe(404);
    expect((await api(logIn, { body: person })).status).toBe(401);
    expect((await api(register, { body: person })).status).toBe(201);
  });
});

describe('staff', () => {
  test('find a person, suspend them at once, and let them back in', async () => {
    const { api } = platform;
    const token = await adminToken(platform);
    const person = newPerson();
    const member = await join(platform, person);
    const found = await api(listPeople, { token, query: { q: person.username } });
    expect(found.body).toMatchObject([{ id: member.profile.id }]);
    await api(changeRoles, { token, params: { id: member.profile.id }, body: { is_active: false } });
    expect((await api(myProfile, { token: member.token })).status).toBe(401);
    expect((await api(logIn, { body: person })).status).toBe(403);
    await api(changeRoles, { token, params: { id: member.profile.id }, body: { is_active: true } });
    expect((await api(logIn, { body: person })).status).toBe(200);
  });
});

async function nextCode(folder: string, address: string, before: string): Promise<string> {
  const until = Date.now() + 10_000;
  for (;;) {
    const code = await codeFromLetter(folder, address);
    if (code !== before) return code;
    if (Date.now() > until) throw new Error('no second letter');
  }
}
