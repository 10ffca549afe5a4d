import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { exportMyData, type Operation, operations, routesOf } from '@movies/contract';
import { eventually } from '@movies/testing';
import { goodClaims, newKey, signed, toJwk, unsigned, withHmac } from './testing/signing-keys.ts';
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

const asks = (path: string, authorization?: string, method = 'GET') =>
  rawRequest(gateway.url, { method, path, headers: authorization === undefined ? {} : { authorization } });

describe('who gets through to an operation', () => {
  const ROLES = ['nobody', 'member', 'staff', 'superuser'] as const;
  const LEAST: Record<Operation['access'], number> = { public: 0, optional: 0, member: 1, staff: 2, admin: 3 };

  const places = operations.flatMap((operation) =>
    routesOf(operation).map(({ method, path }) => [method, path.replace(/:\w+/g, '7'), operation] as const),
  );
  const tried = places.flatMap(([method, path, operation]) =>
    ROLES.map((role, rank) => [method, path, role, rank, operation] as const),
  );
  test.each(tried)('%s %s by %s', async (method, path, role, rank, { access, service: answers }) => {
    await gateway.resources.cache.clear();
    const answer = await asks(path, rank === 0 ? undefined : `Bearer ${service.token({ role })}`, method);
    const mayEnter = rank >= LEAST[access];
    expect(clientsHits(service)).toHaveLength(mayEnter && answers !== 'gateway' ? 1 : 0);
    // The gateway's own want more than a token.
    if (mayEnter) expect(answers === 'gateway' ? [200, 400] : [200]).toContain(answer.status);
    else if (rank === 0) expectProblem(answer, 401, 'login_required');
    else expectProblem(answer, 403, 'not_allowed');
  });
});

describe('a token that nobody signed', () => {
  const good = () => ({ alg: 'EdDSA', typ: 'JWT', kid: service.keys.current().id });
  const by = (header: object, claims: object = {}) =>
    signed(header, { ...goodClaims(), ...claims }, service.keys.current());
  const without = (claim: string) => {
    const { [claim]: _, ...claims } = goodClaims();
    return signed(good(), claims, service.keys.current());
  };
  const publicPem = () => service.keys.current().publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const stranger = newKey();
  const seconds = (from: number) => Math.floor(Date.now() / 1_000) + from;

  const FORGED: Record<string, () => string> = {
    'without a signature (alg none)': () => `${unsigned({ alg: 'none' }, goodClaims())}.`,
    'without a signature (alg None, with the key id)': () => `${unsigned({ ...good(), alg: 'None' }, goodClaims())}.`,
    'with an empty signature': () => `${unsigned(good(), goodClaims())}.`,
    'of two parts': () => unsigned(good(), goodClaims()),
    'signed with the public key as an HMAC secret': () =>
      withHmac({ ...good(), alg: 'HS256' }, goodClaims(), publicPem()),
    'signed with the public key as an HMAC secret that calls itself EdDSA': () =>
      withHmac(good(), goodClaims(), publicPem()),
    'signed with the raw public key as an HMAC secret': () =>
      withHmac({ ...good(), alg: 'HS256' }, goodClaims(), toJwk(service.keys.current()).x),
    'signed with an empty HMAC secret': () => withHmac({ ...good(), alg: 'HS512' }, goodClaims(), ''),
    'signed by a stranger under our key id': () => signed(good(), goodClaims(), stranger),
    "signed by a stranger under the stranger's key id": () =>
      signed({ ...good(), kid: stranger.id }, goodClaims(), stranger),
    'signed by a stranger who brings the key along': () =>
      signed({ ...good(), jwk: toJwk(stranger) }, goodClaims(), stranger),
    'signed by a stranger who brings the key along and no key id': () =>
      signed({ alg: 'EdDSA', jwk: toJwk(stranger) }, goodClaims(), stranger),
    'signed by a stranger who says where the key is': () =>
      signed({ ...good(), kid: stranger.id, jku: `${service.url}/keys`, x5u: service.url }, goodClaims(), stranger),
    'with a certificate in its head': () => signed({ ...good(), x5c: ['AAAA'] }, goodClaims(), stranger),
    'without a key id': () => by({ alg: 'EdDSA', typ: 'JWT' }),
    'with a key id that is a number': () => by({ ...good(), kid: 1 }),
    'with a key id that is a list': () => by({ ...good(), kid: [service.keys.current().id] }),
    'with a key id of a path': () => by({ ...good(), kid: '../../../dev/null' }),
    'with a key id of SQL': () => by({ ...good(), kid: "' OR '1'='1" }),
    'with a key id that every object has': () => by({ ...good(), kid: 'constructor' }),
    'with a very long key id': () => by({ ...good(), kid: 'k'.repeat(2_000) }),
    'that expired': () => by(good(), { exp: seconds(-1) }),
    'that expired long ago': () => by(good(), { exp: 1 }),
    'that is not good yet': () => by(good(), { nbf: seconds(60) }),
    'that never expires': () => without('exp'),
    'that expires at a word': () => by(good(), { exp: 'never' }),
    'of nobody': () => without('sub'),
    'of no session': () => without('sid'),
    'without an id': () => without('jti'),
    'of another issuer': () => by(good(), { iss: 'someone-else' }),
    'without an issuer': () => without('iss'),
    'for another audience': () => by(good(), { aud: 'another-api' }),
    'without an audience': () => without('aud'),
    'whose claims were changed': () => {
      const [head, , signature] = service.token().split('.');
      const claims = Buffer.from(JSON.stringify({ ...goodClaims(), role: 'superuser' })).toString('base64url');
      return `${head}.${claims}.${signature}`;
    },
    'whose signature was changed': () => service.token().replace(/.{4}$/, 'AAAA'),
    'whose claims are no JSON': () => `${Buffer.from(JSON.stringify(good())).toString('base64url')}.bm8.AAAA`,
    'that is one letter': () => 'x',
    'that is very long': () => 'x'.repeat(8_000),
  };

  test.each(Object.keys(FORGED))('%s is refused', async (name) => {
    const token = (FORGED[name] as () => string)();
    const answer = await asks('/api/admin/users', `Bearer ${token}`);
    expectProblem(answer, 401);
    expect(JSON.parse(answer.text).code).toMatch(/^(invalid_token|token_expired)$/);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(service.hits).toEqual([]);
  });

  test.each(['', 'Bearer', 'Bearer ', 'Basic eDp5', 'Bearer a b', 'Token x', 'null', 'undefined'])(
    'and `Authorization: %s` is no token at all',
    async (authorization) => {
      const answer = await asks(exportMyData.path, authorization);
      expectProblem(answer, 401);
      expect(service.hits).toEqual([]);
    },
  );

  test('does not make a guest of whoever sends it', async () => {
    expectProblem(await asks('/api/profile/1', 'Bearer x'), 401, 'invalid_token');
    expect(service.hits).toEqual([]);
  });

  test('counts where it comes first, and what comes second is not passed on', async () => {
    const [first, second] = [service.token(), service.token({ role: 'superuser' })];
    const lines = [first, second].map((token) => `Authorization: Bearer ${token}\r\n`).join('');
    const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${lines}\r\n`;
    expect(await rawExchange(gateway.url, ask('/api/admin/users'))).toMatch(/^HTTP\/1\.1 403/);
    expect(await rawExchange(gateway.url, ask('/api/user/profile'))).toMatch(/^HTTP\/1\.1 200/);
    expect(service.hits.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${first}`]);
  });

  test('with a key id nobody knows does not keep the auth service busy', async () => {
    const forge = () => signed({ ...good(), kid: newKey().id }, goodClaims(), stranger);
    const asked = service.inside.asked.filter((path) => path.includes('jwks')).length;
    for (let i = 0; i < 50; i += 1) expectProblem(await asks('/api/user/profile', `Bearer ${forge()}`), 401);
    expect(service.inside.asked.filter((path) => path.includes('jwks')).length - asked).toBeLessThanOrEqual(2);
  });
});

describe('a token that is in order', () => {
  test('is asked about once more when its time is over', async () => {
    const token = `Bearer ${service.token({ exp: Math.floor(Date.now() / 1_000) + 1 })}`;
    expect((await asks('/api/user/profile', token)).status).toBe(200);
    await eventually(async () => expectProblem(await asks('/api/user/profile', token), 401, 'token_expired'), 3_000);
  });

  test('is told apart from any other, to the letter', async () => {
    const tokens = Array.from({ length: 20 }, () => service.token());
    await Promise.all(
      tokens.flatMap((token) => [token, token]).map((token) => asks('/api/user/profile', `Bearer ${token}`)),
    );
    expect(service.hits.map(({ headers }) => headers.authorization).sort()).toEqual(
      tokens
        .flatMap((token) => [token, token])
        .map((token) => `Bearer ${token}`)
        .sort(),
    );
  });
});
