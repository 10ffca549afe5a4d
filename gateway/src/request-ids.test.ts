import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { myProfile, profile } from '@movies/contract';
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

beforeEach(() => {
  service.hits.length = 0;
});

describe('the id of a request', () => {
  const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

  test('is made here, told to the service and to the client', async () => {
    const { headers } = await rawRequest(gateway.url, { path: `/api/auth/status` });
    expect(headers['x-request-id']).toMatch(UUID);
    expect(service.hits[0]?.headers['x-request-id']).toBe(headers['x-request-id']);
  });

  test("is never the client's", async () => {
    const given = { 'x-request-id': 'chosen-by-the-client', 'request-id': 'chosen-by-the-client' };
    for (const path of ['/api/auth/status', '/nothing', '/health/live', profile.path, '/%']) {
      const { headers } = await rawRequest(gateway.url, { path, headers: given });
      expect(headers['x-request-id']).toMatch(UUID);
    }
    expect(service.hits.map(({ headers }) => headers['x-request-id'])).not.toContain('chosen-by-the-client');
  });

  test('is in the body of whatever goes wrong', async () => {
    for (const path of ['/nothing', '/%', myProfile.path, '/metrics']) {
      const { headers, text } = await rawRequest(gateway.url, { path });
      expect(JSON.parse(text).request_id).toBe(headers['x-request-id']);
    }
  });

  test('is another for every request', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => rawRequest(gateway.url, { path: '/health/live' })),
    );
    expect(new Set(answers.map(({ headers }) => headers['x-request-id'])).size).toBe(20);
  });
});
