import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportMyData, operation } from '@movies/contract';
import { createAgent, createApp, createLog } from '@movies/service-kit';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Agent, request } from 'undici';
import { takeBodiesAsTheyAre } from './app.ts';
import { routeOperation } from './operations.ts';
import { expectProblem, rawRequest } from './testing.ts';

const MB = 1024 * 1024;
const upload = operation({
  ...exportMyData,
  id: 'upload',
  method: 'POST',
  path: '/files',
  body: Type.Unknown(),
  deadlineMs: 3_000,
});

let service: FastifyInstance;
let gateway: FastifyInstance;
let base: string;
const [agent, client] = [createAgent(), new Agent()];

function emptyApp(): FastifyInstance {
  const log = createLog('test', 'silent');
  const app = createApp({ log, requestLevel: 'info', newRequestId: (given) => given ?? crypto.randomUUID() });
  takeBodiesAsTheyAre(app);
  return app;
}

beforeAll(async () => {
  service = emptyApp();
  service.post(upload.path, { bodyLimit: MB }, async () => 'taken');
  const url = await service.listen({ host: '127.0.0.1', port: 0 });
  gateway = emptyApp();
  const nothing = {} as never;
  routeOperation(gateway, upload, { upstream: { url, agent }, cache: nothing, revocations: nothing });
  base = await gateway.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await client.destroy();
  await gateway.close();
  await agent.destroy();
  await service.close();
});

const FILE = Buffer.alloc(20 * MB, 'x');
const TIMES = 5;

describe('an upload that is too large for the service', () => {
  test.each<[string, Record<string, string>]>([
    ['of a known length', {}],
    ['in chunks', { 'transfer-encoding': 'chunked' }],
  ])('is refused in words: %s', async (_how, headers) => {
    for (let n = 0; n < TIMES; n += 1) {
      const answer = await rawRequest(base, { method: 'POST', path: upload.path, body: FILE, headers });
      expectProblem(answer, 413, 'body_too_large');
    }
  });

  test('is refused in words to undici', async () => {
    for (let n = 0; n < TIMES; n += 1) {
      const answer = await request(`${base}${upload.path}`, { method: 'POST', body: FILE, dispatcher: client });
      expect(answer.statusCode).toBe(413);
      expect(await answer.body.json()).toMatchObject({ code: 'body_too_large' });
    }
  });

  test('is refused in words to who sends all of it before reading anything', async () => {
    const head = `POST ${upload.path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${FILE.length}\r\n\r\n`;
    const socket = connect(Number(new URL(base).port), '127.0.0.1');
    socket.pause();
    const sent = new Promise((resolve) => socket.write(Buffer.concat([Buffer.from(head), FILE]), resolve));
    await sent;
    const [answer] = await once(socket.resume(), 'data');
    socket.destroy();
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 .*"code":"body_too_large"/s);
  });

  test('does not stand in the way of the next', async () => {
    const small = { method: 'POST', path: upload.path, body: FILE.subarray(0, MB) };
    expect(await rawRequest(base, small)).toMatchObject({ status: 200, text: 'taken' });
  });
});
