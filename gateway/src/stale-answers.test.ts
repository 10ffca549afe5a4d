import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { operation, profile } from '@movies/contract';
import { createAgent, createApp, createCache, createLog } from '@movies/service-kit';
import { eventually } from '@movies/testing';
import type { FastifyInstance } from 'fastify';
import { routeOperation } from './operations.ts';
import { getFrom, said, someone, type Told, tellingState } from './testing/profiles.ts';
import { expectProblem, type Script, type ScriptedService, startScriptedService } from './testing.ts';

/** Its time is up with the next request. */
const shortLived = operation({
  ...profile,
  aliases: [],
  cache: { seconds: 0.001, tags: ['user:{id}'], for: 'everyone' },
});

let service: ScriptedService;
let app: FastifyInstance;
let told: Told;
let get: ReturnType<typeof getFrom>;
const [agent, cache] = [createAgent(), createCache()];

beforeAll(async () => {
  service = await startScriptedService();
  const log = createLog('test', 'silent');
  app = createApp({ log, requestLevel: 'info', newRequestId: () => crypto.randomUUID() });
  routeOperation(app, shortLived, { upstream: { url: service.url, agent }, cache, revocations: {} as never });
  get = getFrom({ url: await app.listen({ host: '127.0.0.1', port: 0 }) });
});

afterAll(async () => {
  await app.close();
  await Promise.all([agent.destroy(), cache.close(), service.stop()]);
});

beforeEach(() => {
  service.hits.length = 0;
  told = tellingState();
  service.answer(told.script);
});

describe('an answer whose time is up', () => {
  test('is asked for anew', async () => {
    const { path } = someone();
    await get(path);
    told.state += 1;
    expect((await said(get(path))).state).toBe(1);
  });

  test('is given while the service is away; what was never known is not made up', async () => {
    const { path } = someone();
    await get(path);
    await service.goAway();
    const stale = await Promise.all(Array.from({ length: 5 }, () => get(path)));
    for (const answer of stale) expect(await said(answer)).toMatchObject({ viewer: 'a guest', state: 0 });
    expectProblem(await get(someone().path), 503, 'unavailable');
    await service.comeBack();
    told.state += 1;
    await eventually(async () => expect((await said(get(path))).state).toBe(1), 3_000);
  });

  test.each<[string, Script]>([
    ['says that it has trouble', (_hit, response) => response.writeHead(503).end('{}')],
    ['breaks off', (_hit, response) => response.destroy()],
    ['says nothing that is HTTP', (_hit, response) => response.socket?.end('nonsense\r\n\r\n')],
  ])('is given while the service %s', async (_how, script) => {
    const { path } = someone();
    await get(path);
    service.answer(script);
    expect((await said(get(path))).state).toBe(0);
  });
});
