// Who is at the other end of a socket, by the token of its handshake: a field of `auth`, or the Authorization header.
import { AppError, type Bearer } from '@movies/service-kit';
import { newBucket } from './bucket.ts';
import type { Logins } from './logins.ts';
import type { ClientSocket } from './types.ts';

type Next = (error?: Error) => void;

export function identityOf(verify: (token: string) => Promise<Bearer>, logins: Logins) {
  return (socket: ClientSocket, next: Next): void => {
    const token = tokenOf(socket);
    const known = token === undefined ? Promise.resolve(undefined) : verify(token);
    known
      .then((bearer) => {
        if (bearer) logins.check(bearer);
        const expires = bearer?.expires ?? Number.POSITIVE_INFINITY;
        socket.data = { caller: bearer?.caller, expires, bucket: newBucket() };
        next();
      })
      .catch((error) => {
        // A refusal is final to a client; one whose connection breaks tries again by itself.
        if (error instanceof AppError && error.kind === 'unavailable') socket.conn.close();
        next(refusal(error));
      });
  };
}

function tokenOf({ handshake: { auth, headers } }: ClientSocket): string | undefined {
  const given: unknown = auth.token;
  if (given !== undefined && given !== null && given !== '') return String(given).replace(/^Bearer\s+/i, '');
  const { authorization } = headers;
  return authorization === undefined ? undefined : authorization.replace(/^Bearer\s+/i, '');
}

function refusal(error: unknown): Error {
  const { code, message } =
    error instanceof AppError ? error : { code: 'internal', message: 'Something went wrong on our side.' };
  return Object.assign(new Error(message), { data: { code } });
}
