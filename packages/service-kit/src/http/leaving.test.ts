import { expect, test } from '@jest/globals';
import { createLifecycle } from '../lifecycle.ts';
import { createLog } from '../log.ts';
import { createApp, listen } from './app.ts';
import { healthRoutes } from './health.ts';

const log = createLog('test', 'silent');

test('a replica that is told to stop answers on, closes each connection with its answer, and calls itself not ready', async () => {
  const lifecycle = createLifecycle(log);
  lifecycle.leaveSlowly(300);
  const app = createApp({ log, requestLevel: 'debug', newRequestId: () => 'id' });
  healthRoutes(app, {}, lifecycle.leaving);
  const port = await listen(app, lifecycle, { host: '127.0.0.1', port: 0, variable: 'PORT' });
  const ask = async (path: string) => {
    const { status, headers } = await fetch(`http://127.0.0.1:${port}/health/${path}`);
    return { status, connection: headers.get('connection') };
  };
  expect(await ask('ready')).toEqual({ status: 200, connection: 'keep-alive' });
  const left = lifecycle.leave();
  expect(await ask('live')).toEqual({ status: 200, connection: 'close' });
  expect(await ask('ready')).toEqual({ status: 503, connection: 'close' });
  expect(lifecycle.ending.aborted).toBe(false);
  await left;
  await lifecycle.end();
  await expect(ask('live')).rejects.toThrow();
});
