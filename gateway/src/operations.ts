// Every operation of the contract becomes a route, under all its names; nothing else does.
import httpProxy from '@fastify/http-proxy';
import { type Operation, type Route, routesOf } from '@movies/contract';
import { type Cache, REVOCATIONS_HEADER, readRevocations } from '@movies/service-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { cachedAnswers, isCached } from './answers.ts';
import { forward, type Upstream, type WholeAnswer } from './forward.ts';
import type { Revocations } from './revocations.ts';
import type { StandIn } from './stand-in.ts';
import { detachBody, passAnswer } from './uploads.ts';
import { canonicalPath, deadlineOf, failureOf, headersFor, headersFrom } from './upstream.ts';

export interface Needs {
  upstream: Upstream;
  cache: Cache;
  revocations: Revocations;
  /** What is answered in place of an operation's service, where the contract says that something is. */
  standIn?: StandIn | undefined;
}

export function routeOperation(app: FastifyInstance, operation: Operation, needs: Needs): void {
  for (const route of routesOf(operation)) {
    if (operation.streams) streamOperation(app, operation, route, needs.upstream);
    else
      app.route({ method: route.method, url: route.path, config: { operation }, handler: handlerOf(operation, needs) });
  }
}

function handlerOf(operation: Operation, { upstream, cache, revocations, standIn }: Needs) {
  const fromCache = isCached(operation) ? cachedAnswers(operation, cache, upstream) : undefined;
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const isForAll = operation.cache?.for === 'everyone' || !request.caller;
    if (fromCache && isForAll) return fromCache(request, reply);
    const answer = forward(operation, request, upstream);
    const whole = operation.standIn && standIn ? await orStandIn(answer, standIn, request) : await answer;
    return give(whole, reply, revocations);
  };
}

async function orStandIn(answer: Promise<WholeAnswer>, standIn: StandIn, request: FastifyRequest) {
  const given = await answer.catch(() => undefined);
  if (given === undefined || given.status >= 500) return standIn.answer(request);
  standIn.remember(request);
  return given;
}

function give({ status, headers, body }: WholeAnswer, reply: FastifyReply, revocations: Revocations): FastifyReply {
  const revoked = headers[REVOCATIONS_HEADER];
  if (typeof revoked === 'string') revocations.add(readRevocations(revoked));
  return reply.code(status).headers(headersFrom(headers)).send(body);
}

/** For what is too large to hold: bodies and answers flow through. */
function streamOperation(app: FastifyInstance, operation: Operation, route: Route, { url, agent }: Upstream): void {
  app.register(httpProxy, {
    upstream: url,
    routes: [route.path],
    httpMethods: [route.method],
    config: { operation, streams: true },
    undici: agent as never,
    disableRequestLogging: true,
    handler: (request, reply) => {
      detachBody(request);
      // Without the query: it is passed on as it came.
      return reply.from(canonicalPath(operation, request), {
        timeout: deadlineOf(operation),
        // By default a 503 is asked for ten times more.
        retryDelay: () => null,
        rewriteRequestHeaders: () => withLength(headersFor(operation.service, request), request),
        rewriteHeaders: (headers) => headersFrom(headers as never) as never,
        onResponse: passAnswer as never,
        onError: (to, { error }) => void to.send(failureOf(operation.service, (error.cause ?? error) as Error)),
      });
    },
  });
}

function withLength(
  headers: Record<string, string>,
  { headers: given, method }: FastifyRequest,
): Record<string, string> {
  const length = given['content-length'];
  return length === undefined || method === 'GET' ? headers : { ...headers, 'content-length': length };
}
