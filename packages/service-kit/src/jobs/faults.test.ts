import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type Door, embedded, eventually, freeze, type OwnServer, openDoor } from '@movies/testing';
import { describeWithRedis } from '@movies/testing/jest';
import { Redis } from 'ioredis';
import { createLifecycle, type Lifecycle } from '../lifecycle.ts';
import { createMetrics } from '../metrics.ts';
import { schema } from '../testing/schema.ts';
import { openJobs } from './jobs.ts';

const { log } = schema;

async function jobsAt(databaseUrl: string, redisUrl: string | undefined, lifecycle: Lifecycle) {
  const done: number[] = [];
  const tidied: number[] = [];
  const jobs = await openJobs(
    { service: 'kit', databaseUrl, redisUrl, lifecycle, log, metrics: createMetrics() },
    {
      handlers: {
        send: async ({ number }: { number: number }) => void done.push(number),
        tidy: async () => void tidied.push(performance.now()),
      },
      every: { tidy: 300 },
    },
  );
  const sendAndSee = async (number: number, withinMs: number) => {
    const until = performance.now() + withinMs;
    await eventually(() => jobs.add('send', { number }), withinMs);
    await eventually(() => expect(done).toContain(number), until - performance.now());
  };
  const tidiesAgain = async (withinMs: number) => {
    const before = tidied.length;
    await eventually(() => expect(tidied.length).toBeGreaterThan(before + 1), withinMs);
  };
  return { jobs, sendAndSee, tidiesAgain };
}

async function timed(work: () => Promise<unknown>): Promise<{ failed: boolean; ms: number }> {
  const began = performance.now();
  const failed = await work().then(
    () => false,
    () => true,
  );
  return { failed, ms: performance.now() - began };
}

/** Which part of a processor's time, and how much more memory, this process takes while it goes on like this. */
/** Whoever spins is never at rest; other work that was still to be done is, in a while. */
async function isFrugal(): Promise<void> {
  await eventually(async () => {
    const [before, heap] = [process.cpuUsage(), process.memoryUsage().heapUsed];
    await sleep(500);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 500_000).toBeLessThan(0.5);
    expect(process.memoryUsage().heapUsed - heap).toBeLessThan(25e6);
  }, 10_000);
}

describe('jobs in PostgreSQL', () => {
  let server: OwnServer;
  let door: Door;
  const lifecycle = createLifecycle(log);
  let here: Awaited<ReturnType<typeof jobsAt>>;

  beforeAll(async () => {
    server = await embedded();
    door = await openDoor((await createTestDatabase('kit', server.url)).url);
    here = await jobsAt(door.url, undefined, lifecycle);
  });
  afterAll(async () => {
    await lifecycle.end();
    await door.close();
    await server.stop();
  });

  test('are done also where the database hung when the first was asked for', async () => {
    const thaw = freeze(server.processId);
    await expect(here.jobs.add('send', { number: 1 })).rejects.toThrow();
    await sleep(1_500);
    thaw();
    await here.sendAndSee(2, 3_000);
  });

  test('cost next to nothing while their database is cut off, and go on within 3 seconds of its return', async () => {
    door.shut();
    await isFrugal();
    expect(await timed(() => here.jobs.add('send', { number: 2 }))).toMatchObject({ failed: true });
    door.open();
    await here.sendAndSee(3, 3_000);
  });

  test('go on also after their server was killed and started again', async () => {
    await server.crash();
    await expect(here.jobs.add('send', { number: 4 })).rejects.toThrow();
    await server.restart();
    door.leadTo(server.url);
    await here.sendAndSee(5, 3_000);
  });

  test('let nobody wait who asks for one while their database hangs', async () => {
    const thaw = freeze(server.processId);
    const { failed, ms } = await timed(() => here.jobs.add('send', { number: 6 }));
    thaw();
    expect(failed).toBe(true);
    expect(ms).toBeLessThan(1_200);
    await here.sendAndSee(7, 3_000);
  });

  test.each([
    ['hangs', () => freeze(server.processId)],
    [
      'is cut off',
      () => {
        door.shut();
        return door.open;
      },
    ],
  ])('end within 2 seconds while their database %s', async (_, breakIt) => {
    const ended = createLifecycle(log);
    await jobsAt(door.url, undefined, ended);
    const mend = breakIt();
    const { ms } = await timed(ended.end);
    mend();
    expect(ms).toBeLessThan(2_300);
  });
});

describeWithRedis('jobs in Redis', (redis) => {
  let lifecycle: Lifecycle;
  let database: string;

  beforeAll(async () => {
    database = (await createTestDatabase('kit')).url;
  });
  beforeEach(() => {
    lifecycle = createLifecycle(log);
  });
  afterEach(() => lifecycle.end());

  test('cost next to nothing while Redis is gone, and go on within 3 seconds of its return', async () => {
    const { jobs, sendAndSee } = await jobsAt(database, redis().url, lifecycle);
    await sendAndSee(1, 2_000);
    await redis().kill();
    await isFrugal();
    const { failed, ms } = await timed(() => jobs.add('send', { number: 2 }));
    expect({ failed, quickly: ms < 1_200 }).toEqual({ failed: true, quickly: true });
    await redis().restart();
    await sendAndSee(3, 3_000);
  });

  test('let nobody wait who asks for one while Redis hangs', async () => {
    const { jobs, sendAndSee } = await jobsAt(database, redis().url, lifecycle);
    await sendAndSee(1, 2_000);
    redis().freeze();
    const { failed, ms } = await timed(() => jobs.add('send', { number: 2 }));
    redis().thaw();
    expect({ failed, quickly: ms < 1_200 }).toEqual({ failed: true, quickly: true });
    await sendAndSee(3, 3_000);
  });

  test('do not keep a service from starting while Redis is gone, and are done once it comes', async () => {
    await redis().kill();
    const began = performance.now();
    const { sendAndSee, tidiesAgain } = await jobsAt(database, redis().url, lifecycle);
    expect(performance.now() - began).toBeLessThan(2_000);
    await redis().restart();
    await sendAndSee(1, 3_000);
    await tidiesAgain(3_000);
  });

  test.each([
    ['hangs', () => redis().freeze(), () => redis().thaw()],
    ['is gone', () => redis().kill(), () => redis().restart()],
  ])('end within 2 seconds while Redis %s', async (_, breakIt, mend) => {
    await jobsAt(database, redis().url, lifecycle);
    await breakIt();
    const { ms } = await timed(lifecycle.end);
    await mend();
    expect(ms).toBeLessThan(2_300);
  });

  test('go on after a FLUSHALL, and so do those that come by themselves', async () => {
    const { sendAndSee, tidiesAgain } = await jobsAt(database, redis().url, lifecycle);
    await tidiesAgain(3_000);
    const client = new Redis(redis().url);
    await client.flushall();
    client.disconnect();
    await sendAndSee(1, 3_000);
    await tidiesAgain(3_000);
  });
});
