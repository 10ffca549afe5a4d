import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { logIn, userRegistered } from '@movies/contract';
import { type AuthUnderTest, aRegistration, startAuthForTest } from '../testing.ts';
import { register } from './registration.ts';
import { addSilentMembers } from './silent-members.ts';

let auth: AuthUnderTest;
beforeAll(async () => {
  auth = await startAuthForTest();
});
afterAll(() => auth.stop());

const usernameOf = async (id: number | undefined) =>
  (await auth.context.database.row<{ username: string }>('SELECT username FROM users WHERE id = $1', [id]))?.username;

test('are told as members, and found again', async () => {
  const people = [{ username: 'reel-1' }, { username: 'reel-2', name: 'Reel Two', bio: 'Sees all.' }];
  const ids = await addSilentMembers(auth.context, people);
  expect(await addSilentMembers(auth.context, [{ username: 'reel-3' }, ...people])).toEqual([
    expect.any(Number),
    ...ids,
  ]);
  const { events } = await auth.context.events.read({ after: 0, limit: 100, waitMs: 0, types: [userRegistered.name] });
  expect(events.map(({ data }) => data)).toEqual([
    { user_id: ids[0], username: 'reel-1', name: 'reel-1' },
    { user_id: ids[1], username: 'reel-2', name: 'Reel Two' },
    { user_id: expect.any(Number), username: 'reel-3', name: 'reel-3' },
  ]);
});

test('leave names alone that someone has', async () => {
  const { person } = await register(auth.context, aRegistration({ username: 'Movielens-7' }), {
    userAgent: '',
    address: '',
  });
  const [id] = await addSilentMembers(auth.context, [{ username: 'movielens-7' }]);
  expect(id).not.toBe(person.id);
  expect(await usernameOf(id)).toMatch(/^movielens-7-[\da-f]{6}$/);
  expect(await addSilentMembers(auth.context, [{ username: 'movielens-7' }])).toEqual([id]);
});

test('can be logged in as by nobody', async () => {
  await addSilentMembers(auth.context, [{ username: 'silent' }]);
  for (const password of ['', '!', 'silent', 'undefined']) {
    const { status } = await auth.api(logIn, { body: { username: 'silent', password } });
    expect([400, 401]).toContain(status);
  }
});
