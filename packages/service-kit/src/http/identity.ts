// Who calls. The gateway and every service verify the access token themselves; no header is believed.
import jwt from '@fastify/jwt';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';

export interface Caller {
  userId: number;
  username: string;
  sessionId: string;
  /** Grows when a session's tokens are replaced, say because a role changed; older tokens are void then. */
  sessionVersion: number;
  isStaff: boolean;
  isSuperuser: boolean;
}

/** The claims of an access token. */
export interface TokenClaims {
  sub: string;
  sid: string;
  ver: number;
  jti: string;
  username: string;
  role: 'member' | 'staff' | 'superuser';
}

/** Finds the public key, as PEM, that has this id. */
export type FindKey = (keyId: string) => Promise<string | undefined>;

export const ISSUER = 'movie-review-platform';
export const AUDIENCE = 'movie-review-platform-api';
const CACHED_TOKENS = 10_000;

export type Identify = (request: FastifyRequest) => Promise<Caller | undefined>;

export function withIdentity(app: FastifyInstance, findKey: FindKey): Identify {
  app.register(jwt, {
    secret: { public: (_request: FastifyRequest, token: unknown) => keyOf(token, findKey) } as never,
    decode: { complete: true },
    verify: {
      algorithms: ['EdDSA'],
      allowedIss: ISSUER,
      allowedAud: AUDIENCE,
      requiredClaims: ['exp', 'sub', 'sid', 'jti'],
      cache: CACHED_TOKENS,
    },
  });
  return async (request) => {
    if (request.headers.authorization === undefined) return undefined;
    return callerOf(await claimsOf(request));
  };
}

async function keyOf(token: unknown, findKey: FindKey): Promise<string> {
  const { kid } = (token as { header: { kid?: unknown } }).header;
  const key = typeof kid === 'string' && kid.length <= 64 ? await findKey(kid) : undefined;
  if (!key) throw invalidToken();
  return key;
}

async function claimsOf(request: FastifyRequest): Promise<TokenClaims> {
  try {
    return await request.jwtVerify<TokenClaims>();
  } catch (error) {
    if (error instanceof AppError) throw error;
    if ((error as { code?: string }).code === 'FST_JWT_AUTHORIZATION_TOKEN_EXPIRED') throw expiredToken();
    throw invalidToken();
  }
}

function callerOf({ sub, sid, ver, username, role }: TokenClaims): Caller {
  return {
    userId: Number(sub),
    username,
    sessionId: sid,
    sessionVersion: ver,
    isStaff: role !== 'member',
    isSuperuser: role === 'superuser',
  };
}

export function mustLogIn(): AppError {
  return new AppError('unauthenticated', 'login_required', 'Log in to do this: send an access token.');
}

export function invalidToken(): AppError {
  return new AppError('unauthenticated', 'invalid_token', 'The access token is not valid. Log in again.');
}

export function expiredToken(): AppError {
  return new AppError(
    'unauthenticated',
    'token_expired',
    'The access token has expired. Get a new one with the refresh token.',
  );
}
