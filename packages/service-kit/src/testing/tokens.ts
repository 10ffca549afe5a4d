// Access tokens written by hand, so that any part of one can be wrong.
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { AUDIENCE, ISSUER } from '../http/identity.ts';

export interface Pair {
  privateKey: KeyObject;
  publicKey: KeyObject;
  pem: string;
}

export function newKeys(): Pair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKey, pem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

type Json = Record<string, unknown>;

export const goodHeader = { alg: 'EdDSA', typ: 'JWT', kid: 'key-1' };

export function goodClaims(change: Json = {}): Json {
  const now = Math.floor(Date.now() / 1_000);
  return {
    sub: '7',
    sid: 'session-1',
    ver: 1,
    jti: 'token-1',
    username: 'ada',
    role: 'member',
    iss: ISSUER,
    aud: AUDIENCE,
    iat: now,
    exp: now + 600,
    ...change,
  };
}

export function part(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

export function signed(privateKey: KeyObject, claims: unknown = goodClaims(), header: Json = goodHeader): string {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
}

export function macOf(secret: string | Buffer, header: Json, claims: Json = goodClaims()): string {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
