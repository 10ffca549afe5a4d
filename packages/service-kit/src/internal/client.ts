// Asks another service something on its `/internal` side.
import type { Dispatcher } from 'undici';
import { unavailable } from '../errors.ts';
import { createAgent } from './agent.ts';
import { SECRET_HEADER } from './secret.ts';

export interface InternalClient {
  get<T>(url: string, options?: { timeoutMs?: number; signal?: AbortSignal }): Promise<T>;
  close(): Promise<void>;
}

export function createInternalClient(secret: string): InternalClient {
  const agent: Dispatcher = createAgent();
  return {
    get: async <T>(url: string, { timeoutMs = 1_000, signal }: { timeoutMs?: number; signal?: AbortSignal } = {}) => {
      const { origin, pathname, search } = new URL(url);
      const signals = [AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])];
      const { statusCode, body } = await agent.request({
        origin,
        path: pathname + search,
        method: 'GET',
        headers: { [SECRET_HEADER]: secret },
        signal: AbortSignal.any(signals),
      });
      if (statusCode !== 200) throw unavailable(`${origin}${pathname} answered ${statusCode}: ${await body.text()}`);
      return (await body.json()) as T;
    },
    close: () => agent.close(),
  };
}
