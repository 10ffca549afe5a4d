import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  expectProblem,
  type GatewayUnderTest,
  rawRequest,
  type ScriptedService,
  startGatewayForTest,
  startScriptedService,
} from './testing.ts';

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const JSON_ONLY = { accept: 'application/json' };
const DOCUMENT = '<!doctype html><title>pages</title>';

let folder: string;
let service: ScriptedService;
let gateway: GatewayUnderTest;

async function put(name: string, text: string): Promise<void> {
  await writeFile(join(folder, name), text);
  await writeFile(join(folder, `${name}.br`), brotliCompressSync(text));
  await writeFile(join(folder, `${name}.gz`), gzipSync(text));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pages-'));
  await mkdir(join(folder, 'assets'));
  await put('index.html', DOCUMENT);
  await put('icon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await put('assets/index-0a1b2c.js', 'console.log("a page");'.repeat(100));
  await writeFile(join(folder, 'pages.json'), JSON.stringify(['/', '/catalog', '/movies/:id']));
  service = await startScriptedService();
  gateway = await startGatewayForTest(service, { WEB_DIR: folder });
});
afterAll(async () => {
  await gateway.stop();
  await service.stop();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  service.hits.length = 0;
});

const get = (path: string, headers: Record<string, string>) => rawRequest(gateway.url, { path, headers });

describe('a browser', () => {
  test.each(['/', '/catalog', '/catalog?genre=Drama', '/movies/129', '/movies/129/'])(
    'gets the page at %s',
    async (path) => {
      const { status, headers, text } = await get(path, HTML);
      expect(status).toBe(200);
      expect(text).toBe(DOCUMENT);
      expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
      expect(headers.vary).toMatch(/Accept\b/);
      expect(service.hits).toEqual([]);
    },
  );

  test('gets the page that says so, with 404, where there is none', async () => {
    for (const path of ['/nowhere', '/movies/129/nothing']) {
      expect(await get(path, HTML)).toMatchObject({ status: 404, text: DOCUMENT });
    }
  });

  test('runs nothing but our own scripts and styles, and is framed by nobody', async () => {
    const { headers } = await get('/', HTML);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  test('hears that it has the page already', async () => {
    const { etag } = (await get('/', HTML)).headers;
    expect(await get('/', { ...HTML, 'if-none-match': String(etag) })).toMatchObject({ status: 304, text: '' });
  });

  test('gets it compressed', async () => {
    const answer = await fetch(`${gateway.url}/`, { headers: { ...HTML, 'accept-encoding': 'br' } });
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(await answer.text()).toBe(DOCUMENT);
  });
});

describe('a program', () => {
  test('gets the operation where a browser gets a page', async () => {
    const { status } = await get('/movies/129', JSON_ONLY);
    expect(status).toBe(200);
    expect(service.hits).toHaveLength(1);
  });

  test('gets the usual 404 where there is nothing', async () => {
    expectProblem(await get('/catalog', JSON_ONLY), 404, 'not_found');
    expectProblem(await get('/nowhere', {}), 404, 'not_found');
  });
});

test.each(['/api/nothing', '/internal/events', '/assets/gone-123.js', '/assets/'])(
  'nobody gets a page at %s',
  async (path) => {
    expectProblem(await get(path, HTML), 404, 'not_found');
  },
);

test('the documentation stays what it is', async () => {
  expect((await get('/docs', HTML)).text).toContain('API of the Movie Review Platform');
});

test('files with a hash in their name are kept for a year, and sent compressed', async () => {
  const { status, headers } = await get('/assets/index-0a1b2c.js', { 'accept-encoding': 'br' });
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-encoding': 'br',
    'content-type': 'application/javascript; charset=utf-8',
  });
});

test('files under plain names are asked for anew each time', async () => {
  const { headers } = await get('/icon.svg', HTML);
  expect(headers).toMatchObject({ 'content-type': 'image/svg+xml', 'cache-control': 'no-cache' });
});

test('a folder without pages is named when the gateway starts', async () => {
  const starting = startGatewayForTest(service, { WEB_DIR: join(folder, 'assets/nothing') });
  await expect(starting).rejects.toThrow(/no web pages in .*WEB_DIR/);
});
