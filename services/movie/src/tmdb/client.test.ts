// How TMDb is asked, when it is well and when it is not.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLog, type Log } from '@movies/service-kit';
import { eventually, type FakeTmdb, startFakeTmdb, type TmdbFault } from '@movies/testing';
import { type TestClock, testClock } from '../testing/time.ts';
import { FilmInFull, Page } from './answers.ts';
import { createTmdb, type Tmdb, type TmdbOptions } from './client.ts';

const AWAY = { kind: 'unavailable', code: 'tmdb_unavailable' };
const silent = createLog('test', 'silent');

let fake: FakeTmdb;
let clock: TestClock;
let tmdb: Tmdb;

beforeAll(async () => {
  fake = await startFakeTmdb();
});
afterAll(() => fake.close());

beforeEach(() => {
  fake.heal();
  fake.requests.length = 0;
  clock = testClock();
  tmdb = newTmdb();
});

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

function newTmdb(options: Partial<TmdbOptions> = {}): Tmdb {
  const client = createTmdb({ url: fake.url, token: fake.token, log: silent, clock, timeoutMs: 300, ...options });
  opened.push(client);
  return client;
}

const film = (id = 603, from = tmdb) => from.get(`/movie/${id}`, {}, FilmInFull);

test('reads what is asked for', async () => {
  expect(await film()).toMatchObject({ id: 603, title: 'The Glass Harbour' });
});

test('what TMDb does not have is nothing', async () => {
  expect(await film(1)).toBeUndefined();
});

test('simultaneous requests of one path are one', async () => {
  const films = await Promise.all(Array.from({ length: 50 }, () => film()));
  expect(new Set(films.map((found) => found?.title))).toEqual(new Set(['The Glass Harbour']));
  expect(fake.count()).toBe(1);
  await film();
  expect(fake.count()).toBe(2);
});

test('at most ten requests are under way at the same time', async () => {
  const another = await startFakeTmdb();
  opened.push(another);
  const slowly = newTmdb({ url: another.url, token: another.token });
  another.fail({ kind: 'slow', ms: 30 });
  await Promise.all(Array.from({ length: 28 }, (_, id) => film(81_001 + id, slowly)));
  expect(another.mostAtOnce()).toBe(10);
});

const FAULTS: TmdbFault[] = [
  { kind: 'slow', ms: 1_000 },
  { kind: 'hang' },
  { kind: 'drip' },
  { kind: 'broken' },
  { kind: 'html' },
  { kind: 'truncated' },
  { kind: 'wrong types' },
  { kind: 'huge' },
  { kind: 'down' },
  { kind: 'too many requests' },
];

describe.each(FAULTS)('with TMDb that is $kind', (fault) => {
  test('a request fails in time, with a friendly sentence', async () => {
    fake.fail(fault);
    const since = performance.now();
    await expect(film()).rejects.toMatchObject({
      ...AWAY,
      message: 'This film could not be fetched from TMDb right now. Please try again later.',
      retryAfterSeconds: expect.any(Number),
    });
    expect(performance.now() - since).toBeLessThan(1_500);
  });

  test('the next ones succeed when it is well again', async () => {
    fake.fail(fault);
    await expect(film()).rejects.toMatchObject(AWAY);
    fake.heal();
    clock.pass(60_000);
    expect(await film()).toMatchObject({ id: 603 });
  });
});

test.each<TmdbFault>([{ kind: 'hang' }, { kind: 'broken' }, { kind: 'html' }, { kind: 'down' }, { kind: 'huge' }])(
  'after five failures ($kind) it is left alone for ten seconds',
  async (fault) => {
    fake.fail(fault);
    await Promise.allSettled(Array.from({ length: 5 }, (_, id) => film(81_001 + id)));
    const asked = fake.count();
    fake.heal();
    const since = performance.now();
    await expect(film()).rejects.toMatchObject(AWAY);
    expect(performance.now() - since).toBeLessThan(50);
    expect(fake.count()).toBe(asked);
    clock.pass(10_000);
    expect(await film()).toMatchObject({ id: 603 });
  },
);

test('one film that is not understood does not keep the others away', async () => {
  fake.fail({ kind: 'wrong types' }, /603/);
  for (let times = 0; times < 6; times += 1) await expect(film()).rejects.toMatchObject(AWAY);
  expect(await film(604)).toMatchObject({ id: 604 });
});

test('no request leaves until the time that TMDb asks to wait for', async () => {
  fake.fail({ kind: 'too many requests', retryAfter: '30' });
  await expect(film()).rejects.toMatchObject({ ...AWAY, retryAfterSeconds: 30 });
  fake.heal();
  clock.pass(29_000);
  await expect(film(604)).rejects.toMatchObject({ ...AWAY, retryAfterSeconds: 1 });
  expect(fake.count()).toBe(1);
  clock.pass(1_000);
  expect(await film(604)).toMatchObject({ id: 604 });
});

test('who waited in the line for too long is not asked for any more', async () => {
  let now = 0;
  const late = newTmdb({ clock: { now: () => now, wait: async () => undefined } });
  fake.fail({ kind: 'slow', ms: 100 });
  const first = Array.from({ length: 10 }, (_, id) => film(81_001 + id, late));
  const last = film(604, late);
  last.catch(() => undefined);
  await eventually(() => expect(fake.count()).toBe(10));
  now = 301;
  await Promise.all(first);
  await expect(last).rejects.toMatchObject(AWAY);
  expect(fake.count('/movie/604')).toBe(0);
});

test('a request that TMDb does not want is not a failure of TMDb', async () => {
  for (let times = 0; times < 6; times += 1) {
    await expect(tmdb.get('/movie/popular', { page: '501' }, Page)).rejects.toMatchObject(AWAY);
  }
  expect(await film()).toMatchObject({ id: 603 });
});

test('a 404 of someone else is not taken for an answer of TMDb', async () => {
  await expect(film(603, newTmdb({ url: await elsewhere(404, '<html>nginx</html>') }))).rejects.toMatchObject(AWAY);
  await expect(film(603, newTmdb({ url: await elsewhere(404, '{}') }))).rejects.toMatchObject(AWAY);
});

test('the token is not carried to where an answer leads', async () => {
  const seen: unknown[] = [];
  const other = await elsewhere(200, '{}', seen);
  fake.fail({ kind: 'moved', to: other });
  await expect(film()).rejects.toMatchObject(AWAY);
  expect(seen).toEqual([]);
});

test('TMDb may be reached under a path, with or without a slash behind it', async () => {
  for (const url of [fake.url, `${fake.url}/`, `${fake.url}/?x=1`]) {
    const there = newTmdb({ url });
    expect(await film(603, there)).toMatchObject({ id: 603 });
  }
});

test('a wrong token is said in the log, and no token ever is', async () => {
  const { log, said } = listening();
  const stranger = newTmdb({ token: 'a-wrong-token', log });
  for (let times = 0; times < 5; times += 1) await expect(film(603, stranger)).rejects.toMatchObject(AWAY);
  const refused = said();
  expect(refused).toContain('TMDb refuses TMDB_API_TOKEN');
  expect(refused).not.toContain('a-wrong-token');
});

function listening(): { log: Log; said: () => string } {
  let text = '';
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      text += chunk;
      done();
    },
  });
  const log = createLog('test', 'trace');
  const write = (...words: unknown[]) => void sink.write(`${words.map(inspected).join(' ')}\n`);
  for (const level of ['trace', 'debug', 'info', 'warn', 'error'] as const) log[level] = write as Log['info'];
  return { log, said: () => text };
}

function inspected(word: unknown): string {
  const error = (word as { err?: Error }).err;
  return typeof word === 'string'
    ? word
    : JSON.stringify({ ...(word as object), said: error?.message, at: error?.stack });
}

async function elsewhere(status: number, text: string, seen: unknown[] = []): Promise<string> {
  const server = createServer((request, response) => {
    seen.push(request.headers);
    response.writeHead(status).end(text);
  }).listen(0, '127.0.0.1');
  opened.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
