import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkTmdb } from './checkup.ts';

const tmdb = createServer(({ headers }, response) => {
  const status = headers.authorization === 'Bearer right' ? 200 : headers.authorization === 'Bearer wrong' ? 401 : 500;
  response.writeHead(status).end('{}');
});
let url: string;

beforeAll(async () => {
  tmdb.listen(0, '127.0.0.1');
  await once(tmdb, 'listening');
  url = `http://127.0.0.1:${(tmdb.address() as AddressInfo).port}/3`;
});
afterAll(() => void tmdb.close());

test.each([
  ['right', 'well', /Lets us in/],
  ['wrong', 'broken', /not accepted/],
  ['other', 'doubtful', /answers 500/],
  [undefined, 'well', /TMDB_API_TOKEN/],
])('with the token %s TMDb is %s', async (token, state, says) => {
  const findings = await checkTmdb({ TMDB_BASE_URL: url, TMDB_API_TOKEN: token })();
  expect(findings).toMatchObject([{ state, says: expect.stringMatching(says) }]);
});

test('TMDb that does not answer is doubtful: the platform works without it', async () => {
  const findings = await checkTmdb({ TMDB_BASE_URL: 'http://127.0.0.1:1/3', TMDB_API_TOKEN: 'right' })();
  expect(findings).toMatchObject([{ state: 'doubtful', says: expect.stringContaining('127.0.0.1:1 does not answer') }]);
});
