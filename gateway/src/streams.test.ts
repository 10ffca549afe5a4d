import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { exportMyData, operation } from '@movies/contract';
import { createAgent, createApp, createLog } from '@movies/service-kit';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { takeBodiesAsTheyAre } from './app.ts';
import { routeOperation } from './operations.ts';
import {
  type Answered,
  expectProblem,
  type Hit,
  rawRequest,
  type ScriptedService,
  startScriptedService,
} from './testing.ts';

const PATIENCE_MS = 300;
const download = operation({ ...exportMyData, path: '/files/:id', aliases: ['GET /f/:id'], deadlineMs: PATIENCE_MS });
const upload = operation({
  ...exportMyData,
  id: 'upload',
  method: 'POST',
  path: '/files',
  body: Type.Unknown(),
  deadlineMs: PATIENCE_MS,
});

let service: ScriptedService;
let app: FastifyInstance;
let base: string;
const agent = createAgent();

beforeAll(async () => {
  service = await startScriptedService();
  app = createApp({
    log: createLog('test', 'silent'),
    requestLevel: 'info',
    newRequestId: () => crypto.randomUUID(),
  });
  takeBodiesAsTheyAre(app);
  const nothing = {} as never;
  const needs = { upstream: { url: service.url, agent }, cache: nothing, revocations: nothing };
  for (const each of [download, upload]) routeOperation(app, each, needs);
  base = await app.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await app.close();
  await agent.destroy();
  await service.stop();
});

beforeEach(() => {
  service.hits.length = 0;
});

const get = (path = '/files/7'): Promise<Answered> => rawRequest(base, { path });
const post = (body: string | Buffer, headers = {}): Promise<Answered> =>
  rawRequest(base, { method: 'POST', path: '/files', body, headers });
const bytes = (text: string) => (_hit: Hit, response: ServerResponse) =>
  response.socket?.end(Buffer.from(text, 'latin1'));

describe('what is too large to hold', () => {
  test('flows through to the client as it is', async () => {
    const file = randomBytes(2_000_000).toString('base64');
    const disposition = 'attachment; filename="all.json"';
    service.answer((_hit, response) => response.writeHead(200, { 'content-disposition': disposition }).end(file));
    const { status, text, headers } = await get('/f/7?a=1');
    expect(status).toBe(200);
    expect(text === file).toBe(true);
    expect(headers).toMatchObject({ 'content-disposition': disposition, 'cache-control': 'private, no-store' });
    expect(service.hits[0]?.url).toBe('/files/7?a=1');
  });

  test('flows through to the service as it is', async () => {
    service.answer((_hit, response) => response.writeHead(202).end('{}'));
    const file = randomBytes(2_000_000).toString('base64');
    for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
      service.hits.length = 0;
      expect((await post(file, headers)).status).toBe(202);
      expect(service.hits[0]?.body === file).toBe(true);
    }
  });

  test.each(['/files/..', '/files/%2e%2e', '/files/.'])('%s does not become another path', async (path) => {
    expectProblem(await get(path), 400);
    expect(service.hits).toEqual([]);
  });
});

describe('when the service fails', () => {
  test('by not being there, that is said', async () => {
    await service.goAway();
    for (const answer of [await get(), await post('file')]) {
      expectProblem(answer, 503, 'unavailable');
      expect(answer.headers['retry-after']).toBe('1');
    }
    await service.comeBack();
  });

  test('by saying nothing, it is given up in time', async () => {
    service.answer(() => undefined);
    for (const answer of await Promise.all([get(), post('file')])) {
      expectProblem(answer, 504, 'too_late');
      expect(answer.ms).toBeLessThan(PATIENCE_MS + 1_500);
    }
    expect(service.hits).toHaveLength(2);
  });

  test.each([
    ['is no HTTP', '220 smtp.example ready\r\n\r\n'],
    ['breaks off in the headers', 'HTTP/1.1 200 OK\r\nContent-Ty'],
    ['has a status that is none', 'HTTP/1.1 099 Odd\r\nContent-Length: 2\r\n\r\n{}'],
  ])('with an answer that %s, that is said', async (_how, answer) => {
    service.answer(bytes(answer));
    expectProblem(await get(), 502, 'bad_gateway');
    service.hits.length = 0;
    expectProblem(await post('file'), 502, 'bad_gateway');
    expect(service.hits).toHaveLength(1);
    service.answer((_hit, response) => response.end('{}'));
    expect((await get()).status).toBe(200);
  });

  test('with a 503, it is not asked again', async () => {
    service.answer((_hit, response) => response.writeHead(503, { 'retry-after': '1' }).end('{}'));
    const answer = await get();
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('1');
    expect(service.hits).toHaveLength(1);
  });

  test('in the middle, the client can tell that the file is not whole', async () => {
    service.answer(bytes('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"half":'));
    await expect(get()).rejects.toThrow(/aborted|socket hang up/);
    service.answer(bytes('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"half":'));
    await expect(get()).rejects.toThrow(/aborted|socket hang up/);
  });

  test('by stopping in the middle, the client is not left waiting', async () => {
    service.answer((_hit, response) => response.writeHead(200, { 'content-length': '100' }).write('{"half":'));
    const started = performance.now();
    await expect(get()).rejects.toThrow(/aborted|socket hang up/);
    expect(performance.now() - started).toBeLessThan(PATIENCE_MS + 1_500);
  });
});
