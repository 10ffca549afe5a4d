import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listJobs, retryJobs } from '@movies/contract';
import { createApp, internalRoutes, listen, type Resources } from '@movies/service-kit';
import { testResources } from '@movies/testing';
import { type GatewayUnderTest, type ScriptedService, startGatewayForTest, startScriptedService } from './testing.ts';

/** A service that has jobs, as far as the gateway asks for them. */
async function startWithJobs({ log, lifecycle }: Resources, internalSecret: string) {
  const app = createApp({ log, requestLevel: 'debug', newRequestId: () => 'id' });
  const asked: unknown[] = [];
  internalRoutes(app, internalSecret, (internal) => {
    internal.get('/internal/jobs', async () => overview);
    internal.post('/internal/jobs/retry', async ({ body }) => {
      asked.push(body);
      return { retried: (body as { id?: string }).id === 'gone' ? 0 : overview.failed.length };
    });
  });
  const port = await listen(app, lifecycle, { host: '127.0.0.1', port: 0, variable: 'PORT' });
  return { url: `http://127.0.0.1:${port}`, asked };
}

const failed = [
  { id: '7', kind: 'deliver', reason: 'nobody there', attempts: 8, failed_at: '2026-01-01T00:00:00.000Z' },
];
const overview = { counts: { waiting: 1, failed: 1 }, failed };

let auth: ScriptedService;
let notification: Awaited<ReturnType<typeof startWithJobs>>;
let gateway: GatewayUnderTest;
let staff: string;

beforeAll(async () => {
  auth = await startScriptedService();
  const resources = await testResources();
  notification = await startWithJobs(resources, auth.internalSecret);
  const away = 'http://127.0.0.1:9';
  const services = { MOVIE_URL: away, RECOMMENDATION_URL: away, NOTIFICATION_URL: notification.url };
  gateway = await startGatewayForTest(auth, { ...services, resources });
  staff = auth.token({ role: 'staff' });
});
afterAll(async () => {
  await gateway.stop();
  await auth.stop();
});

describe('the jobs of all services', () => {
  test('are told together; who is away is named', async () => {
    const { status, body, headers } = await gateway.api(listJobs, { token: staff });
    expect({ status, kept: headers.get('cache-control') }).toEqual({ status: 200, kept: 'private, no-store' });
    expect(body).toContainEqual({ service: 'notification', reachable: true, ...overview });
    expect(body).toContainEqual({ service: 'movie', reachable: false, counts: {}, failed: [] });
  });

  test.each([
    ['nobody', undefined, 401],
    ['a member', 'member', 403],
    ['staff', 'staff', 200],
  ] as const)('are for staff: %s', async (_who, role, status) => {
    const who = role ? { token: auth.token({ role }) } : {};
    expect((await gateway.api(listJobs, who)).status).toBe(status);
    const tried = await gateway.api(retryJobs, { ...who, params: { service: 'notification' } });
    expect(tried.status).toBe(status);
  });

  test('are tried again, all that failed or one', async () => {
    notification.asked.length = 0;
    const params = { service: 'notification' } as const;
    const all = await gateway.api(retryJobs, { token: staff, params });
    expect(all.body).toEqual({ message: 'One job is tried again', retried: 1 });
    await gateway.api(retryJobs, { token: staff, params, query: { id: '7' } });
    const gone = await gateway.api(retryJobs, { token: staff, params, query: { id: 'gone' } });
    expect([gone.status, gone.body]).toMatchObject([404, { code: 'job_not_found' }]);
    expect(notification.asked).toEqual([{}, { id: '7' }, { id: 'gone' }]);
  });

  test('of a service that is away can not be tried again now', async () => {
    const away = await gateway.api(retryJobs, { token: staff, params: { service: 'movie' } });
    expect([away.status, away.body]).toMatchObject([503, { message: expect.stringContaining('movie service') }]);
  });
});
