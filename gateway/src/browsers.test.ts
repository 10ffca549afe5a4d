import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { changeRoles, endSession, logIn, myProfile, savePreferences } from '@movies/contract';
import {
  expectProblem,
  type GatewayUnderTest,
  rawRequest,
  type ScriptedService,
  startGatewayForTest,
  startScriptedService,
} from './testing.ts';

const FRIEND = 'https://friend.example';
const OTHER_FRIEND = 'https://other.example';
const STRANGER = 'https://evil.example';

let service: ScriptedService;
let closed: GatewayUnderTest;
let open: GatewayUnderTest;

beforeAll(async () => {
  service = await startScriptedService();
  closed = await startGatewayForTest(service);
  open = await startGatewayForTest(service, { CORS_ORIGINS: `${FRIEND}, ${OTHER_FRIEND}`, RATE_LIMIT_FACTOR: 100 });
});

afterAll(async () => {
  await Promise.all([closed.stop(), open.stop()]);
  await service.stop();
});

beforeEach(() => {
  service.hits.length = 0;
});

const own = (gateway: GatewayUnderTest) => gateway.url.replace('localhost', '127.0.0.1');

const send = (gateway: GatewayUnderTest, method: string, path: string, headers: Record<string, string> = {}) =>
  rawRequest(gateway.url, { method, path, headers: { host: new URL(own(gateway)).host, ...headers } });

describe('a page of another site that wants something done', () => {
  test.each([
    ['another site', { origin: STRANGER }],
    ['no site that has a name', { origin: 'null' }],
    ['a site that is none', { origin: 'evil' }],
    ['an empty origin', { origin: '' }],
    ['our name with a longer end', { origin: 'http://127.0.0.1.evil.example' }],
    ['our host on another port', { origin: 'http://127.0.0.1:1' }],
    ['another site by an old browser', { 'sec-fetch-site': 'cross-site' }],
  ])('is refused: %s', async (_who, headers) => {
    for (const gateway of [closed, open]) {
      expectProblem(await send(gateway, 'POST', logIn.path, headers), 403, 'foreign_origin');
      expectProblem(await send(gateway, 'DELETE', '/api/auth/sessions', headers), 403, 'foreign_origin');
      expectProblem(await send(gateway, 'PUT', '/profile/7', headers), 403, 'foreign_origin');
    }
    expect(service.hits).toEqual([]);
  });

  test('is heard where it is one of ours, where it is a program, and where it only reads', async () => {
    const cases: [string, string, Record<string, string>][] = [
      ['POST', logIn.path, { origin: own(closed) }],
      ['POST', logIn.path, { origin: own(closed), 'sec-fetch-site': 'same-origin' }],
      ['POST', logIn.path, {}],
      ['POST', logIn.path, { 'sec-fetch-site': 'none' }],
      ['GET', '/api/auth/status', { origin: STRANGER }],
      ['HEAD', '/api/auth/status', { origin: STRANGER }],
    ];
    for (const [method, path, headers] of cases) {
      expect((await send(closed, method, path, headers)).status).toBe(200);
    }
    expect(service.hits).toHaveLength(cases.length);
  });

  test('is heard where it was allowed by name, and only there', async () => {
    expect((await send(open, 'POST', logIn.path, { origin: FRIEND })).status).toBe(200);
    expectProblem(await send(closed, 'POST', logIn.path, { origin: FRIEND }), 403, 'foreign_origin');
    for (const near of [
      `${FRIEND}.evil.example`,
      `${FRIEND}:8443`,
      'http://friend.example',
      'https://a.friend.example',
    ]) {
      expectProblem(await send(open, 'POST', logIn.path, { origin: near }), 403, 'foreign_origin');
    }
  });
});

describe('without any site allowed', () => {
  test.each([STRANGER, FRIEND, 'null'])('no page of %s may read an answer', async (origin) => {
    for (const path of ['/api/auth/status', '/nothing', myProfile.path]) {
      const { headers } = await send(closed, 'GET', path, { origin });
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    const asked = { origin, 'access-control-request-method': 'POST' };
    expectProblem(await send(closed, 'OPTIONS', logIn.path, asked), 404);
    expect(service.hits.filter(({ method }) => method === 'OPTIONS')).toEqual([]);
  });
});

describe('a site that is allowed', () => {
  const preflight = (path: string, method: string, origin = FRIEND) =>
    send(open, 'OPTIONS', path, {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization,content-type',
    });

  test.each([logIn, myProfile, savePreferences, changeRoles, endSession])(
    'may use $method $path',
    async ({ method, path }) => {
      const { status, headers, text } = await preflight(path.replace(':id', '7'), method);
      expect({ status, text }).toEqual({ status: 204, text: '' });
      expect(headers).toMatchObject({
        'access-control-allow-origin': FRIEND,
        'access-control-allow-credentials': 'true',
        'access-control-max-age': '600',
      });
      expect(headers['access-control-allow-methods']?.split(', ')).toContain(method);
      expect(headers['access-control-allow-headers']).toMatch(/authorization/);
      expect(headers.vary).toMatch(/Origin/);
      expect(service.hits).toEqual([]);
    },
  );

  test('is told apart from one that is not, and from another', async () => {
    expect((await preflight(logIn.path, 'POST', STRANGER)).headers['access-control-allow-origin']).toBeUndefined();
    expect((await preflight(logIn.path, 'POST', OTHER_FRIEND)).headers['access-control-allow-origin']).toBe(
      OTHER_FRIEND,
    );
    const answer = await send(open, 'GET', '/api/auth/status', { origin: STRANGER });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('may read what it is told, also where that is a refusal', async () => {
    const token = `Bearer ${service.token()}`;
    const answers = {
      200: await send(open, 'GET', '/api/auth/status', { origin: FRIEND }),
      401: await send(open, 'GET', myProfile.path, { origin: FRIEND }),
      403: await send(open, 'GET', '/api/admin/users', { origin: FRIEND, authorization: token }),
      404: await send(open, 'GET', '/nothing', { origin: FRIEND }),
    };
    for (const [status, answer] of Object.entries(answers)) {
      expect(answer.status).toBe(Number(status));
      expect(answer.headers['access-control-allow-origin']).toBe(FRIEND);
      expect(answer.headers.vary).toMatch(/Origin/);
    }
  });

  test('may read what the headers say of lists, limits and requests', async () => {
    const { headers } = await send(open, 'GET', '/api/auth/status', { origin: FRIEND });
    const exposed = headers['access-control-expose-headers']?.toLowerCase().split(', ');
    const named = ['x-request-id', 'x-total-count', 'x-page', 'x-page-count', 'x-limit', 'link', 'location', 'etag'];
    expect(exposed).toEqual(expect.arrayContaining([...named, 'retry-after', 'ratelimit-remaining']));
  });

  test('is named in what a browser keeps of a cached answer', async () => {
    for (const origin of [FRIEND, OTHER_FRIEND]) {
      const { headers } = await send(open, 'GET', '/api/profile/7', { origin });
      expect(headers['access-control-allow-origin']).toBe(origin);
      expect(headers.vary).toMatch(/Origin/);
      expect(headers.vary).toMatch(/Authorization/);
    }
  });

  test('gets an answer in our shape to a preflight that is none', async () => {
    const { status, text } = await send(open, 'OPTIONS', logIn.path);
    expect(status).toBeLessThan(500);
    expect(text).toBe('');
    expect(service.hits).toEqual([]);
  });
});
