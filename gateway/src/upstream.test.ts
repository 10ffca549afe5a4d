import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { deleteMyAccount, exportMyData, logIn, myProfile } from '@movies/contract';
import { SECRET_HEADER } from '@movies/service-kit';
import {
  type GatewayUnderTest,
  type Hit,
  rawExchange,
  rawRequest,
  type ScriptedService,
  startGatewayForTest,
  startScriptedService,
} from './testing.ts';

let service: ScriptedService;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  service = await startScriptedService();
  gateway = await startGatewayForTest(service);
});

afterAll(async () => {
  await gateway.stop();
  await service.stop();
});

beforeEach(async () => {
  service.hits.length = 0;
  await gateway.resources.cache.clear();
});

const FORGED = {
  'x-user-id': '1',
  'x-user-role': 'superuser',
  'x-viewer-id': '1',
  'x-authenticated-user': 'admin',
  'x-original-url': '/internal/events',
  'x-rewrite-url': '/internal/events',
  'x-http-method-override': 'DELETE',
  'x-revoked-sessions': 'all:9',
  'x-real-ip': '6.6.6.6',
  'true-client-ip': '6.6.6.6',
  forwarded: 'for=6.6.6.6;proto=https',
  via: '1.1 forged',
  [SECRET_HEADER]: 'guessed',
  'X-INTERNAL-SECRET': 'guessed',
  'proxy-authorization': 'Basic eDp5',
  'if-none-match': '"anything"',
  range: 'bytes=0-1',
  te: 'trailers',
  expect: '',
  'accept-encoding': 'gzip',
};

const PASSED_ON = [
  'accept',
  'accept-language',
  'authorization',
  'connection',
  'content-length',
  'content-type',
  'cookie',
  'host',
  'transfer-encoding',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-request-id',
];

const only = (): Hit => {
  expect(service.hits).toHaveLength(1);
  return service.hits[0] as Hit;
};
const asMember = () => ({ authorization: `Bearer ${service.token()}` });

describe('what a service is told of a request', () => {
  test.each([
    ['a whole one', 'POST', logIn.path],
    ['a cached one', 'GET', '/api/profile/1'],
    ['a streamed one', 'GET', exportMyData.path],
    ['one with an answer for HEAD only', 'HEAD', exportMyData.path],
  ])('is nothing but what is known: %s', async (_which, method, path) => {
    const { expect: _, ...headers } = FORGED;
    await rawRequest(gateway.url, { method, path, headers: { ...headers, ...asMember() } });
    const { headers: seen } = only();
    expect(Object.keys(seen).filter((name) => !PASSED_ON.includes(name))).toEqual([]);
    expect(seen).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' });
    expect(JSON.stringify(seen)).not.toMatch(/6\.6\.6\.6|guessed|forged/);
  });

  test('is the token, the kind of the body and what the program says of itself', async () => {
    const headers = { ...asMember(), 'content-type': 'application/json', 'user-agent': 'tests/1', cookie: 'refresh=x' };
    await rawRequest(gateway.url, { method: 'DELETE', path: deleteMyAccount.path, headers, body: '{"password":"x"}' });
    expect(only()).toMatchObject({ headers, body: '{"password":"x"}' });
  });

  test.each([
    'authorization',
    'authorization, x-forwarded-for, content-length',
    'close, x-request-id',
    'keep-alive, te',
  ])('holds on to its own headers whatever `Connection: %s` says', async (connection) => {
    for (const path of [myProfile.path, exportMyData.path]) {
      service.hits.length = 0;
      const headers = { ...asMember(), connection };
      const { status } = await rawRequest(gateway.url, { path, headers });
      expect(status).toBe(200);
      expect(only().headers).toMatchObject({
        authorization: headers.authorization,
        'x-forwarded-for': '127.0.0.1',
        'x-request-id': expect.any(String),
      });
    }
  });

  test('has one address of the client, however many it claims', async () => {
    const headers = { 'x-forwarded-for': ['1.1.1.1', '2.2.2.2, 127.0.0.1'] };
    await rawRequest(gateway.url, { path: '/api/auth/status', headers });
    expect(only().headers['x-forwarded-for']).toBe('127.0.0.1');
  });

  test('does not tell a guest from a member where the answer is kept for all', async () => {
    await rawRequest(gateway.url, { path: '/.well-known/jwks.json', headers: { ...asMember(), cookie: 'refresh=x' } });
    expect(only().headers.authorization).toBeUndefined();
    expect(only().headers.cookie).toBeUndefined();
  });

  test('comes through without a Host, as HTTP/1.0 allows', async () => {
    const answer = await rawExchange(gateway.url, 'GET /api/auth/status HTTP/1.0\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 200/);
  });

  test.each([
    ['a Host of odd characters', 'GET /api/auth/status HTTP/1.1\r\nHost: \xe9\x80<>"\r\nConnection: close\r\n\r\n'],
    ['odd characters in the query', 'GET /api/auth/status?\xe9\xff=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    [
      'an odd content type',
      'GET /api/auth/status HTTP/1.1\r\nHost: x\r\nContent-Type: \xff\r\nConnection: close\r\n\r\n',
    ],
    [
      'an odd user agent',
      'GET /api/auth/status HTTP/1.1\r\nHost: x\r\nUser-Agent: \x80\xff\r\nConnection: close\r\n\r\n',
    ],
  ])('survives %s', async (_what, bytes) => {
    expect(await rawExchange(gateway.url, Buffer.from(bytes, 'latin1'))).toMatch(/^HTTP\/1\.1 [24]/);
  });
});

describe('what a client is told of an answer', () => {
  test('is not who was logged out, nor how the service is reached', async () => {
    service.answer((_hit, response) =>
      response
        .writeHead(200, {
          'content-type': 'application/json',
          'x-revoked-sessions': 'someone:2',
          'x-request-id': 'of the service',
          'keep-alive': 'timeout=1000',
          'x-total-count': '3',
          'set-cookie': ['a=1', 'b=2'],
        })
        .end('[]'),
    );
    const { headers } = await rawRequest(gateway.url, { path: myProfile.path, headers: asMember() });
    expect(headers).toMatchObject({ 'x-total-count': '3', 'set-cookie': ['a=1', 'b=2'] });
    expect(headers['x-revoked-sessions']).toBeUndefined();
    expect(headers['keep-alive']).not.toBe('timeout=1000');
    expect(headers['x-request-id']).not.toBe('of the service');
  });

  test('is not to be kept by anyone, unless the operation says so', async () => {
    const { headers } = await rawRequest(gateway.url, { path: myProfile.path, headers: asMember() });
    expect(headers['cache-control']).toBe('private, no-store');
  });
});
