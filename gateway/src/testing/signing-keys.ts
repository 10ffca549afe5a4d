// Keys of the scripted auth service, and tokens as it or a forger would make them.
import { createHmac, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import type { KeySet } from '@movies/contract';
import { AUDIENCE, ISSUER } from '@movies/service-kit';

export interface SigningKey {
  id: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export interface SigningKeys {
  current(): SigningKey;
  published(): KeySet;
  /** A token that is in order but for the claims given. */
  token(claims?: object): string;
  /** Signs with a new key; the old one is gone. */
  exchange(): void;
}

export function createKeys(): SigningKeys {
  let key = newKey();
  return {
    current: () => key,
    published: () => ({ keys: [toJwk(key)] }),
    token: (claims = {}) => signed({ alg: 'EdDSA', typ: 'JWT', kid: key.id }, { ...goodClaims(), ...claims }, key),
    exchange: () => {
      key = newKey();
    },
  };
}

export function newKey(): SigningKey {
  return { id: randomUUID(), ...generateKeyPairSync('ed25519') };
}

export function toJwk({ id, publicKey }: SigningKey): KeySet['keys'][number] {
  const { kty = '', crv = '', x = '' } = publicKey.export({ format: 'jwk' });
  return { kty, crv, x, kid: id, alg: 'EdDSA', use: 'sig' };
}

/** Everything a token must say; each is of someone else. */
export function goodClaims(): Record<string, unknown> {
  people += 1;
  const now = Math.floor(Date.now() / 1_000);
  return {
    sub: String(people),
    sid: randomUUID(),
    ver: 1,
    jti: randomUUID(),
    username: `person${people}`,
    role: 'member',
    iss: ISSUER,
    aud: AUDIENCE,
    iat: now,
    exp: now + 600,
  };
}

let people = 0;

export function signed(header: object, claims: object, { privateKey }: Pick<SigningKey, 'privateKey'>): string {
  const text = unsigned(header, claims);
  return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
}

export function withHmac(header: object, claims: object, secret: string): string {
  const text = unsigned(header, claims);
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

/** Header and claims, without the last part. */
export function unsigned(header: object, claims: object): string {
  return [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
}
