import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { logIn, myProfile, popularMovies, register } from '@movies/contract';
import { createClient } from '@movies/contract/client';
import { eventually } from '@movies/testing';
import { commandLine, doctor, interrupt, newDataDirectory, type Run, run, startAndWait } from './testing.ts';

const ada = { username: 'ada', email: 'ada@example.org', password: 'correct horse' };

describe('the one command', () => {
  const starts: Run[] = [];
  const start = async (settings: Record<string, string>) => {
    const started = await startAndWait(settings);
    starts.push(started);
    return started;
  };
  afterAll(() => Promise.all(starts.map(interrupt)));

  test('shows the way, tells the admin password once, keeps the data, and leaves nothing running', async () => {
    const DATA_DIR = await newDataDirectory();
    const first = await start({ DATA_DIR, DEMO: '1' });
    const password = /admin@example.org, password (\S+)/.exec(first.said())?.[1] ?? '';
    const asAdmin = await createClient(first.url)(logIn, { body: { email: 'admin@example.org', password } });
    expect(asAdmin.body).toMatchObject({ profile: { is_superuser: true } });
    const popular = await createClient(first.url)(popularMovies, {});
    expect(popular.headers.get('x-total-count')).toMatch(/^4\d\d$/);
    await createClient(first.url)(register, { body: ada });
    const database = await databaseOn(DATA_DIR);
    expect(await interrupt(first)).toBe(0);
    expect(() => process.kill(database, 0)).toThrow('ESRCH');

    const second = await start({ DATA_DIR, DEMO: '1' });
    expect(second.said()).not.toContain('password');
    await eventually(async () => expect((await createClient(second.url)(logIn, { body: ada })).status).toBe(200));
  });
});

describe('an installation without demo data', () => {
  const boss = { ADMIN_EMAIL: 'boss@example.org', ADMIN_PASSWORD: 'correct horse' };
  let settings: { DATA_DIR: string };
  let platform: Awaited<ReturnType<typeof startAndWait>>;

  beforeAll(async () => {
    settings = { DATA_DIR: await newDataDirectory() };
    platform = await startAndWait(settings);
    await createClient(platform.url)(register, { body: ada });
  });
  afterAll(() => interrupt(platform));

  test('says how the first admin is made, and the command makes one', async () => {
    expect(platform.said()).toContain('npx pnpm admin promote');
    const { said, code } = await commandLine(['promote', 'ada@example.org'], settings);
    expect({ said, code }).toEqual({ said: 'ada is a superuser now.\n', code: 0 });
    const answer = await createClient(platform.url)(logIn, { body: ada });
    expect(answer.body).toMatchObject({ profile: { is_superuser: true } });
    expect((await commandLine(['demote', 'ada'], settings)).said).toContain('last superuser');
  });

  test('is well in the eyes of the doctor while it runs', async () => {
    const { port: PORT } = new URL(platform.url);
    const found = await doctor({ ...settings, PORT });
    expect(found).toEqual({ code: 0, said: expect.stringContaining('The platform runs there.') });
    expect(found.said).toMatch(/✔ Database of movie +PostgreSQL \d+\S*, as movies_movie\./);
  });

  test('lets no other process run on the same data', async () => {
    expect(await refusal(settings)).toContain('set DATA_DIR to another');
  });

  test('starts again by itself after kill -9, database and all, and makes the superuser of ADMIN_EMAIL', async () => {
    platform.child.kill('SIGKILL');
    await platform.ended;
    platform = await startAndWait({ ...settings, ...boss });
    const api = createClient(platform.url);
    expect((await api(logIn, { body: ada })).status).toBe(200);
    const answer = await api(logIn, { body: { email: boss.ADMIN_EMAIL, password: boss.ADMIN_PASSWORD } });
    if (answer.status !== 200) throw new Error(platform.said());
    const profile = await api(myProfile, { token: answer.body.access_token });
    expect(profile.body).toMatchObject({ email: boss.ADMIN_EMAIL, is_superuser: true });
  });

  test('goes on after its database was killed, with another one on the same data', async () => {
    const killed = await databaseOn(settings.DATA_DIR);
    process.kill(killed, 'SIGKILL');
    await eventually(async () => {
      expect(await databaseOn(settings.DATA_DIR)).not.toBe(killed);
      expect((await createClient(platform.url)(logIn, { body: ada })).status).toBe(200);
    }, 20_000);
  });

  test('is well in the eyes of the doctor after its end', async () => {
    await interrupt(platform);
    const found = await doctor(settings);
    expect(found).toEqual({ code: 0, said: expect.stringMatching(/✔ Database of auth/) });
    expect(found.said).toContain('All is well.');
  });

  test('says what to change where its port is taken', async () => {
    await interrupt(platform);
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    expect(await refusal({ ...settings, PORT: String(port) })).toBe(
      `Port ${port} is taken by another program. Set PORT to a free one.`,
    );
    other.close();
  });
});

/** The process that PostgreSQL runs as. */
async function databaseOn(directory: string): Promise<number> {
  return Number((await readFile(join(directory, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function refusal(settings: Record<string, string>): Promise<string> {
  const started = run('start', [], settings);
  expect(await started.ended).toBe(1);
  expect(started.said()).not.toMatch(/\n\s+at /);
  // Beside the log, which is lines of JSON.
  return (
    started
      .said()
      .trim()
      .split('\n')
      .findLast((line) => !line.startsWith('{')) ?? ''
  );
}

describe('a start that can not succeed says in a sentence what to change, and ends with 1', () => {
  test('when the data directory can not be made', async () => {
    const file = join(import.meta.dirname, 'start.ts');
    expect(await refusal({ DATA_DIR: join(file, 'data') })).toMatch(/Set DATA_DIR to one that can\.$/);
  });

  test.each([
    [{ PORT: 'http' }, 'PORT must be a number from 0 to 65535, but is "http". Change PORT and start again.'],
    [
      { DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/x' },
      /^The database does not let us in: .* Change DATABASE_URL\.$/,
    ],
  ])('when the settings are %j', async (settings, sentence) => {
    expect(await refusal({ DATA_DIR: await newDataDirectory(), ...settings })).toEqual(
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    );
  });
});
