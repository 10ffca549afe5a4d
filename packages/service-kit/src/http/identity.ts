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
const MOST_REMEMBERED = 10_000;

export type Identify = (request: FastifyRequest) => Promise<Caller | undefined>;

interface Verified {
  caller: Caller;
  keyId: string;
  key: string;
  expires: number;
}

/** Verifies a token once, and remembers it, word for word, for as long as it and its key are good. */
export function withIdentity(app: FastifyInstance, findKey: FindKey): Identify {
  registerVerifier(app, findKey);
  const verified = new Map<string, Verified>();

  async function verify(request: FastifyRequest, header: string): Promise<Caller> {
    const { header: head, payload } = await verifiedToken(request);
    const key = await findKey(head.kid);
    if (!key) throw invalidToken();
    const caller = callerOf(payload);
    if (verified.size >= MOST_REMEMBERED) verified.clear();
    verified.set(header, { caller, keyId: head.kid, key, expires: payload.exp * 1_000 });
    return caller;
  }

  return async (request) => {
    const { authorization } = request.headers;
    if (authorization === undefined) return undefined;
    const known = verified.get(authorization);
    if (!known) return verify(request, authorization);
    if (known.expires <= Date.now()) throw expiredToken();
    if ((await findKey(known.keyId)) !== known.key) throw invalidToken();
    return known.caller;
  };
}

export interface Bearer {
  caller: Caller;
  /** When the token expires, in milliseconds since 1970. */
  expires: number;
}

/** Verifies a token that came without a request, over a socket. For an app that has identity, once it is ready. */
export async function bearerOf(app: FastifyInstance, findKey: FindKey, token: string): Promise<Bearer> {
  try {
    const key = await keyOf(app.jwt.decode(token, { complete: true }), findKey);
    const { payload } = app.jwt.verify<Token>(token, { ...VERIFY, key } as never);
    return { caller: callerOf(payload), expires: payload.exp * 1_000 };
  } catch (error) {
    throw refusalOf(error);
  }
}

const VERIFY = {
  algorithms: ['EdDSA' as const],
  allowedIss: ISSUER,
  allowedAud: AUDIENCE,
  // What is not here is not checked either: without an issuer, `allowedIss` lets a token through.
  requiredClaims: ['exp', 'iss', 'aud', 'sub', 'sid', 'ver', 'jti', 'username', 'role'],
  complete: true,
};

function registerVerifier(app: FastifyInstance, findKey: FindKey): void {
  app.register(jwt, {
    secret: { public: (_request: FastifyRequest, token: unknown) => keyOf(token, findKey) } as never,
    decode: { complete: true },
    verify: VERIFY,
  });
}

async function keyOf(token: unknown, findKey: FindKey): Promise<string> {
  const { kid } = (token as { header?: { kid?: unknown } } | null)?.header ?? {};
  const key = typeof kid === 'string' && kid.length <= 64 ? await findKey(kid) : undefined;
  if (!key) throw invalidToken();
  return key;
}

interface Token {
  header: { kid: string };
  payload: TokenClaims & { exp: number };
}

async function verifiedToken(request: FastifyRequest): Promise<Token> {
  try {
    return await request.jwtVerify<Token>();
  } catch (error) {
    throw refusalOf(error);
  }
}

const EXPIRED = new Set(['FST_JWT_AUTHORIZATION_TOKEN_EXPIRED', 'FAST_JWT_EXPIRED']);

function refusalOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return EXPIRED.has((error as { code?: string }).code ?? '') ? expiredToken() : invalidToken();
}

function callerOf({ sub, sid, ver, username, role }: TokenClaims): Caller {
  return {
    userId: Number(sub),
    username,
    sessionId: sid,
    sessionVersion: ver,
    isStaff: role === 'staff' || role === 'superuser',
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
