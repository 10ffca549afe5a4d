// What passes between gateway and services: the headers we know and no others, to the operation's own path.
import type { IncomingHttpHeaders } from 'node:http';
import type { Answerer, Operation } from '@movies/contract';
import { AppError, unavailable } from '@movies/service-kit';
import type { FastifyRequest } from 'fastify';

const USUAL_DEADLINE_MS = 2_000;

export function deadlineOf({ deadlineMs }: Operation): number {
  return deadlineMs ?? USUAL_DEADLINE_MS;
}

export function canonicalPath({ path }: Operation, { params }: FastifyRequest): string {
  if (!path.includes(':')) return path;
  return path.replace(/:(\w+)/g, (_, name: string) => segment((params as Record<string, string>)[name] ?? ''));
}

/** One part of a path; `..` would make it another path for whoever resolves it. */
function segment(value: string): string {
  if (value === '.' || value === '..')
    throw new AppError('invalid', 'invalid_url', 'The path of the request is not valid.');
  return encodeURIComponent(value);
}

export function searchOf({ url }: FastifyRequest): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}

const PASSED_ON = ['accept', 'accept-language', 'content-type', 'user-agent', 'authorization'] as const;

/** What a service is told of a request. Nothing else a client sends gets through, whatever it is called. */
export function headersFor(service: Answerer, request: FastifyRequest): Record<string, string> {
  const { headers, id, ip, protocol, host } = request;
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
  return passed;
}

const NOT_FOR_CLIENTS = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
  'x-cache-tags',
  'x-request-id',
  'x-revoked-sessions',
]);

/** What a client is told of an answer. */
export function headersFrom(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const kept: IncomingHttpHeaders = { 'cache-control': 'private, no-store' };
  for (const name in headers) if (!NOT_FOR_CLIENTS.has(name)) kept[name] = headers[name];
  return kept;
}

const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
const TOO_LATE = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_ABORTED']);

export function failureOf(service: Answerer, cause: Error & { code?: string }): AppError {
  const { code = '' } = cause;
  if (NOT_REACHED.has(code))
    return unavailable(`The ${service} service is away right now. Try again in a moment.`, cause);
  if (TOO_LATE.has(code)) return new AppError('late', 'too_late', `The ${service} service took too long.`, { cause });
  return new AppError('broken', 'bad_gateway', `The ${service} service broke off its answer.`, { cause });
}
