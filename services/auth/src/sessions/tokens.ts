// Access tokens: short-lived, signed, readable by anyone who has the public key. Refresh tokens: random, known to us only
// by their hash.
import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Profile } from '@movies/contract';
import { AUDIENCE, ISSUER, type TokenClaims } from '@movies/service-kit';
import { createSigner } from 'fast-jwt';
import type { Keys, SigningKey } from '../keys/keys.ts';
import type { SessionRef } from './sessions.repository.ts';

export const ACCESS_SECONDS = 600;

export type SignToken = (person: Profile, session: SessionRef) => string;

type Signer = (claims: TokenClaims) => string;

export function tokenSigner(keys: Keys): SignToken {
  let signing: { key: SigningKey; sign: Signer } | undefined;
  return (person, session) => {
    const key = keys.current();
    if (signing?.key.id !== key.id) signing = { key, sign: signerWith(key) };
    return signing.sign({
      sub: String(person.id),
      sid: session.id,
      ver: session.version,
      jti: randomUUID(),
      username: person.username,
      role: person.is_superuser ? 'superuser' : person.is_staff ? 'staff' : 'member',
    });
  };
}

function signerWith(key: SigningKey): Signer {
  return createSigner({
    algorithm: 'EdDSA',
    key: key.private_key,
    kid: key.id,
    iss: ISSUER,
    aud: AUDIENCE,
    expiresIn: ACCESS_SECONDS * 1_000,
  }) as Signer;
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * The token that follows another. Whoever lost the answer to a refresh gets the same one again from the old token and the
 * salt; the salt alone, in a stolen database, gives nothing.
 */
export function successorOf(token: string, salt: Buffer): string {
  return createHmac('sha256', token).update(salt).digest('base64url');
}
