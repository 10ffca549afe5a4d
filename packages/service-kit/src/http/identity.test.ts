import { sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { guardedApp } from '../testing/guarded-app.ts';
import { goodClaims, goodHeader, macOf, newKeys, part, signed } from '../testing/tokens.ts';

const ours = newKeys();
const theirs = newKeys();
const jwkOfTheirs = theirs.publicKey.export({ format: 'jwk' });
const asked: string[] = [];
let app: FastifyInstance;

beforeAll(() => {
  app = guardedApp(async (keyId) => {
    asked.push(keyId);
    return keyId === 'key-1' ? ours.pem : undefined;
  });
});
afterAll(() => app.close());

async function call(authorization: string, path = '/member', headers: Record<string, string> = {}) {
  const {
    statusCode,
    body,
    headers: answered,
  } = await app.inject({ url: path, headers: { authorization, ...headers } });
  return { ...JSON.parse(body), status: statusCode, challenge: answered['www-authenticate'] };
}

function without(claim: string): string {
  const { [claim]: _, ...rest } = goodClaims();
  return signed(ours.privateKey, rest);
}

const now = () => Math.floor(Date.now() / 1_000);
const claims = (change: Record<string, unknown>) => signed(ours.privateKey, goodClaims(change));
const header = (change: Record<string, unknown>) => signed(ours.privateKey, goodClaims(), { ...goodHeader, ...change });
const byThem = (change: Record<string, unknown>) =>
  signed(theirs.privateKey, goodClaims(), { ...goodHeader, ...change });
const good = () => signed(ours.privateKey);
const parts = () => good().split('.') as [string, string, string];

describe('a forged token is refused', () => {
  const forged: [name: string, token: () => string][] = [
    ['no algorithm, no signature', () => `${part({ ...goodHeader, alg: 'none' })}.${parts()[1]}.`],
    [
      'no algorithm, the signature of another',
      () => `${part({ ...goodHeader, alg: 'none' })}.${parts()[1]}.${parts()[2]}`,
    ],
    ['no algorithm, in other letters', () => `${part({ ...goodHeader, alg: 'nOnE' })}.${parts()[1]}.`],
    ['HS256 with the public key as the secret', () => macOf(ours.pem, { ...goodHeader, alg: 'HS256' })],
    [
      'HS256 with the raw public key as the secret',
      () => macOf(ours.publicKey.export({ type: 'spki', format: 'der' }), { ...goodHeader, alg: 'HS256' }),
    ],
    ['an HMAC that calls itself EdDSA', () => macOf(ours.pem, goodHeader)],
    ['RS256 in the header', () => header({ alg: 'RS256' })],
    ['ES256 in the header', () => header({ alg: 'ES256' })],
    ['no algorithm in the header', () => header({ alg: undefined })],
    ['the key of another', () => byThem({})],
    ['the key of another, in a jwk header', () => byThem({ jwk: jwkOfTheirs })],
    ['the key of another, in a jwk header alone', () => byThem({ jwk: jwkOfTheirs, kid: undefined })],
    ['the key of another, by a jku header', () => byThem({ jku: 'https://evil.example/jwks.json' })],
    ['the key of another, by an x5u header', () => byThem({ x5u: 'https://evil.example/cert.pem' })],
    ['a kid nobody has', () => header({ kid: 'key-2' })],
    ['no kid', () => header({ kid: undefined })],
    ['a kid that is no text', () => header({ kid: { $gt: '' } })],
    ['a kid that is a path', () => header({ kid: '../../dev/null' })],
    ['a kid that is a query', () => header({ kid: "' OR 1=1 --" })],
    ['a kid that is very long', () => header({ kid: 'k'.repeat(5_000) })],
    ['no exp', () => without('exp')],
    ['no sub', () => without('sub')],
    ['no sid', () => without('sid')],
    ['no jti', () => without('jti')],
    ['no ver', () => without('ver')],
    ['no role', () => without('role')],
    ['no username', () => without('username')],
    ['no iss', () => without('iss')],
    ['no aud', () => without('aud')],
    ['an exp that is text', () => claims({ exp: 'never' })],
    ['an exp that is past', () => claims({ exp: now() - 1 })],
    ['an nbf that is to come', () => claims({ nbf: now() + 60 })],
    ['another issuer', () => claims({ iss: 'someone-else' })],
    ['another audience', () => claims({ aud: 'another-api' })],
    ['a role put in afterwards', () => `${parts()[0]}.${part(goodClaims({ role: 'superuser' }))}.${parts()[2]}`],
    ['a signature that is cut', () => good().slice(0, -10)],
    ['no signature', () => `${parts()[0]}.${parts()[1]}.`],
    ['two parts', () => `${parts()[0]}.${parts()[1]}`],
    ['one part', () => parts()[0]],
    ['four parts', () => `${good()}.x`],
    ['dots', () => '..'],
    ['claims that are no JSON', () => unparsable('not json')],
    ['claims that are a list', () => signed(ours.privateKey, [])],
    ['claims that are null', () => signed(ours.privateKey, 'null')],
    ['a header that is no JSON', () => `${part('nonsense')}.${parts()[1]}.${parts()[2]}`],
    ['nonsense', () => 'nonsense'],
    ['fifteen kilobytes', () => 'a'.repeat(15_000)],
    ['fifteen kilobytes of claims', () => byThem({ pad: 'x'.repeat(9_000) })],
  ];

  test.each(forged)('%s', async (_, token) => {
    expect(await call(`Bearer ${token()}`)).toMatchObject({ status: 401, challenge: 'Bearer', request_id: 'id' });
  });

  test.each(forged)('also where no token is needed: %s', async (_, token) => {
    expect(await call(`Bearer ${token()}`, '/optional')).toMatchObject({ status: 401 });
  });

  test.each(['', 'Bearer', 'Bearer ', 'Basic YWRhOng=', 'Token x', 'Bearer a b'])(
    'a header that is none: %j',
    async (authorization) => {
      expect(await call(authorization)).toMatchObject({ status: 401 });
    },
  );

  test('one that has expired is told apart, so that a client gets a new one', async () => {
    expect(await call(`Bearer ${claims({ exp: now() - 1 })}`)).toMatchObject({ status: 401, code: 'token_expired' });
    expect(await call('Bearer nonsense')).toMatchObject({ status: 401, code: 'invalid_token' });
  });

  test('a long kid is not even looked for', async () => {
    await call(`Bearer ${header({ kid: 'k'.repeat(65) })}`);
    expect(asked.filter((keyId) => keyId.length > 64)).toEqual([]);
  });
});

function unparsable(text: string): string {
  const content = `${part(goodHeader)}.${part(text)}`;
  return `${content}.${sign(null, Buffer.from(content), ours.privateKey).toString('base64url')}`;
}

describe('a good token', () => {
  test('says who calls', async () => {
    expect(await call(`Bearer ${good()}`)).toMatchObject({
      status: 200,
      caller: {
        userId: 7,
        username: 'ada',
        sessionId: 'session-1',
        sessionVersion: 1,
        isStaff: false,
        isSuperuser: false,
      },
    });
  });

  test.each([
    ['member', { isStaff: false, isSuperuser: false }],
    ['staff', { isStaff: true, isSuperuser: false }],
    ['superuser', { isStaff: true, isSuperuser: true }],
  ])('carries the role %s', async (role, rights) => {
    expect(await call(`Bearer ${claims({ role })}`)).toMatchObject({ status: 200, caller: rights });
  });

  test.each([null, '', 'Staff', 'root'])('has no rights by a role that does not exist: %j', async (role) => {
    expect(await call(`Bearer ${claims({ role })}`)).toMatchObject({ caller: { isStaff: false, isSuperuser: false } });
  });

  test.each(['x-user-id', 'x-user-role', 'x-viewer', 'x-user-is-staff', 'x-username', 'x-forwarded-user'])(
    'is not changed by a header %s',
    async (name) => {
      const plain = await call(`Bearer ${good()}`);
      expect(await call(`Bearer ${good()}`, '/member', { [name]: '1' })).toEqual(plain);
    },
  );
});

test.each(['x-user-id', 'x-user-role', 'x-authenticated-userid'])('a header %s alone is nobody', async (name) => {
  const { statusCode } = await app.inject({ url: '/member', headers: { [name]: '1' } });
  expect(statusCode).toBe(401);
});
