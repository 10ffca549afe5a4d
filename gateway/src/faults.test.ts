import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { logIn, myProfile } from '@movies/contract';
import {
  type Answered,
  expectProblem,
  type GatewayUnderTest,
  type Hit,
  rawRequest,
  type ScriptedService,
  startGatewayForTest,
  startScriptedService,
} from './testing.ts';

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

const ROUTES = [
  ['a write', 'POST', logIn.path],
  ['a read', 'GET', myProfile.path],
  ['a read from the cache', 'GET', '/api/profile/1'],
] as const;

function ask(method: string, path: string): Promise<Answered> {
  const headers = path === myProfile.path ? { authorization: `Bearer ${service.token()}` } : {};
  return rawRequest(gateway.url, { method, path, headers, ...(method === 'POST' ? { body: '{"a":1}' } : {}) });
}

/** Answers with bytes that are no business of an HTTP library. */
const bytes = (text: string) => (_hit: Hit, response: ServerResponse) =>
  response.socket?.end(Buffer.from(text, 'latin1'));
const half = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"half":';

describe.each(ROUTES)('%s (%s %s)', (_what, method, path) => {
  const isWrite = method === 'POST';

  test('is answered with a 503 while the service is not there, and again as soon as it is', async () => {
    service.answer((_hit, response) => response.end('{}'));
    await service.goAway();
    const answer = await ask(method, path);
    expectProblem(answer, 503, 'unavailable');
    expect(answer.headers['retry-after']).toBe('1');
    expect(answer.ms).toBeLessThan(600);
    await service.comeBack();
    expect((await ask(method, path)).status).toBe(200);
  });

  test.each([
    ['breaks off in the middle', half],
    ['breaks off in the middle of a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"half":'],
    ['breaks off in the headers', 'HTTP/1.1 200 OK\r\nContent-Type: appl'],
    ['is no HTTP', '220 smtp.example ready\r\n\r\n'],
    ['is HTTP of another time', 'HTTP/9.9 200 OK\r\n\r\n'],
    ['has a header that is none', 'HTTP/1.1 200 OK\r\nno header at all\r\n\r\n{}'],
    ['has two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
    ['has a length that is none', 'HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\n{}'],
    ['has a status that is none', 'HTTP/1.1 099 Odd\r\nContent-Length: 2\r\n\r\n{}'],
    ['has headers without end', `HTTP/1.1 200 OK\r\nx-long: ${'x'.repeat(100_000)}\r\n\r\n{}`],
  ])('is answered with a 502 where the answer %s, and a write is sent once', async (_how, answer) => {
    service.answer(bytes(answer));
    expectProblem(await ask(method, path), 502, 'bad_gateway');
    expect(service.hits.length).toBeLessThanOrEqual(isWrite ? 1 : 3);
    service.answer((_hit, response) => response.end('{}'));
    expect((await ask(method, path)).status).toBe(200);
  });

  test('is sent once where the connection breaks before the answer, if it may have done something', async () => {
    service.answer((_hit, response) => response.destroy());
    expectProblem(await ask(method, path), 502, 'bad_gateway');
    expect(service.hits).toHaveLength(isWrite ? 1 : 3);
  });

  test.each([500, 502, 503, 504])('is not asked for again after a %i', async (status) => {
    const problem = { status: 'error', code: 'of_the_service', message: 'Later, please.', request_id: 'x' };
    service.answer((_hit, response) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'retry-after': '7' })
        .end(JSON.stringify(problem)),
    );
    const answer = await ask(method, path);
    expect(answer.status).toBe(status);
    expect(service.hits).toHaveLength(1);
  });

  test.each([
    ['without a body', 'HTTP/1.1 204 No Content\r\n\r\n', 204],
    [
      'after word that it comes',
      `HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}`,
      200,
    ],
    [
      'with odd characters in a header',
      'HTTP/1.1 200 OK\r\nx-odd: \xe2\x82\xac\xff\r\nContent-Length: 2\r\n\r\n{}',
      200,
    ],
    ['without a length', 'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}', 200],
    ['of a status nobody knows', 'HTTP/1.1 299 Odd\r\nContent-Length: 2\r\n\r\n{}', 299],
  ])('is answered with an answer %s', async (_how, answer, status) => {
    service.answer(bytes(answer));
    expect(await ask(method, path)).toMatchObject({ status });
  });
});

test('what a service says of its own trouble comes through as it is', async () => {
  const problem = { status: 'error', code: 'database_away', message: 'Later, please.', request_id: 'x' };
  service.answer((_hit, response) => response.writeHead(503, { 'retry-after': '7' }).end(JSON.stringify(problem)));
  const { text, headers } = await ask('POST', logIn.path);
  expect(JSON.parse(text)).toEqual(problem);
  expect(headers['retry-after']).toBe('7');
});
