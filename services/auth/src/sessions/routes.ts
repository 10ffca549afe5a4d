import * as contract from '@movies/contract';
import { AppError, answer, revocationsHeader, type Serve } from '@movies/service-kit';
import type { FastifyRequest } from 'fastify';
import { logIn } from '../accounts/login.ts';
import { register } from '../accounts/registration.ts';
import type { Context } from '../context.ts';
import { cookieToken, noRefreshCookie, refreshCookie } from './refresh-cookie.ts';
import { type Client, endOneSession, endOtherSessions, logOut, mySessions, refreshSession } from './sessions.ts';

export function sessionRoutes(serve: Serve, context: Context): void {
  serve(contract.register, async ({ body, request }) => {
    const { person, tokens } = await register(context, body, clientOf(request));
    const headers = { location: `/api/profile/${person.id}`, ...refreshCookie(request, tokens.refresh_token) };
    const message = 'User registered successfully';
    return answer(201, { message, ...tokens, user: person.username, profile: person }, headers);
  });

  serve(contract.logIn, async ({ body, request }) => {
    const { person, tokens } = await logIn(context, body, clientOf(request));
    const headers = refreshCookie(request, tokens.refresh_token);
    return answer(200, { message: 'Login successful', ...tokens, user: person.username, profile: person }, headers);
  });

  serve(contract.refresh, async ({ body, request, reply }) => {
    const token = body.refresh_token ?? cookieToken(request) ?? missing();
    const { tokens, person } = await refreshSession(context, token).catch((failure) => {
      if (isRefusal(failure) && token === cookieToken(request)) reply.headers(noRefreshCookie(request));
      throw failure;
    });
    const headers = refreshCookie(request, tokens.refresh_token);
    return answer(200, { message: 'Tokens refreshed', ...tokens, profile: person }, headers);
  });

  serve(contract.logOut, async ({ caller, request }) => {
    const ended = await logOut(context, caller);
    const headers = { ...revocationsHeader(ended), ...noRefreshCookie(request) };
    return answer(200, { message: 'User logged out' }, headers);
  });

  serve(contract.listSessions, async ({ caller }) => answer(200, await mySessions(context, caller)));

  serve(contract.endSession, async ({ params, caller }) => {
    const ended = await endOneSession(context, caller.userId, params.id);
    return answer(200, { message: 'Session ended' }, revocationsHeader(ended));
  });

  serve(contract.endOtherSessions, async ({ caller }) => {
    const ended = await endOtherSessions(context, caller);
    return answer(200, { message: inWords(ended.length) }, revocationsHeader(ended));
  });
}

function clientOf(request: FastifyRequest): Client {
  return { userAgent: request.headers['user-agent'] ?? '', address: request.ip };
}

function isRefusal(failure: unknown): boolean {
  return failure instanceof AppError && failure.kind === 'unauthenticated';
}

function inWords(ended: number): string {
  return ended === 1 ? '1 session ended' : `${ended} sessions ended`;
}

function missing(): never {
  const message = 'Send the refresh token in the body or as the cookie.';
  throw new AppError('unauthenticated', 'refresh_token_missing', message);
}
