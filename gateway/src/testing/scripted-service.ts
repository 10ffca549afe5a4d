// Plays the auth service before the gateway: its keys and its event log are in order, what it answers to clients is up to
// the test.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SECRET_HEADER } from '@movies/service-kit';
import { createEventLog, type ScriptedLog } from './event-log.ts';
import { createKeys, type SigningKeys } from './signing-keys.ts';

/** A request of a client, as it got through to the service. */
export interface Hit {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  /** The names in the order and the case they came in. */
  rawHeaders: string[];
  body: string;
}

/** What clients' requests came to; what the gateway asks for itself, for when recommendations are away, is none of them. */
export function clientsHits({ hits }: Pick<ScriptedService, 'hits'>): Hit[] {
  return hits.filter(({ url }) => url !== '/api/movies?sort=popularity&limit=100');
}

export type Script = (hit: Hit, response: ServerResponse) => unknown;

export interface ScriptedService {
  url: string;
  internalSecret: string;
  /** What came through, in order. */
  hits: Hit[];
  /** What is answered from now on. */
  answer(script: Script): void;
  /** What of its inside is not to be had, and which paths of it were asked for. */
  inside: { away: 'nothing' | 'keys' | 'event log' | 'both'; asked: string[] };
  keys: SigningKeys;
  /** A token that this service signed. */
  token: SigningKeys['token'];
  tell: ScriptedLog['tell'];
  /** Listens no more: whoever connects is refused. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

const INTERNAL_SECRET = 'only-for-tests-0123456789';

export const answersOk: Script = (_hit, response) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"message":"ok"}');

export async function startScriptedService(first: Script = answersOk): Promise<ScriptedService> {
  const hits: Hit[] = [];
  const keys = createKeys();
  const log = createEventLog();
  const inside: ScriptedService['inside'] = { away: 'nothing', asked: [] };
  let script = first;

  async function answerClient(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers, rawHeaders } = request;
    const hit = { method, url, headers, rawHeaders, body: await text(request) };
    hits.push(hit);
    await script(hit, response);
  }

  function answerInside(request: IncomingMessage, response: ServerResponse): unknown {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://service');
    inside.asked.push(pathname);
    const part = pathname === '/internal/events' ? 'event log' : 'keys';
    if (inside.away === part || inside.away === 'both') return request.socket.destroy();
    if (part === 'event log') return log.read(searchParams, response);
    if (pathname === '/internal/jobs') return json(response, { counts: {}, failed: [] });
    return json(response, pathname === '/health/ready' ? { status: 'OK' } : keys.published());
  }

  const listening = await listenOnFreePort((request, response) => {
    if (request.headers[SECRET_HEADER] === INTERNAL_SECRET) answerInside(request, response);
    else answerClient(request, response).catch(() => response.destroy());
  });
  const answer = (next: Script) => {
    script = next;
  };
  const { token } = keys;
  return { ...listening, internalSecret: INTERNAL_SECRET, hits, answer, inside, keys, token, tell: log.tell };
}

async function listenOnFreePort(answer: RequestListener) {
  const server = createServer({ keepAliveTimeout: 72_000 }, answer);
  const listen = async (at: number) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const goAway = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${port}`, goAway, comeBack: async () => void (await listen(port)), stop: goAway };
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
