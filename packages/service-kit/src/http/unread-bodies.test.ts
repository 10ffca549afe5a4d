import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { Agent, request } from 'undici';
import { createLog } from '../log.ts';
import { createApp } from './app.ts';

const MB = 1024 * 1024;
let app: FastifyInstance;
let base: string;
const agent = new Agent();

beforeAll(async () => {
  app = createApp({ log: createLog('test', 'silent'), requestLevel: 'info', newRequestId: () => crypto.randomUUID() });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.post('/upload', { bodyLimit: MB }, async () => 'taken');
  base = await app.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await agent.destroy();
  await app.close();
});

interface Sent {
  answer: string;
  /** How the connection ended: by a reset where there is an error. */
  error: NodeJS.ErrnoException | undefined;
  bytes: number;
  ms: number;
}

/** Sends all of it before it reads anything, as simple clients do. */
async function sendAll(head: string, pieces: Iterable<Buffer>): Promise<Sent> {
  const { hostname, port } = new URL(base);
  const socket = connect(Number(port), hostname);
  socket.pause();
  let error: Sent['error'];
  let answer = '';
  socket.on('error', (failure) => {
    error = failure;
  });
  const closed = new Promise((resolve) => socket.on('close', resolve));
  const started = performance.now();
  socket.write(`POST /upload HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n${head}\r\n\r\n`);
  for (const piece of pieces) {
    if (socket.destroyed) break;
    if (!socket.write(piece)) await Promise.race([once(socket, 'drain').catch(() => undefined), closed]);
    await turn();
  }
  socket.on('data', (data) => {
    answer += data;
  });
  socket.resume();
  await closed;
  return { answer, error, bytes: socket.bytesWritten, ms: performance.now() - started };
}

function* pieces(bytes: number, wrap = (piece: Buffer) => piece): Generator<Buffer> {
  for (let sent = 0; sent < bytes; sent += MB / 4) yield wrap(Buffer.alloc(MB / 4, 'x'));
}

const asChunk = (piece: Buffer) =>
  Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);

describe('whoever sends 20 MB where 1 MB may be', () => {
  test('is told so where the length is known', async () => {
    const { answer, error } = await sendAll(`Content-Length: ${20 * MB}`, pieces(20 * MB));
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*connection: close.*"code":"body_too_large".*\}$/is);
    expect(error).toBeUndefined();
  });

  test('is told so where it comes in chunks', async () => {
    const chunks = [...pieces(20 * MB, asChunk), Buffer.from('0\r\n\r\n')];
    const { answer, error } = await sendAll('Transfer-Encoding: chunked', chunks);
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*"code":"body_too_large".*\}$/s);
    expect(error).toBeUndefined();
  });

  test.each<[string, () => Buffer | Iterable<Buffer>]>([
    ['whole', () => Buffer.alloc(20 * MB, 'x')],
    ['as a stream', () => pieces(20 * MB)],
  ])('is told so by undici: %s', async (_how, body) => {
    for (let n = 0; n < 5; n += 1) {
      const answer = await request(`${base}/upload`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
        body: body() as Buffer,
        dispatcher: agent,
      });
      expect(answer.statusCode).toBe(413);
      expect(await answer.body.json()).toMatchObject({ status: 'error', code: 'body_too_large' });
    }
  });
});

describe('whoever is told', () => {
  test('and says nothing more is waited for a second, not longer', async () => {
    const { answer, ms } = await sendAll(`Content-Length: ${20 * MB}`, pieces(2 * MB));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(ms).toBeLessThan(4_500);
  });

  test('and goes on without end is cut off', async () => {
    const { bytes } = await sendAll('Content-Length: 1000000000', pieces(200 * MB));
    expect(bytes).toBeLessThan(100 * MB);
  });
});
