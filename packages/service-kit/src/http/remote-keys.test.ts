import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { tokenKeys } from '@movies/contract';
import { eventually } from '@movies/testing';
import Fastify, { type FastifyInstance } from 'fastify';
import { createInternalClient } from '../internal/client.ts';
import { createLifecycle, type Lifecycle } from '../lifecycle.ts';
import { createLog } from '../log.ts';
import { newKeys } from '../testing/tokens.ts';
import { type RemoteKeys, remoteKeys } from './remote-keys.ts';

const [first, second] = [newKeys(), newKeys()];
const jwk = (kid: string, pair: typeof first) => ({ ...pair.publicKey.export({ format: 'jwk' }), kid, alg: 'EdDSA' });

let auth: FastifyInstance;
let port: number;
let published: object[];
let asked: number;
let lifecycle: Lifecycle;
let keys: RemoteKeys;

async function startAuth(at = 0): Promise<void> {
  auth = Fastify();
  auth.get(tokenKeys.path, async () => {
    asked += 1;
    return { keys: published };
  });
  await auth.listen({ host: '127.0.0.1', port: at });
  port = (auth.server.address() as { port: number }).port;
}

beforeEach(async () => {
  published = [jwk('one', first)];
  asked = 0;
  await startAuth();
  lifecycle = createLifecycle(createLog('test', 'silent'));
  const client = createInternalClient('not-needed-for-this');
  lifecycle.atEnd('client', () => client.close());
  keys = remoteKeys(`http://127.0.0.1:${port}`, client, lifecycle);
});
afterEach(async () => {
  await lifecycle.end();
  await auth.close();
});

test('finds the public key by its name', async () => {
  expect(await keys.find('one')).toBe(first.pem);
  expect(await keys.find('two')).toBeUndefined();
});

test('finds a key that was made a moment ago once it is told, and forgets the one that is gone', async () => {
  await keys.find('one');
  published = [jwk('two', second)];
  await keys.refresh();
  expect(await keys.find('two')).toBe(second.pem);
  expect(await keys.find('one')).toBeUndefined();
});

test('invented names of keys do not keep the auth service busy', async () => {
  await keys.find('one');
  await Promise.all(Array.from({ length: 500 }, (_, index) => keys.find(`invented-${index}`)));
  expect(asked).toBeLessThanOrEqual(2);
});

test('what was known stays good while the auth service is away', async () => {
  await keys.find('one');
  await auth.close();
  await keys.refresh();
  expect(await keys.find('one')).toBe(first.pem);
});

test('as long as nobody ever answered, nothing is known, and nobody is let in', async () => {
  await auth.close();
  const own = createLifecycle(createLog('test', 'silent'));
  const client = createInternalClient('not-needed-for-this');
  own.atEnd('client', () => client.close());
  const unknown = remoteKeys(`http://127.0.0.1:${port}`, client, own);
  await expect(unknown.find('one')).rejects.toMatchObject({ kind: 'unavailable' });
  await startAuth(port);
  expect(await eventually(() => unknown.find('one'), 3_000)).toBe(first.pem);
  await own.end();
});
