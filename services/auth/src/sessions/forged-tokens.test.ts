import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { listPeople, myProfile } from '@movies/contract';
import { createSigner } from 'fast-jwt';
import { type AuthUnderTest, claimsOf, type Member, newMember, startAuthForTest } from '../testing.ts';

let auth: AuthUnderTest;
let member: Member;

beforeAll(async () => {
  auth = await startAuthForTest();
  member = await newMember(auth);
});
afterAll(() => auth.stop());

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const part = (n: number) => member.token.split('.')[n] ?? '';
const claims = () => claimsOf(member.token);
const soon = () => Math.floor(Date.now() / 1_000) + 600;

/** Signed with the true key, which shows that the claims alone are why it is refused. */
function signed(changes: Record<string, unknown>, header: Record<string, unknown> = {}): string {
  const { id, private_key: key } = auth.context.keys.current();
  const sign = createSigner({ algorithm: 'EdDSA', key, kid: id, header: { alg: 'EdDSA', ...header } });
  const all = { ...claims(), ...changes };
  return sign(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));
}

function signedByOthers(header: Record<string, unknown> = {}): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const sign = createSigner({
    algorithm: 'EdDSA',
    key,
    kid: auth.context.keys.current().id,
    header: { alg: 'EdDSA', ...header },
  });
  return sign(claims());
}

function hmacWithPublicKey(): string {
  const { id, public_key } = auth.context.keys.current();
  const text = `${encoded({ alg: 'HS256', typ: 'JWT', kid: id })}.${part(1)}`;
  return `${text}.${createHmac('sha256', public_key).update(text).digest('base64url')}`;
}

const FORGERIES: Record<string, () => string> = {
  'with another signature': () => `${part(0)}.${part(1)}.${'A'.repeat(86)}`,
  'with no signature': () => `${part(0)}.${part(1)}.`,
  'with other claims': () => `${part(0)}.${encoded({ ...claims(), role: 'superuser' })}.${part(2)}`,
  'with the algorithm none': () => `${encoded({ alg: 'none', typ: 'JWT' })}.${part(1)}.`,
  'with the algorithm None and a key': () =>
    `${encoded({ alg: 'None', kid: auth.context.keys.current().id })}.${part(1)}.${part(2)}`,
  'with the public key as a secret': hmacWithPublicKey,
  'of another key': () => signedByOthers(),
  'of another key, sent along': () => signedByOthers({ jwk: { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' } }),
  'of another key, to be fetched': () => signedByOthers({ jku: 'http://127.0.0.1:9/jwks.json' }),
  'of a key nobody knows': () => `${encoded({ alg: 'EdDSA', kid: randomUUID() })}.${part(1)}.${part(2)}`,
  'of a key with a strange name': () => `${encoded({ alg: 'EdDSA', kid: "' OR 1=1 --" })}.${part(1)}.${part(2)}`,
  'of no key': () => `${encoded({ alg: 'EdDSA' })}.${part(1)}.${part(2)}`,
  'of a key that is none': () => `${encoded({ alg: 'EdDSA', kid: { $ne: '' } })}.${part(1)}.${part(2)}`,
  'that has expired': () => signed({ exp: soon() - 700, iat: soon() - 1_300 }),
  'that never expires': () => signed({ exp: undefined }),
  'of nobody': () => signed({ sub: undefined }),
  'of no session': () => signed({ sid: undefined }),
  'without an id': () => signed({ jti: undefined }),
  'of another issuer': () => signed({ iss: 'someone-else' }),
  'for another audience': () => signed({ aud: 'someone-else' }),
  'of a session that never was': () => signed({ sid: randomUUID() }),
  'of an older version': () => signed({ ver: 0 }),
  'that is not yet good': () => signed({ nbf: soon() }),
  'that is no token': () => 'no.such.token',
  'that is nothing': () => '',
  'that is very long': () => 'x'.repeat(9_000),
};

test.each(Object.keys(FORGERIES))('a token %s is refused', async (name) => {
  const token = FORGERIES[name]?.() ?? '';
  const { status, headers, body } = await auth.api(myProfile, { token });
  expect(status).toBe(401);
  expect(headers.get('www-authenticate')).toBe('Bearer');
  expect(body).toMatchObject({ status: 'error', code: expect.stringMatching(/^(invalid_token|token_expired)$/) });
});

test('the same token, untouched, is taken', async () => {
  expect((await auth.api(myProfile, { token: member.token })).status).toBe(200);
  expect((await auth.api(myProfile, { token: signed({}) })).status).toBe(200);
});

test.each(['Basic', 'bearer', 'Bearer  ', ''])(
  'an Authorization that begins with "%s" gives no more rights',
  async (scheme) => {
    const answer = await auth.api(myProfile, { headers: { authorization: `${scheme} ${member.token}` } });
    expect([200, 401]).toContain(answer.status);
  },
);

test.each(['x-user-id', 'x-user-role', 'x-viewer', 'x-auth-user', 'x-forwarded-user'])(
  'a header %s says nothing',
  async (name) => {
    expect((await auth.api(myProfile, { headers: { [name]: String(member.id) } })).status).toBe(401);
    const headers = { [name]: 'superuser' };
    expect((await auth.api(listPeople, { token: member.token, headers })).status).toBe(403);
  },
);
