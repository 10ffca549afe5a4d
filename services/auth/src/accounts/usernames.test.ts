import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AuthUnderTest, startAuthForTest } from '../testing.ts';
import { freeUsernameFor } from './usernames.ts';

let auth: AuthUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest();
});
afterAll(() => auth.stop());

function usernameFor(name: string | undefined, email = 'someone@example.org'): Promise<string> {
  const person = name === undefined ? { email } : { name, email };
  return auth.context.database.transaction((tx) => freeUsernameFor(tx, person));
}

async function take(username: string): Promise<void> {
  const person = [username, `${username}@taken.example`, 'none', username];
  await auth.context.database.run(
    'INSERT INTO users (username, email, password_hash, name) VALUES ($1, $2, $3, $4)',
    person,
  );
}

test.each([
  ['Amélie Poulain', 'amelie.poulain'],
  ['Žofie Ñandú-Ångström', 'zofie.nandu.angstrom'],
  ['  Conan  O’Brien, Jr. ', 'conan.o.brien.jr'],
  ['ﬁlm Ⅳ', 'film.iv'],
  ['...', 'someone'],
  ['李小龙', 'someone'],
  ['', 'someone'],
  ['Wolfeschlegelsteinhausen Bergerdorff', 'wolfeschlegelsteinhausen'],
  ['Wolfeschlegelsteinhause Bergerdorff', 'wolfeschlegelsteinhause'],
  ['X', 'x2'],
])('"%s" becomes "%s"', async (name, username) => {
  expect(await usernameFor(name)).toBe(username);
});

test('an address without a letter gives an ordinary name', async () => {
  expect(await usernameFor(undefined, '+++@example.org')).toBe('member');
});

test('a name that is taken, in whatever case, gets a number, and something unguessed when many have it', async () => {
  await take('Jean.Valjean');
  expect(await usernameFor('Jean Valjean')).toBe('jean.valjean2');
  for (const username of ['jean.valjean2', 'jean.valjean3', 'jean.valjean4']) await take(username);
  expect(await usernameFor('Jean Valjean')).toMatch(/^jean\.valjean-[a-z0-9]+$/);
});
