import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createLog } from '../log.ts';
import { createApp } from './app.ts';

let app: FastifyInstance;
let port: number;

beforeAll(async () => {
  app = createApp({
    log: createLog('test', 'silent'),
    requestLevel: 'debug',
    newRequestId: () => 'id',
    bodyWithinMs: 500,
  });
  app.get('/', async () => ({ fine: true }));
  app.post('/', async () => ({ fine: true }));
  app.post('/upload', { config: { streams: true } }, async () => ({ fine: true }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as AddressInfo).port;
});
afterAll(() => app.close());

async function everythingFrom(socket: Socket): Promise<string> {
  let said = '';
  socket.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  await once(socket, 'close');
  return said;
}

async function say(bytes: string): Promise<{ head: string; body: Record<string, string> }> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return parsed(await everythingFrom(socket));
}

function parsed(answer: string) {
  const [head = '', text = ''] = answer.split('\r\n\r\n');
  return { head, body: JSON.parse(text) };
}

describe('bytes that are no HTTP request are answered in the shape of every failure', () => {
  test.each([
    ['nonsense', 'hello, is it me?\r\n\r\n', 400, 'malformed'],
    ['a TLS greeting', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400, 'malformed'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx', 400, 'malformed'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'malformed',
    ],
    ['a header that is broken', 'GET / HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n', 400, 'malformed'],
    ['too large headers', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
  ])('%s', async (_, bytes, status, code) => {
    const { head, body } = await say(bytes);
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toMatch(/Content-Type: application\/json/);
    expect(body).toMatchObject({ status: 'error', code });
    expect(head).toContain(`X-Request-Id: ${body.request_id}`);
  });

  test('a client that breaks off harms nobody', async () => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf');
    socket.resetAndDestroy();
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
  });
});

describe('a request that comes drop by drop', () => {
  async function drip(beginning: string, drop: string) {
    const began = Date.now();
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    socket.write(beginning);
    const drops = setInterval(() => socket.write(drop), 100);
    const said = await everythingFrom(socket).finally(() => clearInterval(drops));
    return { ...parsed(said), seconds: (Date.now() - began) / 1_000 };
  }

  test('has 5 seconds for its headers, and an upload 10 minutes', () => {
    expect([app.server.headersTimeout, app.server.requestTimeout]).toEqual([5_000, 600_000]);
  });

  test('is given up after its time, which is looked at every second', async () => {
    app.server.headersTimeout = 400;
    const { head, body, seconds } = await drip('GET / HTTP/1.1\r\nHost: a\r\n', 'X-Drop: 1\r\n');
    expect(head).toMatch(/^HTTP\/1.1 408 /);
    expect(body).toMatchObject({ status: 'error', code: 'too_slow' });
    expect(seconds).toBeLessThan(2.5);
  });

  test('also where it is the body that drips', async () => {
    const { head } = await drip(
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n',
      ' ',
    );
    expect(head).toMatch(/^HTTP\/1.1 408 /);
  });

  test('is waited for where a body may be large', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /upload HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n');
    for (const drop of '{"a":"bcde"}') {
      socket.write(drop);
      await new Promise((next) => setTimeout(next, 80));
    }
    socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect((await everythingFrom(socket)).match(/HTTP\/1.1 200 /g)).toHaveLength(2);
  });
});
