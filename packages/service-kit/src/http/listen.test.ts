import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { createLifecycle } from '../lifecycle.ts';
import { createLog } from '../log.ts';
import { createApp, listen } from './app.ts';

const log = createLog('test', 'silent');

function start(host: string, port: number) {
  const app = createApp({ log, requestLevel: 'debug', newRequestId: () => 'id' });
  app.get('/', async () => ({}));
  return listen(app, createLifecycle(log), { host, port, variable: 'SOCKET_PORT' });
}

test('a port that is taken is named with its variable', async () => {
  const other = createServer();
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  const { port } = other.address() as AddressInfo;
  await expect(start('127.0.0.1', port)).rejects.toThrow(
    `Port ${port} is taken by another program. Set SOCKET_PORT to a free one.`,
  );
  other.close();
});

test('an address that is not of this machine is named', async () => {
  await expect(start('192.0.2.1', 0)).rejects.toThrow('This machine has no address 192.0.2.1. Change HOST.');
});

test('what listens stops with its process, and answers what it has begun before', async () => {
  const lifecycle = createLifecycle(log);
  const app = createApp({ log, requestLevel: 'debug', newRequestId: () => 'id' });
  let release: () => void = () => undefined;
  const begun = new Promise<void>((entered) => {
    app.get('/', async () => {
      entered();
      await new Promise<void>((done) => {
        release = done;
      });
      return { done: true };
    });
  });
  const port = await listen(app, lifecycle, { host: '127.0.0.1', port: 0, variable: 'PORT' });
  const answer = fetch(`http://127.0.0.1:${port}/`);
  await begun;
  const ended = lifecycle.end();
  release();
  expect(await (await answer).json()).toEqual({ done: true });
  await ended;
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
});
