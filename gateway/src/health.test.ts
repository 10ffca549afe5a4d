import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually, freePort } from '@movies/testing';
import {
  type Answered,
  expectNothingOfUs,
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

const get = (path: string, headers = {}): Promise<Answered> => rawRequest(gateway.url, { path, headers });
const said = ({ text }: Answered) => JSON.parse(text);

describe('health', () => {
  test('is told while all is well', async () => {
    expect(said(await get('/health/live'))).toEqual({ status: 'OK' });
    const ready = await get('/health/ready');
    expect([ready.status, said(ready)]).toMatchObject([200, { status: 'OK', auth: 'OK' }]);
  });

  test('says which service is away, and nothing of where it is; the gateway itself lives', async () => {
    await service.goAway();
    const ready = await get('/health/ready');
    expect([ready.status, said(ready)]).toMatchObject([503, { status: 'ERROR', auth: 'ERROR' }]);
    expectNothingOfUs(ready.text);
    expect((await get('/health/live')).status).toBe(200);
    await service.comeBack();
    await eventually(async () => expect((await get('/health/ready')).status).toBe(200), 3_000);
  });
});

describe('the metrics', () => {
  test.each([
    ['nobody', undefined, 401],
    ['a member', 'member', 403],
    ['staff', 'staff', 200],
    ['a superuser', 'superuser', 200],
  ])('are for staff: %s', async (_who, role, status) => {
    const answer = await get('/metrics', role ? { authorization: `Bearer ${service.token({ role })}` } : {});
    if (status === 200) expect(answer.status).toBe(200);
    else expectProblem(answer, status);
  });

  test('count requests by operation, not by what someone typed', async () => {
    const token = { authorization: `Bearer ${service.token({ role: 'staff' })}` };
    for (const path of ['/api/profile/71', '/api/profile/72', '/typed/by/someone', '/api/auth/status?secret=1'])
      await get(path);
    const { text, headers } = await get('/metrics', token);
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(text).toMatch(
      /http_request_seconds_count\{service="gateway",operation="profile",route="\/api\/profile\/:id",method="GET",status="200"\} 2/,
    );
    expect(text).not.toMatch(/\/71|typed|secret/);
  });
});

test('a port of their own gives the metrics without a token, and nothing else', async () => {
  const METRICS_PORT = await freePort();
  const other = await startGatewayForTest(service, { METRICS_PORT });
  const inside = `http://127.0.0.1:${METRICS_PORT}`;
  const { status, text } = await rawRequest(inside, { path: '/metrics' });
  expect({ status, text }).toEqual({ status: 200, text: expect.stringContaining('process_resident_memory_bytes') });
  expectProblem(await rawRequest(inside, { path: '/api/auth/status' }), 404);
  await other.stop();
});

test('an end comes in order: what is under way is finished', async () => {
  const other = await startGatewayForTest(service);
  let release = () => undefined as unknown;
  service.answer((_hit, response) => {
    release = () => response.end('{"message":"finished"}');
  });
  const before = service.hits.length;
  const underway = rawRequest(other.url, { path: '/api/auth/status' });
  await eventually(() => expect(service.hits.length).toBe(before + 1));
  const stopped = other.stop();
  release();
  expect(said(await underway)).toEqual({ message: 'finished' });
  await stopped;
  await expect(rawRequest(other.url, { path: '/health/live' })).rejects.toThrow(/ECONNREFUSED/);
});
