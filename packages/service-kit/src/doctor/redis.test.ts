import { afterEach, describe, expect, test } from '@jest/globals';
import { describeWithRedis } from '@movies/testing/jest';
import { Redis } from 'ioredis';
import type { Finding } from './finding.ts';
import { checkRedis } from './redis.ts';

function look(url: string, holdsJobs = true): Promise<Finding[]> {
  return checkRedis({ variable: 'REDIS_URL', url, holdsJobs })();
}

describe('a Redis that is not there', () => {
  test('is broken', async () => {
    expect(await look('redis://127.0.0.1:1')).toMatchObject([
      {
        state: 'broken',
        says: expect.stringContaining('127.0.0.1:1 does not answer'),
        mend: expect.stringContaining('REDIS_URL'),
      },
    ]);
  });
});

describeWithRedis('a Redis', (redis) => {
  const asked = async (ask: (client: Redis) => Promise<unknown>, password?: string) => {
    const client = new Redis(redis().url, { retryStrategy: () => null, ...(password ? { password } : {}) });
    client.on('error', () => undefined);
    await ask(client).finally(() => client.disconnect());
  };
  const set = (...settings: [string, string][]) =>
    asked(async (client) => {
      for (const [name, value] of settings) await client.config('SET', name, value);
    });
  afterEach(() => set(['maxmemory', '0'], ['maxmemory-policy', 'noeviction'], ['appendonly', 'no']));

  test('that keeps jobs on disk and throws none away is well', async () => {
    await set(['appendonly', 'yes']);
    expect(await look(redis().url)).toMatchObject([{ state: 'well' }]);
  });

  test('that forgets jobs is doubtful, and one that throws them away is broken', async () => {
    await set(['maxmemory', '1gb'], ['maxmemory-policy', 'allkeys-lru']);
    expect((await look(redis().url)).slice(1)).toMatchObject([
      { state: 'broken', says: expect.stringContaining('allkeys-lru'), mend: expect.stringContaining('noeviction') },
      { state: 'doubtful', mend: expect.stringContaining('appendonly') },
    ]);
  });

  test('that only keeps the cache may do both', async () => {
    await set(['maxmemory', '1gb'], ['maxmemory-policy', 'allkeys-lru']);
    expect(await look(redis().url, false)).toMatchObject([{ state: 'well' }]);
  });

  test('that is nearly full is doubtful', async () => {
    await set(['maxmemory', '1mb']);
    expect(await look(redis().url, false)).toContainEqual(
      expect.objectContaining({ state: 'doubtful', says: expect.stringContaining('% of its memory') }),
    );
  });

  test('that is a replica takes no writes', async () => {
    await asked((client) => client.replicaof('127.0.0.1', 1));
    expect(await look(redis().url, false)).toContainEqual(
      expect.objectContaining({ state: 'broken', says: expect.stringContaining('replica') }),
    );
    await asked((client) => client.replicaof('NO', 'ONE'));
  });

  test('that wants another password is broken', async () => {
    await set(['requirepass', 'right']);
    const url = redis().url.replace('redis://', 'redis://:wrong@');
    const [finding] = await look(url);
    expect(finding).toMatchObject({ state: 'broken', says: expect.stringContaining('does not accept the password') });
    expect((await look(redis().url))[0]).toMatchObject({ state: 'broken' });
    await asked((client) => client.config('SET', 'requirepass', ''), 'right');
  });
});
