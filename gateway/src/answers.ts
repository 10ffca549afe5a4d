// Keeps whole public answers under their tags, and gives them again until a write purges one.
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { CachePolicy, Operation } from '@movies/contract';
import { AppError, type Cache, readCacheTags, unavailable } from '@movies/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { ask, type Upstream, type WholeAnswer } from './forward.ts';
import { canonicalPath, headersFor, headersFrom } from './upstream.ts';

interface KeptAnswer {
  body: string;
  etag: string;
  headers: Record<string, string>;
  /** What it depends on, as the service says; the contract says the rest. */
  tags: string[];
}

/** An answer that is not worth keeping, thrown past the cache to whoever asked. */
class NotKept {
  readonly answer: WholeAnswer;

  constructor(answer: WholeAnswer) {
    this.answer = answer;
  }
}

export type CachedOperation = Operation & { cache: CachePolicy };

export function isCached(operation: Operation): operation is CachedOperation {
  return operation.cache !== undefined;
}

type Answering = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Answers guests, or everyone, from the cache. */
export function cachedAnswers(operation: CachedOperation, cache: Cache, upstream: Upstream): Answering {
  const { seconds, tags } = operation.cache;
  const known = Object.keys(propertiesOf(operation.query)).sort();
  const named = tags.flatMap((tag) => [...tag.matchAll(PLACEHOLDER)].map(([, name = '']) => name));

  async function load(path: string, request: FastifyRequest): Promise<KeptAnswer> {
    const { authorization: _, cookie: __, ...headers } = headersFor(operation.service, request);
    const answer = await ask(operation, { path, headers }, upstream).catch((error) => {
      throw unavailable(error.message, error);
    });
    if (answer.status === 503) throw unavailable(`The ${operation.service} service has a problem right now.`);
    if (answer.status !== 200 || answer.headers['cache-control']?.includes('no-store')) throw new NotKept(answer);
    const body = answer.body.toString();
    const { headers: answered } = answer;
    return { body, etag: etagOf(body), headers: worthKeeping(answered), tags: readCacheTags(answered) };
  }

  async function answerTo(request: FastifyRequest): Promise<KeptAnswer> {
    const path = canonicalPath(operation, request) + queryOf(request, known);
    const answer = () => load(path, request);
    if (!areNamedPlainly(named, request)) return answer();
    const fixed = tags.map((tag) => fill(tag, request));
    const keep = { seconds, tags: (kept: KeptAnswer) => [...fixed, ...kept.tags] };
    return (await cache.remember(`answer:${path}`, keep, answer)).value;
  }

  return async (request, reply) => {
    try {
      return give(await answerTo(request), request, reply);
    } catch (other) {
      if (!(other instanceof NotKept)) throw reasonOf(other);
      const { status, headers, body } = other.answer;
      return reply.code(status).headers(headersFrom(headers)).send(body);
    }
  };
}

/** To the cache a service that fails is away, however it fails; the client is told how. */
function reasonOf(failure: unknown): unknown {
  return failure instanceof AppError && failure.cause instanceof AppError ? failure.cause : failure;
}

function give({ body, etag, headers }: KeptAnswer, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const vary = reply.getHeader('vary');
  reply.headers({ ...headers, etag, 'cache-control': 'public, no-cache' });
  reply.header('vary', vary === undefined ? 'Authorization' : `${vary}, Authorization`);
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

/** A service takes `07` for 7 and other names too, but what was kept under such a name would not be purged with 7. */
function areNamedPlainly(named: string[], { params }: FastifyRequest): boolean {
  return named.every((name) => /^[1-9]\d*$/.test((params as Record<string, string>)[name] ?? ''));
}

function propertiesOf(schema: TSchema | undefined): object {
  return (schema as { properties?: object } | undefined)?.properties ?? {};
}

const PLACEHOLDER = /\{(\w+)\}/g;

function fill(tag: string, { params }: FastifyRequest): string {
  return tag.replace(PLACEHOLDER, (_, name: string) => (params as Record<string, string>)[name] ?? '');
}

function etagOf(body: string): string {
  return `"${createHash('sha1').update(body).digest('base64url')}"`;
}

const KEPT_HEADERS = ['content-type', 'link', 'x-total-count', 'x-page', 'x-page-count', 'x-limit'];

function worthKeeping(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
