// The Fastify instance that gateway and services build on: limits, ids, errors and logs are the same in all of them.
import type { Server } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { StartupError } from '../errors.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Log } from '../log.ts';
import { asPartOf } from '../request-id.ts';
import { answerBrokenConnection } from './broken-connections.ts';
import { failuresSentBy, nothingAt } from './failures.ts';
import { serializerOf } from './serialization.ts';
import { refuseSlowBodies } from './slow-bodies.ts';
import { validatorOf } from './validation.ts';

export interface AppOptions {
  log: Log;
  /** One line per request at this level; the gateway's is `info`, since it sees every request. */
  requestLevel: 'debug' | 'info';
  /** Proxies whose word about the client's address is taken: addresses or networks. */
  trustProxy?: string[];
  newRequestId: (rawId: string | undefined) => string;
  /** How long the body of a request may take to arrive. */
  bodyWithinMs?: number;
}

const BODY_LIMIT = 64 * 1024;
const SMALL_BODY_MS = 10_000;
/** 100 MB over a line of 1.5 Mbit/s. */
const LONGEST_UPLOAD_MS = 10 * 60_000;

export function createApp(options: AppOptions): FastifyInstance {
  const { log, requestLevel, trustProxy, newRequestId, bodyWithinMs = SMALL_BODY_MS } = options;
  const fail = failuresSentBy(log);
  const app = Fastify({
    // No logger per request: making one costs as much as the rest of a small request. What is logged names the request.
    logController: new OneLinePerRequest(log, requestLevel),
    genReqId: (raw) => newRequestId(raw.headers['x-request-id'] as string | undefined),
    trustProxy: trustProxy && trustProxy.length > 0 ? trustProxy : false,
    bodyLimit: BODY_LIMIT,
    // A connection that drips its request is closed: Node's own defaults leave it open for minutes.
    requestTimeout: LONGEST_UPLOAD_MS,
    http: { headersTimeout: 5_000, connectionsCheckingInterval: 1_000 },
    keepAliveTimeout: 72_000,
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    clientErrorHandler: answerBrokenConnection,
    frameworkErrors: (error, request, reply) => fail(error, request as FastifyRequest, reply as FastifyReply),
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(validatorOf);
  app.setSerializerCompiler(serializerOf);
  app.setErrorHandler(fail);
  app.setNotFoundHandler((request, reply) => fail(nothingAt(request), request, reply));
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    asPartOf(request.id, done);
  });
  refuseSlowBodies(app, bodyWithinMs);
  acceptEmptyJson(app);
  return app;
}

/** Many clients name JSON as the content type of a POST or DELETE that has no body. */
function acceptEmptyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else parse(request, body as string, done);
  });
}

class OneLinePerRequest extends LogController {
  readonly #log: Log;
  readonly #level: 'debug' | 'info';

  constructor(log: Log, level: 'debug' | 'info') {
    super({ disableRequestLogging: true });
    this.#log = log;
    this.#level = level;
  }

  override requestCompleted(_error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (!this.#log.isLevelEnabled(this.#level)) return;
    const { id: request_id, method, url, ip } = request;
    const path = url.split('?', 1)[0];
    const { statusCode: status } = reply;
    const ms = Math.round(reply.elapsedTime);
    this.#log[this.#level]({ request_id, method, path, status, ms, ip }, `${method} ${path} ${status} ${ms} ms`);
  }
}

/** A replica that will end answers each connection once more: a connection kept would be closed under the next request. */
function turnAway(server: Server, leaving: AbortSignal): void {
  server.prependListener('request', (_request, response) => {
    if (leaving.aborted) response.setHeader('connection', 'close');
  });
}

interface Place {
  host: string;
  port: number;
  /** The environment variable that names the port, for the person who finds it taken. */
  variable: string;
}

/** Starts to listen, and stops in order at the process's end. Answers the port. */
export async function listen(
  app: FastifyInstance,
  lifecycle: Lifecycle,
  { host, port, variable }: Place,
): Promise<number> {
  lifecycle.atEnd('http', () => app.close());
  turnAway(app.server, lifecycle.leaving);
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw placeError(error as NodeJS.ErrnoException, { host, port, variable });
  }
  return portOf(app.server);
}

function placeError(error: NodeJS.ErrnoException, { host, port, variable }: Place): Error {
  if (error.code === 'EADDRINUSE') {
    return new StartupError(`Port ${port} is taken by another program. Set ${variable} to a free one.`);
  }
  if (error.code === 'EACCES')
    return new StartupError(`Port ${port} needs more rights. Set ${variable} to one above 1023.`);
  if (error.code === 'EADDRNOTAVAIL') return new StartupError(`This machine has no address ${host}. Change HOST.`);
  return error;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  return address.port;
}
