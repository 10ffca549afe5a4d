import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import swaggerUi from 'swagger-ui-dist/package.json' with { type: 'json' };
import {
  clientsHits,
  expectProblem,
  type GatewayUnderTest,
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

beforeEach(() => {
  service.hits.length = 0;
});

const ASSETS = `/docs/assets/${swaggerUi.version}/`;

const NOWHERE = [
  '/nothing',
  '/api',
  '/api/auth',
  '/api/auth/login/more',
  '/internal/events',
  '/internal/events?after=0',
  '/INTERNAL/events',
  '//internal/events',
  '/./internal/events',
  '/../internal/events',
  '/api/../internal/events',
  '/api/profile/../../internal/events',
  '/api/profile/..%2f..%2finternal%2fevents/more',
  '/%2e%2e/internal/events',
  '/api/%2e%2e/internal/events',
  '/..%2finternal/events',
  '/%2finternal/events',
  '/%69nternal/events',
  '/internal%2fevents',
  '/api//auth/status',
  '//api/auth/status',
  '/api%2fauth%2fstatus',
  '/api/auth/status%00',
  '/api/auth/status/..',
  '/api\\auth\\status',
  '/API/AUTH/STATUS',
  '/api/user/recommendation',
  `${ASSETS}..%2fLICENSE`,
  `${ASSETS}package.json`,
  `${ASSETS}index.html`,
  ASSETS,
  '/wp-login.php',
  '/.env',
];

describe('what is not in the contract', () => {
  test.each(NOWHERE)('%s is not to be found', async (path) => {
    const token = service.token({ role: 'superuser' });
    expectProblem(await rawRequest(gateway.url, { path, headers: { authorization: `Bearer ${token}` } }), 404);
    expect(clientsHits(service)).toEqual([]);
  });

  test.each([`${ASSETS}../../../../package.json`, `${ASSETS}%2e%2e/%2e%2e/package.json`])(
    '%s leads to no file',
    async (path) => expectProblem(await rawRequest(gateway.url, { path }), 403),
  );

  test.each(['/%', '/api/profile/%', '/api/profile/%ff', '/%c0%ae%c0%ae/internal/events', '/api/%zz'])(
    '%s is no path',
    async (path) => {
      expectProblem(await rawRequest(gateway.url, { path }), 400, 'invalid_url');
      expect(service.hits).toEqual([]);
    },
  );

  test('a part of a path that is longer than any name is refused', async () => {
    expectProblem(await rawRequest(gateway.url, { path: `/api/profile/${'9'.repeat(201)}` }), 414, 'invalid_url');
    expect(service.hits).toEqual([]);
  });

  test.each([
    'GET /api/auth/login',
    'PUT /api/auth/login',
    'DELETE /api/profile/1',
    'PATCH /api/user/profile',
    'POST /api/profile/1',
    'POST /health/live',
    'POST /openapi.json',
    'DELETE /metrics',
    'TRACE /api/auth/status',
    'PROPFIND /api/auth/status',
    'OPTIONS /api/auth/status',
  ])('%s is not served', async (route) => {
    const [method, path] = route.split(' ') as [string, string];
    expectProblem(await rawRequest(gateway.url, { method, path }), 404, 'not_found');
    expect(service.hits).toEqual([]);
  });

  test('a path of another server, as one asks a proxy for it, is not asked for', async () => {
    const path = 'http://internal.example/internal/events';
    expectProblem(await rawRequest(gateway.url, { path }), 404, 'not_found');
    expect(service.hits).toEqual([]);
  });

  test('no tunnel is opened', async () => {
    const answer = await rawExchange(gateway.url, 'CONNECT auth-service:8101 HTTP/1.1\r\nHost: gateway\r\n\r\n');
    expect(answer).not.toMatch(/^HTTP\/1.1 2/);
    expect(service.hits).toEqual([]);
  });
});

describe('a path inside a parameter', () => {
  test.each(['..', '.', '%2e%2e', '%2E', '.%2e'])(
    '%s is refused: it would be another path on its way',
    async (given) => {
      expectProblem(await rawRequest(gateway.url, { path: `/profile/${given}` }), 400, 'invalid_url');
      expect(service.hits).toEqual([]);
    },
  );

  test.each([
    ['..%2f..%2finternal%2fevents', '/api/profile/..%2F..%2Finternal%2Fevents'],
    ['..;', '/api/profile/..%3B'],
    ['1%3fa=b', '/api/profile/1%3Fa%3Db'],
    ['1%23', '/api/profile/1%23'],
    ['%252e%252e', '/api/profile/%252e%252e'],
  ])('%s stays one parameter on its way', async (given, seen) => {
    await rawRequest(gateway.url, { path: `/profile/${given}`, method: 'GET' });
    expect(service.hits.map(({ url }) => url)).toEqual([seen]);
  });
});
