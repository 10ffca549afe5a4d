import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { userDeleted, userRolesChanged } from '@movies/contract';
import { eventually } from '@movies/testing';
import { getFrom, said, someone, type Told, tellingState } from './testing/profiles.ts';
import {
  expectProblem,
  type GatewayUnderTest,
  type Script,
  type ScriptedService,
  startGatewayForTest,
  startScriptedService,
} from './testing.ts';

let service: ScriptedService;
let gateway: GatewayUnderTest;
let told: Told;
let get: ReturnType<typeof getFrom>;

beforeAll(async () => {
  service = await startScriptedService();
  gateway = await startGatewayForTest(service);
  get = getFrom(gateway);
});

afterAll(async () => {
  await gateway.stop();
  await service.stop();
});

beforeEach(() => {
  service.hits.length = 0;
  told = tellingState();
  service.answer(told.script);
});

const change = (id: number) => {
  told.state += 1;
  return gateway.resources.cache.purge([`user:${id}`]);
};

const leave = (id: number) => {
  told.state += 1;
  return gateway.resources.cache.erase([`user:${id}`]);
};

describe('a change', () => {
  test('is waited for with what was known, while the service is away', async () => {
    const { id, path: person } = someone();
    await get(person);
    await change(id);
    await service.goAway();
    expect((await said(get(person))).state).toBe(0);
    await service.comeBack();
    await eventually(async () => expect((await said(get(person))).state).toBe(1), 3_000);
  });

  test('is seen by the very next read, and by no other answer', async () => {
    const { id, path: person } = someone();
    const { path: other } = someone();
    await Promise.all([get(person), get(other)]);
    await change(id);
    expect((await said(get(person))).state).toBe(1);
    expect((await said(get(other))).state).toBe(0);
    expect(service.hits).toHaveLength(3);
  });

  test('during a read is seen by the next', async () => {
    const { id, path: person } = someone();
    let release = () => undefined as unknown;
    service.answer((_hit, response) => {
      const old = told.state;
      release = () => response.end(JSON.stringify({ state: old }));
    });
    const slow = get(person);
    await eventually(() => expect(service.hits).toHaveLength(1));
    await change(id);
    service.answer(told.script);
    const next = get(person);
    release();
    expect((await said(slow)).state).toBe(0);
    expect((await said(next)).state).toBe(1);
    expect((await said(get(person))).state).toBe(1);
  });

  test('of roles at the command line is heard of through the event log', async () => {
    const { id, path: person } = someone();
    await get(person);
    told.state += 1;
    service.tell(userRolesChanged, { user_id: id, is_active: false, is_staff: false, is_superuser: false });
    await eventually(async () => expect((await said(get(person))).state).toBe(1), 1_000);
  });

  test.each(['0*', '*.0', '+*', '%20*', '*%20', '*e0', '00*'])('is seen under the name %s too', async (spelling) => {
    const { id } = someone();
    const spelled = `/api/profile/${spelling.replace('*', String(id))}`;
    await get(spelled);
    await change(id);
    expect((await said(get(spelled))).state).toBe(1);
  });
});

const TROUBLE: [string, Script, number][] = [
  ['says that it has trouble', (_hit, response) => response.writeHead(503).end('{}'), 503],
  ['breaks off', (_hit, response) => response.destroy(), 502],
  ['says nothing that is HTTP', (_hit, response) => response.socket?.end('nonsense\r\n\r\n'), 502],
];

describe('what was known of someone who left', () => {
  test('is forgotten also by a gateway that only reads of it in the event log', async () => {
    const { id, path } = someone();
    await get(path);
    service.tell(userDeleted, { user_id: id });
    service.answer((_hit, response) => response.writeHead(404).end('{}'));
    await eventually(async () => expect((await get(path)).status).toBe(404), 1_000);
  });

  test('is not given any more, also while the service is away', async () => {
    const { id, path } = someone();
    await get(path);
    await leave(id);
    await service.goAway();
    for (let n = 0; n < 3; n += 1) expectProblem(await get(path), 503, 'unavailable');
    await service.comeBack();
    expect((await said(get(path))).state).toBe(1);
  });

  test.each(TROUBLE)('is not given any more, also while the service %s', async (_how, script, status) => {
    const { id, path } = someone();
    await get(path);
    await leave(id);
    service.answer(script);
    for (let n = 0; n < 2; n += 1) expectProblem(await get(path), status);
  });
});
