import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { AppError, invalidField, type Kind, unavailable } from '../errors.ts';
import { createLog } from '../log.ts';
import { createApp } from './app.ts';

let app: FastifyInstance;
let thrown: unknown;

beforeAll(() => {
  app = createApp({
    log: createLog('test', 'silent'),
    requestLevel: 'debug',
    newRequestId: (given) => given ?? 'made',
  });
  app.get('/fails', async () => {
    throw thrown;
  });
  app.post('/echo', async (request) => ({ body: request.body ?? null }));
  app.get('/things/:id', async () => ({}));
});
afterAll(() => app.close());

async function answerTo(error: unknown) {
  thrown = error;
  return app.inject({ url: '/fails', headers: { 'x-request-id': 'mine' } });
}

describe('what went wrong becomes a status', () => {
  test.each<[Kind, number]>([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['missing', 404],
    ['conflict', 409],
    ['limited', 429],
    ['broken', 502],
    ['unavailable', 503],
    ['late', 504],
  ])('%s: %i', async (kind, status) => {
    const { statusCode, headers, body } = await answerTo(new AppError(kind, 'some_code', 'A sentence.'));
    expect(statusCode).toBe(status);
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-request-id': 'mine',
    });
    expect(JSON.parse(body)).toEqual({
      status: 'error',
      code: 'some_code',
      message: 'A sentence.',
      request_id: 'mine',
    });
  });

  test('whoever is not logged in is told how to be', async () => {
    const { headers } = await answerTo(new AppError('unauthenticated', 'login_required', 'Log in.'));
    expect(headers['www-authenticate']).toBe('Bearer');
  });

  test('a wait is told in whole seconds, rounded up', async () => {
    const { headers } = await answerTo(new AppError('limited', 'x', 'x', { retryAfterSeconds: 1.2 }));
    expect(headers['retry-after']).toBe('2');
  });

  test('what is unavailable may be asked again in a second', async () => {
    const { headers } = await answerTo(unavailable('Not now.'));
    expect(headers['retry-after']).toBe('1');
  });

  test('a wrong field is named', async () => {
    const { body } = await answerTo(invalidField('taken', 'username', 'is taken'));
    expect(JSON.parse(body).errors).toEqual([{ field: 'username', message: 'is taken' }]);
  });
});

describe('a failure nobody foresaw', () => {
  test.each([
    new Error('SELECT password FROM accounts: connection to db.internal:5432 lost'),
    'a string from db.internal',
    undefined,
    Object.assign(new Error('db.internal'), { statusCode: 599 }),
  ])('is a 500 that says nothing of what is inside (%#)', async (error) => {
    const { statusCode, body } = await answerTo(error);
    expect(statusCode).toBe(500);
    expect(JSON.parse(body)).toEqual({
      status: 'error',
      code: 'internal',
      message: 'Something went wrong on our side. It has been logged.',
      request_id: 'mine',
    });
  });
});

describe('what the framework refuses has the same shape', () => {
  const json = { 'content-type': 'application/json' };
  test.each([
    ['a body that is too large', { headers: json, payload: `"${'x'.repeat(70_000)}"` }, 413, 'body_too_large'],
    ['a body that is no JSON', { headers: json, payload: '{"a":' }, 400, 'invalid_json'],
    ['a body that reaches for prototypes', { headers: json, payload: '{"__proto__":{"a":1}}' }, 400, 'invalid_json'],
    ['a form', { headers: { 'content-type': 'text/xml' }, payload: '<a/>' }, 415, 'unsupported_media_type'],
    ['an address that is broken', { url: '/%zz' }, 400, 'invalid_url'],
    ['an address that is too long', { method: 'GET', url: `/things/${'x'.repeat(300)}` }, 414, 'invalid_url'],
    ['a path that is not there', { url: '/nothing' }, 404, 'not_found'],
    ['a method that is not there', { method: 'DELETE' }, 404, 'not_found'],
  ] as const)('%s', async (_, request, status, code) => {
    const { statusCode, body, headers } = await app.inject({ method: 'POST', url: '/echo', ...request } as never);
    expect({ statusCode, code: JSON.parse(body).code }).toEqual({ statusCode: status, code });
    expect(JSON.parse(body)).toMatchObject({ status: 'error', request_id: headers['x-request-id'] });
  });

  test('an empty body that is called JSON is no body, and no failure', async () => {
    const { statusCode, body } = await app.inject({ method: 'POST', url: '/echo', headers: json });
    expect({ statusCode, body }).toEqual({ statusCode: 200, body: '{"body":null}' });
  });

  test('a slash at the end makes no difference', async () => {
    expect((await app.inject('/things/1/')).statusCode).toBe(200);
  });
});
