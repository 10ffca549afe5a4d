import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { userRolesChanged } from '@movies/contract';
import { eventually } from '@movies/testing';
import {
  type Answered,
  type GatewayUnderTest,
  rawRequest,
  type Script,
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

let id = 0;
/** Someone nobody asked for yet. */
let person = '';
let other = '';
let state = 0;

/** What an answer says: whose it is, and how often what it tells of has changed. */
const tellsState: Script = ({ url, headers }, response) => {
  const viewer = headers.authorization === undefined ? 'a guest' : 'a member';
  response
    .writeHead(200, {
      'content-type': 'application/json',
      'x-total-count': '7',
      'set-cookie': 'secret=1',
      'x-odd': '1',
    })
    .end(JSON.stringify({ url, viewer, state }));
};

beforeEach(() => {
  id += 2;
  [person, other] = [`/api/profile/${id}`, `/api/profile/${id + 1}`];
  service.hits.length = 0;
  state = 0;
  service.answer(tellsState);
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answered> =>
  rawRequest(gateway.url, { method, path, headers });
const asMember = () => ({ authorization: `Bearer ${service.token()}` });
const said = async (answer: Answered | Promise<Answered>) => JSON.parse((await answer).text);
const change = (tag: string) => {
  state += 1;
  return gateway.resources.cache.purge([tag]);
};

describe('a public answer', () => {
  test('is asked for once, by whatever name and whatever is added to it', async () => {
    const alias = `/profile/${id}`;
    const names = [person, alias, `${person}/`, `${person}?_=1`, `${alias}?utm=x&page=2`];
    for (const name of names) expect(await said(get(name))).toMatchObject({ url: person, state: 0 });
    expect(service.hits).toHaveLength(1);
  });

  test('of one thing is not that of another', async () => {
    expect((await said(get(person))).url).toBe(person);
    expect((await said(get(other))).url).toBe(other);
  });

  test('is asked for once by many who come together', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => get(person)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(service.hits).toHaveLength(1);
  });

  test('names itself, and is not sent again to whoever has it', async () => {
    const { headers } = await get(person);
    const etag = String(headers.etag);
    expect(headers).toMatchObject({ 'cache-control': 'public, no-cache', vary: 'Authorization' });
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await get(person, { 'if-none-match': known });
      expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
      expect(again.headers.etag).toBe(etag);
    }
    expect((await get(person, { 'if-none-match': '"other"' })).status).toBe(200);
    expect((await get(other, { 'if-none-match': etag })).status).toBe(200);
  });

  test('keeps what tells of the list, and nothing that was meant for one client', async () => {
    await get(person);
    const { headers } = await get(person);
    expect(headers).toMatchObject({ 'x-total-count': '7', 'content-type': 'application/json; charset=utf-8' });
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['x-odd']).toBeUndefined();
  });

  test('is there for HEAD too', async () => {
    await get(person);
    const { status, text, headers } = await get(person, {}, 'HEAD');
    expect({ status, text }).toEqual({ status: 200, text: '' });
    expect(headers.etag).toBeDefined();
    expect(service.hits).toHaveLength(1);
  });
});

describe('a change', () => {
  test('is seen by the very next read, and by no other answer', async () => {
    await Promise.all([get(person), get(other)]);
    await change(`user:${id}`);
    expect((await said(get(person))).state).toBe(1);
    expect((await said(get(other))).state).toBe(0);
    expect(service.hits).toHaveLength(3);
  });

  test('during a read is seen by the next', async () => {
    let release = () => undefined as unknown;
    service.answer((_hit, response) => {
      const old = state;
      release = () => response.end(JSON.stringify({ state: old }));
    });
    const slow = get(person);
    await eventually(() => expect(service.hits).toHaveLength(1));
    await change(`user:${id}`);
    service.answer(tellsState);
    const next = get(person);
    release();
    expect((await said(slow)).state).toBe(0);
    expect((await said(next)).state).toBe(1);
    expect((await said(get(person))).state).toBe(1);
  });

  test('of roles at the command line is heard of through the event log', async () => {
    await get(person);
    state += 1;
    service.tell(userRolesChanged, { user_id: id, is_active: false, is_staff: false, is_superuser: false });
    await eventually(async () => expect((await said(get(person))).state).toBe(1), 1_000);
  });

  test.each(['0*', '*.0', '+*', '%20*', '*%20', '*e0', '00*'])('is seen under the name %s too', async (spelling) => {
    const spelled = `/api/profile/${spelling.replace('*', String(id))}`;
    await get(spelled);
    await change(`user:${id}`);
    expect((await said(get(spelled))).state).toBe(1);
  });
});

describe('an answer that differs for members', () => {
  test('is never given to one from what a guest got', async () => {
    await get(person);
    expect(await said(get(person, asMember()))).toMatchObject({ viewer: 'a member' });
  });

  test('is never kept for a guest or another member', async () => {
    const one = asMember();
    const { headers } = await get(person, one);
    expect(headers['cache-control']).toBe('private, no-store');
    expect(headers.etag).toBeUndefined();
    expect(await said(get(person))).toMatchObject({ viewer: 'a guest' });
    const other = asMember();
    await get(person, other);
    expect(service.hits.map(({ headers: seen }) => seen.authorization)).toEqual([
      one.authorization,
      undefined,
      other.authorization,
    ]);
  });
});

describe('an answer that is the same for everyone', () => {
  test('is kept for members too, and asked for in the name of nobody', async () => {
    const path = '/.well-known/jwks.json';
    expect(await said(get(path, { ...asMember(), cookie: 'refresh=x' }))).toMatchObject({ viewer: 'a guest' });
    await get(path, asMember());
    await get(path);
    expect(service.hits).toHaveLength(1);
  });
});

describe('what is not kept', () => {
  test.each([400, 404, 500])('is an answer %i', async (status) => {
    service.answer((_hit, response) => response.writeHead(status, { 'content-type': 'application/json' }).end('{}'));
    for (let i = 0; i < 2; i += 1) expect((await get(person)).status).toBe(status);
    expect(service.hits).toHaveLength(2);
    service.answer(tellsState);
    expect((await get(person)).status).toBe(200);
  });

  test('costs many who come together two questions, not one each', async () => {
    let release = () => undefined as unknown;
    service.answer((_hit, response) => {
      release = () => response.writeHead(404).end('{}');
    });
    const first = get(person);
    await eventually(() => expect(service.hits).toHaveLength(1));
    service.answer((_hit, response) => response.writeHead(404).end('{}'));
    const others = Array.from({ length: 50 }, () => get(person));
    await get('/health/live');
    release();
    const answers = await Promise.all([first, ...others]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect(service.hits.length).toBeLessThanOrEqual(10);
  });
});

describe('while the service is away', () => {
  test('what was last known is given, and what was never known is not made up', async () => {
    await get(person);
    await change(`user:${id}`);
    await service.goAway();
    const stale = await Promise.all(Array.from({ length: 5 }, () => get(person)));
    for (const answer of stale) expect(await said(answer)).toMatchObject({ viewer: 'a guest', state: 0 });
    expect((await get(other)).status).toBe(503);
    await service.comeBack();
    await eventually(async () => expect((await said(get(person))).state).toBe(1), 3_000);
  });

  test.each<[string, Script]>([
    ['that it says so', (_hit, response) => response.writeHead(503).end('{}')],
    ['that it breaks off', (_hit, response) => response.destroy()],
    ['that what it says is no HTTP', (_hit, response) => response.socket?.end('nonsense\r\n\r\n')],
  ])('is the same as %s', async (_how, script) => {
    await get(person);
    await change(`user:${id}`);
    service.answer(script);
    expect((await said(get(person))).state).toBe(0);
  });
});
