// Asks TMDb: never too quickly, never for long, never for more than fits, and only where it is there.
import type { Log } from '@movies/service-kit';
import type { Static, TSchema } from 'typebox';
import { Agent } from 'undici';
import { type Clock, clock as realClock } from './clock.ts';
import { tmdbAway } from './failures.ts';
import { isOf } from './form.ts';
import { createGate } from './gate.ts';
import { once } from './once.ts';
import { createPace } from './pace.ts';
import { retryAfterMs } from './retry-after.ts';

export interface Tmdb {
  /** What TMDb says at a path, if it is of this form; undefined where there is nothing. Throws where it does not answer. */
  get<T extends TSchema>(path: string, query: Record<string, string>, form: T): Promise<Static<T> | undefined>;
  close(): Promise<void>;
}

export interface TmdbOptions {
  url: string;
  token: string;
  log: Log;
  clock?: Clock;
  timeoutMs?: number;
}

const ANSWER_MS = 2_000;
const LARGEST_ANSWER = 5 * 1024 * 1024;
const LIMITS = { perSecond: 40, atOnce: 10 };

export function createTmdb({ url, token, log, clock = realClock, timeoutMs = ANSWER_MS }: TmdbOptions): Tmdb {
  const { origin, pathname } = new URL(url);
  const base = pathname.replace(/\/+$/, '');
  const headers = { accept: 'application/json', authorization: `Bearer ${token.trim()}` };
  const agent = createAgent(timeoutMs);
  const gate = createGate(clock, log);
  const inPace = createPace(LIMITS, clock);

  async function fetch(path: string): Promise<Answer> {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await agent.request({ origin, path: base + path, method: 'GET', headers, signal });
    const { statusCode: status, headers: said, body } = answer;
    const retryAfter = retryAfterMs(String(said['retry-after']));
    if (status === 429 || (status === 503 && 'retry-after' in said)) gate.closeFor(retryAfter);
    return { status, retryAfter, text: await body.text() };
  }

  async function ask(path: string): Promise<unknown> {
    gate.look();
    const askedAt = clock.now();
    return inPace(async () => {
      // Nobody waits for it any more.
      if (clock.now() - askedAt > timeoutMs) throw tmdbAway(1);
      const { body, refusedFor } = await gate.pass(async () => understood(await fetch(path)));
      if (refusedFor === undefined) return body;
      throw tmdbAway(refusedFor / 1_000);
    });
  }

  const askOnce = once(ask);

  return {
    get: async (path, query, form) => {
      const body = await askOnce(`${path}?${new URLSearchParams(query)}`);
      if (body !== undefined && !isOf(form, body)) {
        log.warn({ path }, 'TMDb answered something that is not understood');
        throw tmdbAway(60);
      }
      return body as Static<typeof form> | undefined;
    },
    close: () => agent.destroy(),
  };
}

function createAgent(timeoutMs: number): Agent {
  return new Agent({
    connections: LIMITS.atOnce,
    pipelining: 1,
    connect: { timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: LARGEST_ANSWER,
    keepAliveTimeout: 10_000,
  });
}

interface Answer {
  status: number;
  /** In milliseconds. */
  retryAfter: number;
  text: string;
}

interface Understood {
  /** Nothing where TMDb says that there is no such thing. */
  body?: unknown;
  /** It is well but does not want this request, or any, for so many milliseconds. */
  refusedFor?: number;
}

/** Throws for what TMDb does not say when it is well. */
function understood({ status, retryAfter, text }: Answer): Understood {
  if (status === 401) throw new Error('TMDb refuses TMDB_API_TOKEN; it wants the API read access token (v4)');
  if ((status > 404 && status < 500) || status === 400) return { refusedFor: retryAfter };
  if (status !== 200 && status !== 404) throw new Error(`TMDb answered ${status}`);
  const body: unknown = JSON.parse(text);
  // A page that says 404 may be of anyone between us and TMDb.
  if (status === 404 && typeof (body as { status_code?: unknown } | null)?.status_code !== 'number') {
    throw new Error('404, but not from TMDb');
  }
  return status === 404 ? {} : { body };
}
