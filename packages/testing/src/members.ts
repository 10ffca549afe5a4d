// Members whose access tokens a service under test accepts, without an auth service beside it.
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { AUDIENCE, type FindKey, ISSUER, type TokenClaims } from '@movies/service-kit';

export interface TestMember {
  id: number;
  username: string;
  token: string;
}

export interface Members {
  findKey: FindKey;
  /** Every call is someone else. */
  newMember(role?: TokenClaims['role']): TestMember;
  /** Another token of a member, of another session, that lives so long. */
  tokenOf(member: TestMember, seconds: number): string;
}

const KEY_ID = 'test';

export function createMembers(): Members {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  let count = 0;

  function token(id: number, username: string, role: TokenClaims['role'], seconds = 600): string {
    const iat = Math.floor(Date.now() / 1_000);
    const claims: TokenClaims = { sub: String(id), sid: randomUUID(), ver: 1, jti: randomUUID(), username, role };
    const whole = { ...claims, iss: ISSUER, aud: AUDIENCE, iat, exp: iat + seconds };
    const text = `${part({ alg: 'EdDSA', typ: 'JWT', kid: KEY_ID })}.${part(whole)}`;
    return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
  }

  return {
    findKey: async (keyId) => (keyId === KEY_ID ? pem : undefined),
    newMember: (role = 'member') => {
      count += 1;
      const username = `member${count}`;
      return { id: count, username, token: token(count, username, role) };
    },
    tokenOf: ({ id, username }, seconds) => token(id, username, 'member', seconds),
  };
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
