import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { operations as all, type Operation, routesOf } from '@movies/contract';
import {
  clientsHits,
  type GatewayUnderTest,
  rawRequest,
  type ScriptedService,
  startGatewayForTest,
  startScriptedService,
} from './testing.ts';

const operations = all.filter(({ service }) => service !== 'gateway');

let service: ScriptedService;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  service = await startScriptedService();
  gateway = await startGatewayForTest(service);
});

afterAll(async () => {
  await gateway.stop();
  await service.stop();
});

beforeEach(async () => {
  service.hits.length = 0;
  await gateway.resources.cache.clear();
});

const SENT = '{"left":"as it is",  "unknown":[1,2]}';

function call(operation: Operation, path: string, method = operation.method as string) {
  const authorization = `Bearer ${service.token({ role: 'superuser' })}`;
  const mayHaveBody = method !== 'GET' && method !== 'HEAD';
  const headers = { ...(operation.access === 'optional' ? {} : { authorization }), 'content-type': 'application/json' };
  return rawRequest(gateway.url, { method, path, headers, ...(mayHaveBody ? { body: SENT } : {}) });
}

/** Where an answer may be kept, what the operation does not know is left out. */
function seenOf({ cache, query }: Operation, search: string): string {
  if (!cache) return search;
  const known = Object.keys((query as { properties?: object } | undefined)?.properties ?? {});
  const given = new URLSearchParams(search);
  return new URLSearchParams([...given].filter(([name]) => known.includes(name))).toString();
}

const filled = (path: string) => path.replace(/:\w+/g, '7');

describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (_id, operation) => {
  const seen = `${operation.method} ${filled(operation.path)}`;

  const names = routesOf(operation).flatMap(({ method, path }) => [
    [method, path],
    [method, `${path}/`],
    [method, `${path}?page=2&q=a%20b`],
  ]);
  test.each(names)('%s %s reaches its service by its canonical name', async (method, path) => {
    const { status, text } = await call(operation, filled(path as string), method);
    expect({ status, text }).toEqual({ status: 200, text: '{"message":"ok"}' });
    const search = seenOf(operation, path?.split('?')[1] ?? '');
    const hits = clientsHits(service);
    expect(hits.map(({ method, url }) => `${method} ${url}`)).toEqual([search ? `${seen}?${search}` : seen]);
    expect(hits[0]?.body).toBe(method === 'GET' ? '' : SENT);
  });

  test('nothing is in two minds about who answers it', () => {
    const others = all.filter((other) => other !== operation).flatMap(routesOf);
    const ours = routesOf(operation).map(({ method, path }) => `${method} ${filled(path)}`);
    const theirs = new Set(others.map(({ method, path }) => `${method} ${filled(path)}`));
    expect(ours.filter((route) => theirs.has(route))).toEqual([]);
  });
});

describe('HEAD', () => {
  const readable = operations.filter(({ method }) => method === 'GET').map((operation) => [operation.id, operation]);
  test.each(readable as [string, Operation][])('of %s answers like GET, without the body', async (_id, operation) => {
    const { status, text, headers } = await call(operation, filled(operation.path), 'HEAD');
    expect({ status, text }).toEqual({ status: 200, text: '' });
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(service.hits).toHaveLength(1);
  });
});

test('every operation has an id of its own', () => {
  const ids = all.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
