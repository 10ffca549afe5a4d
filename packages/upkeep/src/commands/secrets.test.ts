import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { makeSecrets } from './secrets.ts';

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'movies-secrets-'));
  folders.push(folder);
  return folder;
}

const read = async (...path: string[]) => (await readFile(join(...path), 'utf8')).trim();

test('each container gets what it is to know, and nothing else', async () => {
  const folder = await newFolder();
  await makeSecrets(folder, true);
  const known: Record<string, string[]> = {};
  for (const container of await readdir(folder)) {
    known[container] = (await readdir(join(folder, container))).toSorted();
  }
  expect(known).toEqual({
    postgres: ['postgres_password'],
    upkeep: [
      'auth_database_url',
      'database_admin_url',
      'movie_database_url',
      'notification_database_url',
      'postgres_password',
      'recommendation_database_url',
    ],
    gateway: ['internal_secret'],
    auth: ['auth_database_url', 'internal_secret'],
    movie: ['internal_secret', 'movie_database_url'],
    recommendation: ['internal_secret', 'recommendation_database_url'],
    notification: ['internal_secret', 'notification_database_url'],
  });
  expect(await read(folder, 'movie', 'internal_secret')).toBe(await read(folder, 'gateway', 'internal_secret'));
  const password = await read(folder, 'postgres', 'postgres_password');
  expect(new URL(await read(folder, 'upkeep', 'database_admin_url')).password).toBe(password);
});

test('what is there stays, and what is missing comes to be what the others have', async () => {
  const folder = await newFolder();
  await makeSecrets(folder, true);
  const before = await read(folder, 'auth', 'internal_secret');
  await rm(join(folder, 'auth'), { recursive: true });
  expect(await makeSecrets(folder, true)).toEqual([]);
  expect(await read(folder, 'auth', 'internal_secret')).toBe(before);
});

test('two installations share none', async () => {
  const [one, other] = [await newFolder(), await newFolder()];
  await makeSecrets(one, false);
  await makeSecrets(other, false);
  for (const file of await readdir(one)) expect(await read(one, file)).not.toBe(await read(other, file));
});
