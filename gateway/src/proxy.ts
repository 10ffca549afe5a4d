// Passes a request on to its service: only the headers we know, to the operation's own path, within its time.

import type { IncomingHttpHeaders } from 'node:http';
import httpProxy from '@fastify/http-proxy';
import { type Operation, type Route, routesOf, type ServiceName } from '@movies/contract';
import { AppError, REVOCATIONS_HEADER, readRevocations, unavailable } from '@movies/service-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Dispatcher } from 'undici';
import type { Revocations } from './revocations.ts';

export interface ProxyNeeds {
  upstream: string;
  agent: Dispatcher;
  revocations: Revocations;
  /** Gives an answer that is kept, where there may be one. */
  cached?: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: Operation;
  }
}

export function proxyOperation(app: FastifyInstance, operation: Operation, needs: ProxyNeeds): void {
  const { upstream, agent, revocations, cached } = needs;
  for (const [method, paths] of byMethod(routesOf(operation))) {
    app.register(httpProxy, {
      upstream,
      routes: paths,
      httpMethods: [method],
      config: { operation },
      undici: agent as never,
      proxyPayloads: false,
      disableRequestLogging: true,
      ...(cached ? { preHandler: cached as never } : {}),
      handler: (request, reply) =>
        reply.from(canonicalPath(operation, request), optionsFor(operation, request, revocations)),
    });
  }
}

function byMethod(routes: Route[]): Map<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const { method, path } of routes) grouped.set(method, [...(grouped.get(method) ?? []), path]);
  return grouped;
}

export function canonicalPath({ path }: Operation, { params }: FastifyRequest): string {
  if (!path.includes(':')) return path;
  return path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent((params as Record<string, string>)[name] ?? ''),
  );
}

type FromOptions = NonNullable<Parameters<FastifyReply['from']>[1]>;

function optionsFor(operation: Operation, request: FastifyRequest, revocations: Revocations): FromOptions {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const type = request.headers['content-type'];
  return {
    method: isRead ? (request.method as 'GET') : operation.method,
    ...(isRead || request.body === undefined
      ? {}
      : { body: request.body, contentType: type ?? 'application/octet-stream' }),
    timeout: deadlineOf(operation) + 1_000,
    // By default a 503 is tried ten times more, and a POST may be among them.
    retryDelay: () => null,
    rewriteRequestHeaders: () => headersFor(operation.service, request),
    rewriteHeaders: (headers) => headersFrom(headers as IncomingHttpHeaders, revocations),
    onError: (reply, { error }) => void reply.send(failureOf(operation.service, error)),
    onResponse: (_request, reply, answer) => {
      const { stream } = answer as unknown as { stream: NodeJS.ReadableStream & { destroy(): void } };
      if (reply.sent) stream.destroy();
      else reply.send(stream);
    },
  } as FromOptions;
}

export function deadlineOf({ deadlineMs }: Operation): number {
  return deadlineMs ?? 2_000;
}

const PASSED_ON = [
  'accept',
  'accept-language',
  'content-type',
  'content-length',
  'user-agent',
  'authorization',
] as const;

/** What a service is told of a request. Nothing else a client sends gets through, whatever it is called. */
export function headersFor(service: ServiceName, request: FastifyRequest): Record<string, string> {
  const { headers, id, ip, protocol, host, method } = request;
  const passed: Record<string, string> = {
    'x-request-id': id,
    'x-forwarded-for': ip,
    'x-forwarded-proto': protocol,
    'x-forwarded-host': host,
  };
  for (const name of PASSED_ON) {
    const value = headers[name];
    if (value !== undefined) passed[name] = value;
  }
  if (service === 'auth' && headers.cookie) passed.cookie = headers.cookie;
  if (method === 'GET' || method === 'HEAD') delete passed['content-length'];
  return passed;
}

const OURS = new Set(['connection', 'keep-alive', 'x-request-id', 'date', REVOCATIONS_HEADER]);

function headersFrom(headers: IncomingHttpHeaders, revocations: Revocations): IncomingHttpHeaders {
  const revoked = headers[REVOCATIONS_HEADER];
  if (typeof revoked === 'string') revocations.add(readRevocations(revoked));
  const kept: IncomingHttpHeaders = { 'cache-control': 'private, no-store' };
  for (const name in headers) if (!OURS.has(name)) kept[name] = headers[name];
  return kept;
}

const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
const TOO_LATE = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

export function failureOf(service: ServiceName, error: Error & { cause?: unknown }): AppError {
  const cause = (error.cause ?? error) as { code?: string };
  const { code = '' } = cause;
  if (NOT_REACHED.has(code))
    return unavailable(`The ${service} service is away right now. Try again in a moment.`, cause);
  if (TOO_LATE.has(code)) return new AppError('late', 'too_late', `The ${service} service took too long.`, { cause });
  return new AppError('broken', 'bad_gateway', `The ${service} service broke off its answer.`, { cause });
}
