// Keeps whole public answers under their tags, and gives them again until a write purges one.
import { createHash } from 'node:crypto';
import type { CachePolicy, Operation } from '@movies/contract';
import { type Cache, unavailable } from '@movies/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Dispatcher } from 'undici';
import { canonicalPath, deadlineOf, failureOf, headersFor } from './proxy.ts';

interface Answer {
  body: string;
  etag: string;
  headers: Record<string, string>;
}

/** An answer that is not worth keeping, thrown past the cache to whoever asked. */
class NotKept {
  readonly status: number;
  readonly body: string;

  constructor(status: number, body: string) {
    this.status = status;
    this.body = body;
  }
}

interface Needs {
  cache: Cache;
  agent: Dispatcher;
  upstream: string;
}

export type AnswerFromCache = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

export function answersOf(
  operation: Operation & { cache: CachePolicy },
  { cache, agent, upstream }: Needs,
): AnswerFromCache {
  const { seconds, tags, for: whose } = operation.cache;
  const known = Object.keys((operation.query as { properties?: object } | undefined)?.properties ?? {}).sort();

  return async (request, reply) => {
    if (whose === 'guests' && request.caller) return undefined;
    const path = canonicalPath(operation, request) + queryOf(request, known);
    const keep = { seconds, tags: tags.map((tag) => fill(tag, request)) };
    try {
      const { value } = await cache.remember(`answer:${path}`, keep, () => ask(path, request));
      return give(value, request, reply);
    } catch (other) {
      if (!(other instanceof NotKept)) throw other;
      return reply.code(other.status).type('application/json; charset=utf-8').send(other.body);
    }
  };

  async function ask(path: string, request: FastifyRequest): Promise<Answer> {
    const { authorization: _, cookie: __, ...headers } = headersFor(operation.service, request);
    const signal = AbortSignal.timeout(deadlineOf(operation));
    const answer = await agent.request({ origin: upstream, path, method: 'GET', headers, signal }).catch((error) => {
      throw unavailable(failureOf(operation.service, error).message, error);
    });
    const body = await answer.body.text();
    if (answer.statusCode === 503) throw unavailable(`The ${operation.service} service has a problem right now.`);
    if (answer.statusCode !== 200) throw new NotKept(answer.statusCode, body);
    return { body, etag: etagOf(body), headers: worthKeeping(answer.headers) };
  }
}

function give({ body, etag, headers }: Answer, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers({ ...headers, etag, 'cache-control': 'public, no-cache', vary: 'Authorization' });
  if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();
  return reply.code(200).send(body);
}

/** Only what the operation knows, in one order: other parameters must not fill the cache. */
function queryOf({ query }: FastifyRequest, known: string[]): string {
  if (known.length === 0) return '';
  const given = new URLSearchParams();
  for (const name of known) {
    const value = (query as Record<string, string | string[] | undefined>)[name];
    for (const one of value === undefined ? [] : [value].flat()) given.append(name, one);
  }
  return given.size === 0 ? '' : `?${given}`;
}

function fill(tag: string, { params }: FastifyRequest): string {
  return tag.replace(/\{(\w+)\}/g, (_, name: string) => (params as Record<string, string>)[name] ?? '');
}

function etagOf(body: string): string {
  return `"${createHash('sha1').update(body).digest('base64url')}"`;
}

const KEPT_HEADERS = ['content-type', 'link', 'x-total-count', 'x-page', 'x-page-count', 'x-limit'];

function worthKeeping(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
