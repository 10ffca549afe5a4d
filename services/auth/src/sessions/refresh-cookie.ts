// A browser keeps its refresh token in a cookie that no script can read and no other site can make it send.

import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';

const NAME = 'refresh_token';
const PATH = '/api/auth';
const DAYS_30 = 30 * 24 * 3600;

export function refreshCookie(request: FastifyRequest, token: string): Record<string, string> {
  return { 'set-cookie': cookie(request, token, DAYS_30) };
}

export function noRefreshCookie(request: FastifyRequest): Record<string, string> {
  return { 'set-cookie': cookie(request, '', 0) };
}

export function cookieToken(request: FastifyRequest): string | undefined {
  return parseCookie(request.headers.cookie ?? '')[NAME] || undefined;
}

function cookie(request: FastifyRequest, value: string, maxAge: number): string {
  const secure = request.protocol === 'https';
  return stringifySetCookie({
    name: NAME,
    value,
    httpOnly: true,
    sameSite: 'strict',
    path: PATH,
    maxAge,
    secure,
  });
}
