import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createLifecycle } from '../lifecycle.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { createServiceApp } from './service-app.ts';

const log = createLog('test', 'silent');
const lifecycle = createLifecycle(log);
let working = true;
let looked = 0;
let app: FastifyInstance;

beforeAll(() => {
  const checks = {
    database: async () => {
      looked += 1;
      await nextTurn();
      if (!working) throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
    },
    redis: async () => undefined,
  };
  const findKey = async () => undefined;
  ({ app } = createServiceApp({ service: 'test', log, metrics: createMetrics(), lifecycle, checks, findKey }));
});
afterAll(() => app.close());

async function ask(url: string) {
  const { statusCode, body } = await app.inject(url);
  return { statusCode, body: JSON.parse(body) };
}

test('a service that can work is ready', async () => {
  expect(await ask('/health/ready')).toEqual({
    statusCode: 200,
    body: { status: 'OK', database: 'OK', redis: 'OK' },
  });
});

test('one whose database is away is alive but not ready, and says which part it is and no more', async () => {
  working = false;
  expect(await ask('/health/ready')).toEqual({
    statusCode: 503,
    body: { status: 'ERROR', database: 'ERROR', redis: 'OK' },
  });
  expect(await ask('/health/live')).toEqual({ statusCode: 200, body: { status: 'OK' } });
  working = true;
});

test('those who ask at the same time share one look, and the next one looks again', async () => {
  looked = 0;
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask('/health/ready')));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(50).fill(200));
  expect(looked).toBe(1);
  working = false;
  expect(await ask('/health/ready')).toMatchObject({ statusCode: 503 });
  expect(looked).toBe(2);
  working = true;
});

test('one that ends is not ready any more, so that nothing new is sent to it', async () => {
  await lifecycle.end();
  expect(await ask('/health/ready')).toMatchObject({ statusCode: 503 });
});

test('the id of a request goes on from service to service', async () => {
  const { headers, body } = await app.inject({ url: '/nothing', headers: { 'x-request-id': 'from-the-gateway' } });
  expect(headers['x-request-id']).toBe('from-the-gateway');
  expect(JSON.parse(body).request_id).toBe('from-the-gateway');
});
