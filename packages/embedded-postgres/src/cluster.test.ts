import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createLog } from '@movies/service-kit';
import { eventually, freeze } from '@movies/testing';
import pg from 'pg';
import { type EmbeddedPostgres, runningPostgres, startPostgres } from './cluster.ts';
import { makeFolder, type TestFolder } from './testing/folder.ts';

const log = createLog('test', 'silent');
const program = fileURLToPath(new URL('testing/owner-process.ts', import.meta.url));
let folder: TestFolder;
let options: { directory: string; password: string; log: typeof log; quick: true };
let data: string;
let server: EmbeddedPostgres | undefined;

async function start(): Promise<EmbeddedPostgres> {
  server = await startPostgres(options);
  return server;
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(statement).finally(() => client.end());
  return rows;
}

/** What was stored by the first server is in this one too. */
async function isWhole({ url }: EmbeddedPostgres): Promise<void> {
  expect(await ask(url, 'SELECT title FROM films')).toEqual([{ title: 'Metropolis' }]);
}

async function isGone(processId: number): Promise<void> {
  await eventually(() => expect(() => process.kill(processId, 0)).toThrow());
}

async function startOwner(): Promise<{ owner: ChildProcess; url: string; processId: number }> {
  const words = [program, options.directory, options.password];
  const owner = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(owner.stdout, 'data');
  return { owner, ...JSON.parse(line) };
}

beforeAll(async () => {
  folder = await makeFolder();
  options = { directory: join(folder.path, 'postgres'), password: 'p@ss word/1', log, quick: true };
  const { url } = await start();
  await ask(url, `CREATE TABLE films AS SELECT 'Metropolis' AS title`);
  data = await realpath(options.directory);
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
});
afterAll(() => folder.remove());

test('the first start makes it where nobody else may look, though its folder lets in its owner alone', async () => {
  const { url, processId } = server as EmbeddedPostgres;
  expect((await stat(folder.path)).mode & 0o777).toBe(0o700);
  const { mode, uid } = await stat(data);
  expect(mode & 0o777).toBe(0o700);
  expect(uid).not.toBe(0);
  if (process.platform === 'linux') expect((await stat(`/proc/${processId}`)).uid).toBe(uid);
  await isWhole({ url } as EmbeddedPostgres);
});

test('it lets in nobody without the password', async () => {
  const { url } = await start();
  await expect(ask(url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
});

test('a second start is quick and finds what was stored', async () => {
  const began = performance.now();
  const again = await start();
  expect(performance.now() - began).toBeLessThan(3_000);
  await isWhole(again);
});

test('the end leaves no server behind', async () => {
  const { processId, stop } = await start();
  await stop();
  await isGone(processId);
  expect(await runningPostgres(options)).toBeUndefined();
});

describe('it starts', () => {
  test('after its server was killed, and whoever owned it', async () => {
    const { owner, processId } = await startOwner();
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    process.kill(processId, 'SIGKILL');
    await isGone(processId);
    expect(await readFile(join(data, 'postmaster.pid'), 'utf8')).toContain(String(processId));
    await isWhole(await start());
  });

  test.each([
    ['a process that is gone', 4_194_000],
    ['another program by now', process.pid],
    ['nothing', 'nonsense'],
  ])('over the trace of a server that is %s', async (_, processId) => {
    await writeFile(join(data, 'postmaster.pid'), `${processId}\n${data}\n0\n5432\n`);
    await isWhole(await start());
  });

  test('after the process that owned the server was killed and left it running', async () => {
    const { owner, processId } = await startOwner();
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    process.kill(processId, 0);
    const own = await start();
    expect(own.processId).not.toBe(processId);
    await isWhole(own);
  });
});

describe('a server that was killed', () => {
  test('is started again where it was', async () => {
    const own = await start();
    const { processId } = own;
    process.kill(processId, 'SIGKILL');
    await eventually(() => expect(own.processId).not.toBe(processId));
    await isWhole(own);
    expect(await runningPostgres(options)).toBe(own.url);
  });

  test('is started again once a process of it that still hangs has ended', async () => {
    const refused = Promise.withResolvers<void>();
    const debug = (line: string) => line.includes('shared memory block') && refused.resolve();
    const own = await startPostgres({ ...options, log: Object.assign(Object.create(log), { debug }) });
    server = own;
    const client = new pg.Client({ connectionString: own.url });
    client.on('error', () => undefined);
    await client.connect();
    const [backend] = (await client.query('SELECT pg_backend_pid() AS pid')).rows;
    const goOn = freeze(backend.pid);
    process.kill(own.processId, 'SIGKILL');
    await refused.promise.finally(goOn);
    await eventually(() => isWhole(own));
    await client.end().catch(() => undefined);
  });

  test('is not started again by whoever was told to end', async () => {
    const { url, processId, stop } = await start();
    process.kill(processId, 'SIGKILL');
    await stop();
    expect(await runningPostgres(options)).toBeUndefined();
    await expect(ask(url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

test('beside another process it does not start, and leaves that its server', async () => {
  const { owner, url } = await startOwner();
  await expect(start()).rejects.toThrow(
    'Another process already runs on this data directory. Stop it, or set DATA_DIR to another.',
  );
  expect(await runningPostgres(options)).toBe(url);
  await isWhole({ url } as EmbeddedPostgres);
  owner.kill('SIGTERM');
  expect(await once(owner, 'exit')).toEqual([0, null]);
});

describe('it refuses in a sentence', () => {
  test('the data of another version', async () => {
    const file = join(data, 'PG_VERSION');
    const ours = await readFile(file, 'utf8');
    await writeFile(file, '15\n');
    const refusal = await start().catch((error) => error);
    await writeFile(file, ours);
    expect(refusal).toMatchObject({
      name: 'StartupError',
      message: `The database in DATA_DIR was made by PostgreSQL 15; this platform brings ${ours.trim()}. Move it with pg_dump, or set DATABASE_URL to a server of that version.`,
    });
  });

  test('the password of another database, and leaves no server behind', async () => {
    await expect(startPostgres({ ...options, password: 'another' })).rejects.toThrow(
      'The database has another password than secrets.json. Put back the one that belongs to it.',
    );
    expect(await readdir(data)).not.toContain('postmaster.pid');
  });
});
