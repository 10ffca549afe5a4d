// A typed client of the public API, made from the operations themselves. The web UI and the acceptance tests use it.
import type { BodyOf, Operation, ParamsOf, QueryOf, ReplyOf, Route } from './operation.ts';
import type { Problem } from './problem.ts';
import type { RefusalStatus } from './refusals.ts';

type Part<Name extends string, T> = [T] extends [undefined] ? unknown : { [K in Name]: T };
type OptionalPart<Name extends string, T> = [T] extends [undefined] ? unknown : { [K in Name]?: T };

export type Call<O extends Operation> = Part<'params', ParamsOf<O>> &
  OptionalPart<'query', QueryOf<O>> &
  Part<'body', BodyOf<O>> & {
    token?: string | undefined;
    headers?: Record<string, string>;
    /** Another name of the operation to call it by. */
    via?: Route;
    signal?: AbortSignal;
  };

/** What any operation may answer instead. */
type Refusal = { status: RefusalStatus | 500; body: Problem };

export type Answer<O extends Operation> = (ReplyOf<O> | Refusal) & { headers: Headers };

export type Client = <O extends Operation>(operation: O, call?: Call<O>) => Promise<Answer<O>>;

interface LooseCall {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
  via?: Route;
  signal?: AbortSignal;
}

export function createClient(baseUrl: string, fetchWith: typeof fetch = fetch): Client {
  return async (operation, typedCall) => {
    const call = (typedCall ?? {}) as LooseCall;
    const { method, path } = call.via ?? operation;
    const response = await fetchWith(baseUrl + pathWith(path, call.params) + queryWith(call.query), {
      method,
      headers: headersOf(call),
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      ...(call.signal ? { signal: call.signal } : {}),
    });
    return { status: response.status, body: await bodyOf(response, operation.id), headers: response.headers } as never;
  };
}

function pathWith(path: string, params: Record<string, unknown> = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
}

function queryWith(query: Record<string, unknown> = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0
    ? ''
    : `?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]))}`;
}

function headersOf({ body, token, headers }: LooseCall): Record<string, string> {
  return {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...headers,
  };
}

async function bodyOf(response: Response, operation: string): Promise<unknown> {
  const text = await response.text();
  if (!response.headers.get('content-type')?.includes('json')) return text;
  try {
    return JSON.parse(text);
  } catch (cause) {
    const got = text === '' ? 'nothing' : `"${text.slice(0, 100)}"`;
    throw new Error(`${operation} was answered with ${response.status} and ${got} where JSON was promised`, { cause });
  }
}
