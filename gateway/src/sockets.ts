// Lets WebSocket handshakes of Socket.IO through to the notification service, and then the bytes, both ways. The handshake
// takes the way of every other request, with its id, its budget and its errors; nothing but WebSocket gets that far.
import { request as ask, type IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Operation } from '@movies/contract';
import { AppError, unavailable } from '@movies/service-kit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Guard } from './guard.ts';
import { failureOf, headersFor, searchOf } from './upstream.ts';

const PATH = '/socket.io';
const SERVICE = 'notification';
const PATIENCE_MS = 2_000;
/** As any reading: who is at the other end, the service asks itself. */
const HANDSHAKE = { access: 'public', budget: 'read', service: SERVICE, method: 'GET' } as Operation;

interface Ends {
  socket: Duplex;
  head: Buffer;
}

export function passSockets(app: FastifyInstance, guard: Guard, url: string): void {
  const upgrades = new WeakMap<IncomingMessage, Ends>();
  const open = new Set<Duplex>();
  app.route({
    method: 'GET',
    url: PATH,
    exposeHeadRoute: false,
    onRequest: async (request, reply) => {
      if (!upgrades.has(request.raw)) throw new AppError('invalid', 'websocket_only', 'Connect with WebSocket.');
      await guard(HANDSHAKE, request, reply);
    },
    handler: async (request, reply) => {
      const inside = await upgradeAt(url, request);
      reply.hijack();
      const outside = upgrades.get(request.raw) as Ends;
      reply.raw.detachSocket(outside.socket as never);
      (outside.socket as Duplex).write(inside.answer);
      join(outside, inside, open);
    },
  });
  hearUpgrades(app, upgrades);
  // The server waits for its connections, and does not know these any more.
  app.addHook('preClose', async () => {
    for (const socket of open) socket.destroy();
  });
}

/** Has an upgrade routed like a request. What asks for another one (h2c, say) is answered as if it had not. */
function hearUpgrades(app: FastifyInstance, upgrades: WeakMap<IncomingMessage, Ends>): void {
  const isOurs = ({ url = '', headers }: IncomingMessage) =>
    url.startsWith(PATH) && headers.upgrade?.toLowerCase() === 'websocket';
  Object.assign(app.server, { shouldUpgradeCallback: isOurs });
  app.server.on('upgrade', (request, socket, head) => {
    upgrades.set(request, { socket, head });
    socket.on('error', () => undefined);
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket as never);
    response.on('finish', () => socket.end());
    app.routing(request, response);
  });
}

interface Upgraded extends Ends {
  /** The service's answer, as it goes to the client. */
  answer: string;
}

function upgradeAt(url: string, request: FastifyRequest): Promise<Upgraded> {
  return new Promise((upgraded, refuse) => {
    const fail = (error: Error) => refuse(failureOf(SERVICE, error));
    const asked = ask(`${url}${PATH}/${searchOf(request)}`, { headers: handshakeOf(request), agent: false });
    const late = setTimeout(() => asked.destroy(tooLate()), PATIENCE_MS);
    asked.on('upgrade', (answer, socket, head) => {
      clearTimeout(late);
      upgraded({ socket, head, answer: answerOf(answer) });
    });
    asked.on('response', (answer) => {
      clearTimeout(late);
      refusalOf(answer).then(refuse, fail);
    });
    asked.on('error', (error) => {
      clearTimeout(late);
      if (error instanceof AppError) refuse(error);
      else fail(error);
    });
    asked.end();
  });
}

function tooLate(): AppError {
  return new AppError('late', 'too_late', `The ${SERVICE} service took too long.`);
}

const OF_HANDSHAKE = ['sec-websocket-key', 'sec-websocket-version', 'sec-websocket-extensions', 'origin'];

function handshakeOf(request: FastifyRequest): Record<string, string> {
  const headers: Record<string, string> = {
    ...headersFor(SERVICE, request),
    connection: 'Upgrade',
    upgrade: 'websocket',
  };
  for (const name of OF_HANDSHAKE) {
    const value = request.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  return headers;
}

const OF_ANSWER = ['sec-websocket-accept', 'sec-websocket-extensions'];

function answerOf({ headers }: IncomingMessage): string {
  const kept = OF_ANSWER.flatMap((name) => (headers[name] === undefined ? [] : [`${name}: ${headers[name]}`]));
  return ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade', ...kept, '', ''].join(
    '\r\n',
  );
}

const MOST_READ = 1_024;
const KINDS: Record<number, 'forbidden' | 'limited'> = { 403: 'forbidden', 429: 'limited' };

/** The service's reason, in our words for everything else. */
async function refusalOf(answer: IncomingMessage): Promise<AppError> {
  let text = '';
  for await (const chunk of answer.setEncoding('utf8')) {
    text += chunk;
    if (text.length > MOST_READ) break;
  }
  const status = answer.statusCode ?? 500;
  if (status >= 500) return unavailable(`The ${SERVICE} service has a problem right now.`);
  const { code = 'refused', message = 'The connection was refused.' } = jsonOf(text);
  return new AppError(KINDS[status] ?? 'invalid', code, message);
}

function jsonOf(text: string): { code?: string; message?: string } {
  try {
    return JSON.parse(text) as { code?: string; message?: string };
  } catch {
    return {};
  }
}

function join(outside: Ends, inside: Ends, open: Set<Duplex>): void {
  outside.socket.write(inside.head);
  inside.socket.write(outside.head);
  for (const [socket, peer] of [
    [outside.socket, inside.socket],
    [inside.socket, outside.socket],
  ] as const) {
    open.add(socket);
    (socket as Duplex & { setNoDelay?: (on: boolean) => void }).setNoDelay?.(true);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      open.delete(socket);
      peer.destroy();
    });
    socket.pipe(peer);
  }
}
