import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { myProfile } from '@movies/contract';
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

describe('every answer tells a browser what not to do', () => {
  const ALWAYS = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'/),
  };

  test.each([
    '/api/auth/status',
    '/api/profile/7',
    myProfile.path,
    '/nothing',
    '/health/live',
    '/docs',
    '/openapi.json',
    '/',
  ])('%s', async (path) => {
    const { headers } = await rawRequest(gateway.url, { path });
    expect(headers).toMatchObject(ALWAYS);
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers.server).toBeUndefined();
  });

  test('and to stay with HTTPS where a proxy we trust speaks it', async () => {
    const behind = await startGatewayForTest(service, { TRUST_PROXY: 'loopback' });
    const { headers } = await rawRequest(behind.url, {
      path: '/health/live',
      headers: { 'x-forwarded-proto': 'https' },
    });
    await behind.stop();
    expect(headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
    const spoofed = await rawRequest(gateway.url, { path: '/health/live', headers: { 'x-forwarded-proto': 'https' } });
    expect(spoofed.headers['strict-transport-security']).toBeUndefined();
  });
});
