// Who may open a socket at all: pages of our own and of the sites that were named, programs, and not too many of one
// address. Socket.IO's own CORS does not look at WebSocket handshakes.
import type { IncomingMessage, Server } from 'node:http';
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
    if (isForeign) decide('Pages of other sites may not connect here.', false);
    else if (!addresses.admit(request)) decide('There are too many connections from this address.', false);
    else decide(null, true);
  };
}

/** The host that the client named; behind the gateway, at the gateway. */
function hostAsked(inner: Server, request: IncomingMessage): string | undefined {
  const told = isFrom(inner, request) ? request.headers['x-forwarded-host'] : undefined;
  return typeof told === 'string' ? told : request.headers.host;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
