import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createApp } from '../http/app.ts';
import { createLog } from '../log.ts';
import { internalRoutes, SECRET_HEADER } from './secret.ts';

let app: FastifyInstance;

beforeAll(() => {
  app = createApp({ log: createLog('test', 'silent'), requestLevel: 'debug', newRequestId: () => 'id' });
  internalRoutes(app, 'the-secret-of-this-test', (internal) => {
    internal.get('/internal/things', async () => ({ things: [] }));
  });
});
afterAll(() => app.close());

async function ask(secret: string | string[] | undefined, url = '/internal/things') {
  const { statusCode, body, headers } = await app.inject({ url, headers: secret ? { [SECRET_HEADER]: secret } : {} });
  const { date: _, ...others } = headers;
  return { statusCode, body: JSON.parse(body), headers: others };
}

test('whoever shows the secret gets in', async () => {
  expect(await ask('the-secret-of-this-test')).toMatchObject({ statusCode: 200, body: { things: [] } });
});

test.each([
  undefined,
  '',
  'wrong',
  'the-secret-of-this-tes',
  'the-secret-of-this-test ,x',
  'THE-SECRET-OF-THIS-TEST',
  'x'.repeat(10_000),
])('to everyone else there is nothing: %#', async (secret) => {
  expect(await ask(secret)).toMatchObject({ statusCode: 404, body: { code: 'not_found' } });
});

test('what is behind the door can not be told from what does not exist', async () => {
  const hidden = await ask('wrong');
  const absent = await ask('wrong', '/internal/thongs');
  expect(JSON.parse(JSON.stringify(hidden).replaceAll('things', 'thongs'))).toEqual(absent);
});
