import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '@movies/testing';
import { getFrom, said, someone, type Told, tellingState } from './testing/profiles.ts';
import { type GatewayUnderTest, type ScriptedService, startGatewayForTest, startScriptedService } from './testing.ts';

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

const asMember = () => ({ authorization: `Bearer ${service.token()}` });

describe('a public answer', () => {
  test('is asked for once, by whatever name and whatever is added to it', async () => {
    const { id, path: person } = someone();
    const alias = `/profile/${id}`;
    const names = [person, alias, `${person}/`, `${person}?_=1`, `${alias}?utm=x&page=2`];
    for (const name of names) expect(await said(get(name))).toMatchObject({ url: person, state: 0 });
    expect(service.hits).toHaveLength(1);
  });

  test('of one thing is not that of another', async () => {
    const { path: person } = someone();
    const { path: other } = someone();
    expect((await said(get(person))).url).toBe(person);
    expect((await said(get(other))).url).toBe(other);
  });

  test('is asked for once by many who come together', async () => {
    const { path: person } = someone();
    const answers = await Promise.all(Array.from({ length: 50 }, () => get(person)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(service.hits).toHaveLength(1);
  });

  test('names itself, and is not sent again to whoever has it', async () => {
    const { path: person } = someone();
    const { path: other } = someone();
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
    const { path: person } = someone();
    await get(person);
    const { headers } = await get(person);
    expect(headers).toMatchObject({ 'x-total-count': '7', 'content-type': 'application/json; charset=utf-8' });
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['x-odd']).toBeUndefined();
  });

  test('is there for HEAD too', async () => {
    const { path: person } = someone();
    await get(person);
    const { status, text, headers } = await get(person, {}, 'HEAD');
    expect({ status, text }).toEqual({ status: 200, text: '' });
    expect(headers.etag).toBeDefined();
    expect(service.hits).toHaveLength(1);
  });
});

describe('an answer that differs for members', () => {
  test('is never given to one from what a guest got', async () => {
    const { path: person } = someone();
    await get(person);
    expect(await said(get(person, asMember()))).toMatchObject({ viewer: 'a member' });
  });

  test('is never kept for a guest or another member', async () => {
    const { path: person } = someone();
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
    const { path: person } = someone();
    service.answer((_hit, response) => response.writeHead(status, { 'content-type': 'application/json' }).end('{}'));
    for (let i = 0; i < 2; i += 1) expect((await get(person)).status).toBe(status);
    expect(service.hits).toHaveLength(2);
    service.answer(told.script);
    expect((await get(person)).status).toBe(200);
  });

  test('costs many who come together two questions, not one each', async () => {
    const { path: person } = someone();
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
