// Asks another service something on its `/internal` side.
import type { Dispatcher } from 'undici';
import { unavailable } from '../errors.ts';
import { requestId } from '../request-id.ts';
import { createAgent } from './agent.ts';
import { SECRET_HEADER } from './secret.ts';

interface Patience {
  timeoutMs?: number;
  signal?: AbortSignal;
}

export interface InternalClient {
  get<T>(url: string, options?: Patience): Promise<T>;
  post<T>(url: string, body: unknown, options?: Patience): Promise<T>;
  close(): Promise<void>;
}

const JSON_BODY = { 'content-type': 'application/json' };

function ofRequest(): Record<string, string> {
  const id = requestId();
  return id === undefined ? {} : { 'x-request-id': id };
}

export function createInternalClient(secret: string): InternalClient {
  const agent: Dispatcher = createAgent();

  async function ask<T>(url: string, body: unknown, { timeoutMs = 1_000, signal }: Patience): Promise<T> {
    const { origin, pathname, search } = new URL(url);
    const signals = [AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])];
    const sent = agent.request({
      origin,
      path: pathname + search,
      method: body === undefined ? 'GET' : 'POST',
      headers: { [SECRET_HEADER]: secret, ...ofRequest(), ...(body === undefined ? {} : JSON_BODY) },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.any(signals),
    });
    const answer = await sent.catch((cause) => {
      // In words of its own: its code would be taken for the database's where someone asks in a transaction.
      throw new Error(`nobody answers at ${origin}`, { cause });
    });
    const { statusCode } = answer;
    if (statusCode !== 200)
      throw unavailable(`${origin}${pathname} answered ${statusCode}: ${await answer.body.text()}`);
    return (await answer.body.json()) as T;
  }

  return {
    get: (url, patience = {}) => ask(url, undefined, patience),
    post: (url, body, patience = {}) => ask(url, body, patience),
    close: () => agent.close(),
  };
}
