import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApp, listen } from '../http/app.ts';
import { internalRoutes } from '../internal/secret.ts';
import { createLifecycle } from '../lifecycle.ts';
import { schema } from '../testing/schema.ts';
import { checkDisk, checkNode, checkPort } from './machine.ts';
import { checkNeighbour } from './neighbours.ts';

const HOST = '127.0.0.1';
const SECRET = 'the-secret-of-the-test-services';
const { log } = schema;
const lifecycle = createLifecycle(log);
const stranger = createServer((_request, response) => response.end('hello'));
let ours: number;
let theirs: number;

beforeAll(async () => {
  const app = createApp({ log, requestLevel: 'debug', newRequestId: () => 'id' });
  app.get('/health/live', async () => ({ status: 'OK' }));
  internalRoutes(app, SECRET, (internal) => void internal.get('/internal/jobs', async () => ({})));
  ours = await listen(app, lifecycle, { host: HOST, port: 0, variable: 'PORT' });
  stranger.listen(0, HOST);
  await once(stranger, 'listening');
  theirs = (stranger.address() as AddressInfo).port;
});
afterAll(async () => {
  await lifecycle.end();
  stranger.close();
  stranger.closeAllConnections();
});

describe('Node', () => {
  test.each([
    ['24.21.0', 'well'],
    ['20.1.0', 'broken'],
  ])('%s is %s', async (version, state) => {
    expect(await checkNode(version)).toMatchObject([{ state }]);
  });
});

describe('a port', () => {
  test.each([
    ['that is free is well', (): number => 0, 'well', /free/],
    ['where the platform runs is well', (): number => ours, 'well', /platform runs there/],
    ['that another program has is broken', (): number => theirs, 'broken', /another program/],
  ] as const)('%s', async (_what, port, state, says) => {
    expect(await checkPort('PORT', HOST, port())()).toMatchObject([{ state, says: expect.stringMatching(says) }]);
  });

  test('of an address that this machine has not is broken', async () => {
    expect(await checkPort('PORT', '192.0.2.1', 8000)()).toMatchObject([
      { state: 'broken', says: expect.stringContaining('HOST') },
    ]);
  });
});

describe('a disk', () => {
  test.each([
    [{ least: 0, enough: 0 }, 'well'],
    [{ least: 0, enough: 1e9 }, 'doubtful'],
    [{ least: 1e9, enough: 1e9 }, 'broken'],
  ])('with the wish for %j is %s', async (room, state) => {
    expect(await checkDisk(import.meta.dirname, room)()).toMatchObject([{ state }]);
  });

  test('without the folder is looked at where the folder will be', async () => {
    expect(await checkDisk(join(import.meta.dirname, 'not/yet/there'), { least: 0, enough: 0 })()).toMatchObject([
      { state: 'well', says: expect.stringContaining('not/yet/there') },
    ]);
  });
});

describe('another service', () => {
  const look = (port: number, secret = SECRET) =>
    checkNeighbour({ service: 'auth', url: `http://${HOST}:${port}`, secret })();

  test.each([
    ['that answers is well', () => look(ours), 'well', /Answers at/],
    ['that is away is broken', () => look(1), 'broken', /does not answer at http:\/\/127\.0\.0\.1:1/],
    ['with another secret is broken', () => look(ours, 'another-secret-0123'), 'broken', /another INTERNAL_SECRET/],
  ] as const)('%s', async (_what, ask, state, says) => {
    expect(await ask()).toMatchObject([{ state, says: expect.stringMatching(says) }]);
  });
});
