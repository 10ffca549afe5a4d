import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { operations, routesOf } from '@movies/contract';
import { notTested } from '@movies/testing/jest';
import { Validator } from '@seriousme/openapi-schema-validator';
import { type Browser, chromium, type Page } from 'playwright-core';
import swaggerUi from 'swagger-ui-dist/package.json' with { type: 'json' };
import {
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

const names = operations.flatMap(routesOf).map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);

interface Described {
  operationId: string;
  parameters: { name: string; in: string }[];
  responses: Record<string, unknown>;
  security?: unknown[];
}

describe('/openapi.json', () => {
  let document: { openapi: string; paths: Record<string, Record<string, Described>> };

  beforeAll(async () => {
    const { headers, text } = await rawRequest(gateway.url, { path: '/openapi.json' });
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    document = JSON.parse(text);
  });

  const described = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
    );

  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toMatchObject({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('describes every name of every operation, and nothing else', () => {
    expect(
      described()
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...names].sort());
  });

  test('has an id of its own for each', () => {
    const ids = described().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('describes every parameter that a path has', () => {
    for (const { name, operation } of described()) {
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const given = operation.parameters.filter(({ in: place }) => place === 'path').map(({ name: of }) => of);
      expect({ name, given }).toEqual({ name, given: inPath });
    }
  });

  test('says of each what may refuse it on the way, and of none what may not', () => {
    const always = ['429', '502', '503', '504'];
    const ofBodies = ['413', '415'];
    for (const { name, operation } of described()) {
      const statuses = Object.keys(operation.responses);
      const isRead = name.startsWith('GET ');
      const expected = isRead ? always : ['403', ...ofBodies, ...always];
      expect({ name, statuses }).toEqual({ name, statuses: expect.arrayContaining(expected) });
      if (isRead) expect(statuses.filter((status) => ofBodies.includes(status))).toEqual([]);
    }
  });

  test('says which operations want a token', () => {
    const wanted = described()
      .filter(({ operation }) => operation.security)
      .map(({ name }) => name);
    const closed = operations.filter(({ access }) => access !== 'public').flatMap(routesOf);
    expect(wanted).toHaveLength(closed.length);
  });
});

describe('/docs', () => {
  test('is a page that loads nothing from elsewhere and runs nothing inside itself', async () => {
    const { text, headers } = await rawRequest(gateway.url, { path: '/docs' });
    expect(headers['content-type']).toMatch(/^text\/html/);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/);
    expect(text).not.toMatch(/https?:|<script>|style=|onload=/);
  });

  test('loads files whose names change with them, so that a browser may keep them', async () => {
    const { text } = await rawRequest(gateway.url, { path: '/docs' });
    const files = [...text.matchAll(/"(\/docs\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(files).toHaveLength(2);
    for (const path of files) {
      expect(path).toContain(`/${swaggerUi.version}/`);
      const { status, headers } = await rawRequest(gateway.url, { path });
      expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
      expect((await rawRequest(gateway.url, { path: path.replace(swaggerUi.version, '1.0.0') })).status).toBe(404);
    }
  });

  test('itself, and the document it shows, are not kept', async () => {
    for (const path of ['/docs', '/docs/show.js', '/openapi.json'])
      expect((await rawRequest(gateway.url, { path })).headers['cache-control']).toBe('no-cache');
  });

  test('is where a person lands', async () => {
    const { status, headers } = await rawRequest(gateway.url, { path: '/' });
    expect([status, headers.location]).toEqual([302, '/docs']);
  });
});

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

function inABrowser(name: string, tests: (page: () => Page) => void): void {
  if (existsSync(CHROMIUM)) describe(name, () => tests(pageOfThisBlock()));
  else notTested(name, `no Chromium at ${CHROMIUM}; CHROMIUM_PATH names another place`);
}

function pageOfThisBlock(): () => Page {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    const isRoot = process.getuid?.() === 0;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: isRoot ? ['--no-sandbox'] : [] });
    page = await browser.newPage();
  });
  afterAll(() => browser.close());
  return () => page;
}

inABrowser('/docs in a browser', (page) => {
  test('shows every operation and lets a person try one, without a word of complaint', async () => {
    const complaints: string[] = [];
    const hosts = new Set<string>();
    page().on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    page().on('pageerror', (error) => void complaints.push(error.message));
    page().on('request', (request) => void hosts.add(new URL(request.url()).host));
    await page().goto(`${gateway.url}/docs`);
    await page()
      .locator('.opblock')
      .nth(names.length - 1)
      .waitFor();
    const shown = await page()
      .locator('.opblock-summary')
      .evaluateAll((summaries) =>
        summaries.map((one) =>
          ['.opblock-summary-method', '[data-path]'].map((part) => one.querySelector(part)?.textContent),
        ),
      );
    const clean = shown.map(([method, path]) => `${method} ${path?.replaceAll('\u200b', '')}`);
    expect(clean.sort()).toEqual([...names].sort());
    await page().locator('#operations-Accounts-authStatus .opblock-summary-control').click();
    await page().locator('#operations-Accounts-authStatus .execute').click();
    await page().locator('#operations-Accounts-authStatus .live-responses-table').getByText('"ok"').waitFor();
    expect(service.hits.map(({ url }) => url)).toContain('/api/auth/status');
    expect(complaints).toEqual([]);
    expect([...hosts].filter((host) => host !== new URL(gateway.url).host)).toEqual([]);
  });
});
