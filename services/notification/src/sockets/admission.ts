// Who may open a socket at all: pages of our own and of the sites that were named, programs, and not too many of one
// address. Socket.IO's own CORS does not look at WebSocket handshakes.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { type Addresses, isFrom } from './addresses.ts';

type Decide = (error: string | null | undefined, success: boolean) => void;

interface Needs {
  inner: Server;
  allowedOrigins: ReadonlySet<string>;
  addresses: Addresses;
}

export function admission({ inner, allowedOrigins, addresses }: Needs) {
  return (request: IncomingMessage, decide: Decide): void => {
    const { origin } = request.headers;
    const isForeign =
      origin !== undefined && !allowedOrigins.has(origin) && hostOf(origin) !== hostAsked(inner, request);
    const refused = isForeign ? FOREIGN : addresses.admit(request) ? undefined : TOO_MANY;
    if (refused) answer(request.socket, refused);
    decide(refused?.message, refused === undefined);
  };
}

interface Refusal {
  status: string;
  code: string;
  message: string;
}

const FOREIGN: Refusal = {
  status: '403 Forbidden',
  code: 'foreign_origin',
  message: 'Pages of other sites may not connect here.',
};
const TOO_MANY: Refusal = {
  status: '429 Too Many Requests',
  code: 'too_many_connections',
  message: 'There are too many connections from this address.',
};

/** Engine.IO would answer each with a 400 and a bare text. */
function answer(socket: Socket, { status, code, message }: Refusal): void {
  const body = JSON.stringify({ status: 'error', code, message, request_id: randomUUID() });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** The host that the client named; behind the gateway, at the gateway. */
function hostAsked(inner: Server, request: IncomingMessage): string | undefined {
  const told = isFrom(inner, request) ? request.headers['x-forwarded-host'] : undefined;
  return typeof told === 'string' ? told : request.headers.host;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
