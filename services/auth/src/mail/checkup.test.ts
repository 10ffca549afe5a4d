import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type MailServer, startMailServer } from '../testing/mail-server.ts';
import { checkMail } from './checkup.ts';

let server: MailServer;

beforeAll(async () => {
  server = await startMailServer({ user: 'films', password: 'right' });
});
afterAll(() => server.stop());

test.each([
  ['none is well', (): string | undefined => undefined, 'well', /letters become files in data\/mail/],
  ['one that lets us in is well', (): string => server.urlAs('films', 'right'), 'well', /takes letters/],
  [
    'one that wants another password is broken',
    (): string => server.urlAs('films', 'wrong'),
    'broken',
    /takes no letters/,
  ],
  ['one that is away is broken', (): string => 'smtp://127.0.0.1:1', 'broken', /127\.0\.0\.1:1 takes no letters/],
] as const)('%s', async (_what, url, state, says) => {
  const findings = await checkMail({ SMTP_URL: url(), DATA_DIR: 'data' })();
  expect(findings).toMatchObject([{ state, says: expect.stringMatching(says) }]);
  expect(JSON.stringify(findings)).not.toMatch(/right|wrong/);
});

test('a password that is not accepted is to be changed', async () => {
  const [finding] = await checkMail({ SMTP_URL: server.urlAs('films', 'wrong'), DATA_DIR: 'data' })();
  expect(finding?.mend).toContain('user and password');
});
