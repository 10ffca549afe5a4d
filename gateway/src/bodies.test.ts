import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { logIn, myProfile } from '@movies/contract';
import {
  expectProblem,
  type GatewayUnderTest,
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

beforeEach(() => {
  service.hits.length = 0;
});

const LIMIT = 64 * 1024;
const MB = 1024 * 1024;

const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
  rawRequest(gateway.url, { method: 'POST', path: logIn.path, body, headers });

describe('a body', () => {
  test.each([{}, { 'transfer-encoding': 'chunked' }])('may have 64 KiB (%j)', async (headers) => {
    const body = 'x'.repeat(LIMIT);
    expect((await post(body, headers)).status).toBe(200);
    expect(service.hits[0]?.body === body).toBe(true);
  });

  test.each([{}, { 'transfer-encoding': 'chunked' }])('may not have a byte more (%j)', async (headers) => {
    expectProblem(await post('x'.repeat(LIMIT + 1), headers), 413, 'body_too_large');
    expect(service.hits).toEqual([]);
  });

  test.each([
    ['application/json', '{"a":1}'],
    ['application/json; charset=utf-8', '{"ä":"\u{1F600}"}'],
    ['text/plain', 'text'],
    ['application/octet-stream', Buffer.from([0, 1, 254, 255])],
    ['application/x-www-form-urlencoded', 'a=1'],
  ])('of %s comes to the service as it is, byte for byte', async (type, body) => {
    expect((await post(body, { 'content-type': type })).status).toBe(200);
    expect(service.hits[0]?.headers['content-type']).toBe(type);
    expect(service.hits[0]?.body).toBe(Buffer.from(body).toString());
  });

  test('of no type, or none at all, is up to the service', async () => {
    expect((await post('x')).status).toBe(200);
    expect((await post('')).status).toBe(200);
    expect((await rawRequest(gateway.url, { method: 'POST', path: logIn.path })).status).toBe(200);
    expect(service.hits.map(({ body }) => body)).toEqual(['x', '', '']);
  });

  test.each(['json', ';;', '/', 'a/b/c', 'text', '\t'])('of a type that is none (%j) is refused', async (type) => {
    expectProblem(await post('{}', { 'content-type': type }), 415, 'unsupported_media_type');
    expect(service.hits).toEqual([]);
  });

  test('of a GET is not passed on, and is not taken for the next request', async () => {
    const inside = `GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n`;
    const headers = { authorization: `Bearer ${service.token()}` };
    const { status } = await rawRequest(gateway.url, { path: myProfile.path, headers, body: inside });
    expect(status).toBe(200);
    expect(service.hits.map(({ method, body }) => [method, body])).toEqual([['GET', '']]);
  });
});

interface Endless {
  answer: string;
  taken: number;
}

/** Sends until there is an answer, then waits for the connection to be closed. */
async function sendEndlessly(head: string, piece: Buffer): Promise<Endless> {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (data) => {
    answer += data;
  });
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.write(head);
  while (answer === '' && !socket.destroyed && socket.bytesWritten < 64 * MB) {
    socket.write(piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const taken = socket.bytesWritten - socket.writableLength;
  await closed;
  return { answer, taken };
}

describe('a body without end', () => {
  const head = `POST ${logIn.path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`;
  const chunk = Buffer.from(`4000\r\n${' '.repeat(0x4000)}\r\n`);

  test.each([
    ['in chunks', `${head}Transfer-Encoding: chunked\r\n\r\n`],
    ['of a length no one believes', `${head}Content-Length: 1000000000\r\n\r\n`],
  ])('%s is refused, and no more of it is taken', async (_how, start) => {
    const { answer, taken } = await sendEndlessly(start, chunk);
    // Whoever goes on sending may be cut off before they have read it.
    expect(answer).toMatch(/^(HTTP\/1\.1 413 .*"code":"body_too_large".*)?$/s);
    expect(taken).toBeLessThan(32 * MB);
    expect(service.hits).toEqual([]);
  });

  test('of a length no one believes is refused before any of it came', async () => {
    const { hostname, port } = new URL(gateway.url);
    const socket = connect(Number(port), hostname);
    socket.write(`${head}Content-Length: 1000000000\r\n\r\n`);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });
});

test.each(['x'.repeat(20_000), 'x'.repeat(200_000)])('headers without measure are refused', async (long) => {
  expectProblem(await rawRequest(gateway.url, { path: '/health/live', headers: { 'x-long': long } }), 431);
});
