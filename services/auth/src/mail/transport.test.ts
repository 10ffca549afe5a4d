import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createLog } from '@movies/service-kit';
import { type MailServer, startMailServer } from '../testing/mail-server.ts';
import { createSender, Refused } from './transport.ts';

const log = createLog('test', 'silent');
const from = 'Film friends <films@example.org>';
const letter = { to: 'ada@example.org', subject: 'Grüße', text: 'Hello ada,\n\nüber Filme.' };

let server: MailServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

describe('with a mail server', () => {
  test('a letter is handed over, with the credentials of the URL', async () => {
    server = await startMailServer({ user: 'films', password: 'p@ss' });
    const send = createSender({ smtpUrl: server.urlAs('films', 'p@ss'), from, folder: '', log });
    await send(letter);
    expect(server.taken).toEqual([{ from: 'films@example.org', to: ['ada@example.org'], content: expect.any(String) }]);
    const [{ content = '' } = {}] = server.taken;
    expect(content).toContain('From: Film friends <films@example.org>');
    expect(content).toContain('To: ada@example.org');
    expect(content).toMatch(/^Subject: =\?UTF-8\?/m);
  });

  test('wrong credentials hand over nothing', async () => {
    server = await startMailServer({ user: 'films', password: 'p@ss' });
    const send = createSender({ smtpUrl: server.urlAs('films', 'wrong'), from, folder: '', log });
    await expect(send(letter)).rejects.toThrow('the mail server can not be reached');
    expect(server.taken).toEqual([]);
  });

  test('a letter it does not take is refused, others are not', async () => {
    server = await startMailServer();
    const send = createSender({ smtpUrl: server.url, from, folder: '', log });
    server.refuse('ada@example.org', 550);
    await expect(send(letter)).rejects.toBeInstanceOf(Refused);
    await send({ ...letter, to: 'bob@example.org' });
    expect(server.taken).toMatchObject([{ to: ['bob@example.org'] }]);
  });

  test('that is not there, the letter waits', async () => {
    const gone = await startMailServer();
    await gone.stop();
    const send = createSender({ smtpUrl: gone.url, from, folder: '', log });
    const failure = await send(letter).catch((error) => error);
    expect(failure).not.toBeInstanceOf(Refused);
    expect(failure.message).toBe('the mail server can not be reached');
  });

  test('that says nothing is not waited for long', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    const { promise, resolve } = Promise.withResolvers<void>();
    silent.once('listening', resolve);
    await promise;
    const { port } = silent.address() as { port: number };
    const send = createSender({ smtpUrl: `smtp://127.0.0.1:${port}`, from, folder: '', log, patienceMs: 100 });
    await expect(send(letter)).rejects.toThrow('the mail server can not be reached');
    silent.close();
  });
});

describe('without a mail server', () => {
  test('letters are files that only the operator can read, in order', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'movies-mail-')), 'mail');
    const send = createSender({ smtpUrl: undefined, from, folder, log });
    for (const n of [1, 2, 3]) await send({ ...letter, subject: `Letter ${n}` });
    await send({ ...letter, to: '../../evil@example.org', subject: 'Letter 4' });
    const files = (await readdir(folder)).sort();
    const contents = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
    expect(contents.map((content) => /^Subject: (.*)$/m.exec(content)?.[1])).toEqual([
      'Letter 1',
      'Letter 2',
      'Letter 3',
      'Letter 4',
    ]);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, files[0] ?? ''))).mode & 0o777).toBe(0o600);
    await rm(folder, { recursive: true });
  });

  test('no two letters of one moment are one file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'movies-mail-'));
    const send = createSender({ smtpUrl: undefined, from, folder, log });
    await Promise.all(Array.from({ length: 20 }, () => send(letter)));
    expect(await readdir(folder)).toHaveLength(20);
    await rm(folder, { recursive: true });
  });
});
