import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { unavailable } from '../errors.ts';
import { guardedApp } from '../testing/guarded-app.ts';
import { goodClaims, newKeys, signed } from '../testing/tokens.ts';

const ours = newKeys();
let keys: Map<string, string>;
let app: FastifyInstance;

beforeEach(() => {
  keys = new Map([['key-1', ours.pem]]);
  app = guardedApp(async (keyId) => keys.get(keyId));
});
afterEach(() => app.close());

async function call(token: string) {
  const { statusCode, body } = await app.inject({ url: '/member', headers: { authorization: `Bearer ${token}` } });
  return { ...JSON.parse(body), status: statusCode };
}

test('a token is refused once its key is gone, though it was good a moment ago', async () => {
  const token = signed(ours.privateKey);
  expect(await call(token)).toMatchObject({ status: 200 });
  keys.clear();
  expect(await call(token)).toMatchObject({ status: 401, code: 'invalid_token' });
});

test('a token is refused once another key has the name of its own', async () => {
  const token = signed(ours.privateKey);
  await call(token);
  keys.set('key-1', newKeys().pem);
  expect(await call(token)).toMatchObject({ status: 401, code: 'invalid_token' });
});

test('a token is refused once it expires, though it was good a moment ago', async () => {
  const exp = Math.floor(Date.now() / 1_000) + 1;
  const token = signed(ours.privateKey, goodClaims({ exp }));
  expect(await call(token)).toMatchObject({ status: 200 });
  await sleep(exp * 1_000 - Date.now() + 1);
  expect(await call(token)).toMatchObject({ status: 401, code: 'token_expired' });
});

test('tokens that differ in one letter are two tokens', async () => {
  const token = signed(ours.privateKey);
  await call(token);
  const letter = token.at(-5) === 'A' ? 'B' : 'A';
  expect(await call(token.slice(0, -5) + letter + token.slice(-4))).toMatchObject({ status: 401 });
});

test('two members get each their own name, however often and mixed they call', async () => {
  const tokens = ['1', '2', '3'].map((sub) => signed(ours.privateKey, goodClaims({ sub, jti: sub })));
  const calls = Array.from({ length: 60 }, (_, index) => call(tokens[index % 3] ?? ''));
  const callers = (await Promise.all(calls)).map(({ caller }) => caller.userId);
  expect(callers).toEqual(Array.from({ length: 60 }, (_, index) => (index % 3) + 1));
});

test('where keys can not be known, the answer is 503 and not 401: the token may well be good', async () => {
  const away = guardedApp(async () => {
    throw unavailable('Logins can not be checked right now.');
  });
  const headers = { authorization: `Bearer ${signed(ours.privateKey)}` };
  const { statusCode } = await away.inject({ url: '/member', headers });
  await away.close();
  expect(statusCode).toBe(503);
});
