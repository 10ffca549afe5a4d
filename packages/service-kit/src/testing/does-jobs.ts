// What jobs do wherever they are kept, as tests.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '@movies/testing';
import { Hopeless, type Jobs, openJobs, type Work } from '../jobs/jobs.ts';
import { createLifecycle, type Lifecycle } from '../lifecycle.ts';
import { createMetrics, type Metrics } from '../metrics.ts';
import { asPartOf, requestId } from '../request-id.ts';
import { schema } from './schema.ts';

interface Numbered {
  number: number;
}
type Handlers = Record<string, (data: Numbered) => Promise<void>>;

interface Where {
  databaseUrl: string;
  redisUrl?: string;
}

const { log } = schema;

/** Notes each call of a handler, and does then what it is told to do. */
function noting(work: (call: number) => Promise<void> | void = () => undefined) {
  const calls: { number: number; at: number }[] = [];
  return {
    calls,
    numbers: () => calls.map(({ number }) => number),
    handle: async ({ number }: Numbered) => {
      calls.push({ number, at: performance.now() });
      await work(calls.length);
    },
  };
}

/** A handler whose first call goes on until it is released. */
function blocked() {
  const release = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const letters = noting((call) => {
    begun.resolve();
    return call === 1 ? release.promise : undefined;
  });
  return { letters, begun: begun.promise, release: release.resolve };
}

interface Ground {
  open(handlers: Handlers, more?: Partial<Work<Handlers>>): Promise<Jobs<Handlers>>;
  end(): Promise<void>;
  metric(name: string): Promise<string>;
}

/** What holds wherever the jobs are kept; each test has a place of its own. */
export function doesJobs(where: () => Where): void {
  let lifecycle: Lifecycle;
  let metrics: Metrics;
  beforeEach(() => {
    lifecycle = createLifecycle(log);
  });
  const end = () => lifecycle.end();
  afterEach(end);
  const ground: Ground = {
    end,
    open: (handlers, more = {}) => {
      if (lifecycle.ending.aborted) lifecycle = createLifecycle(log);
      metrics = createMetrics();
      return openJobs({ service: 'kit', ...where(), lifecycle, log, metrics }, { handlers, ...more });
    },
    metric: (name) => metrics.registry.getSingleMetricAsString(name),
  };
  doesEachOnce(ground);
  triesAgain(ground);
  describe('of those with the same id', () => {
    asksOnce(ground);
    asksAgain(ground);
  });
  isSeenTo(ground);
  belongsToARequest(ground);
  ends(ground);
}

function doesEachOnce({ open, metric }: Ground): void {
  test('each is done once, with what was given to it, in the order they were asked for', async () => {
    const letters = noting();
    const jobs = await open({ send: letters.handle });
    for (const number of [1, 2, 3]) await jobs.add('send', { number });
    await eventually(() => expect(letters.numbers()).toEqual([1, 2, 3]));
  });

  test('each is done once also where several workers wait for it', async () => {
    const letters = noting();
    const [jobs] = await Promise.all([open({ send: letters.handle }), open({ send: letters.handle })]);
    const numbers = Array.from({ length: 40 }, (_, index) => index);
    await Promise.all(numbers.map((number) => jobs.add('send', { number })));
    await eventually(() => expect(letters.calls.length).toBeGreaterThanOrEqual(40));
    expect(letters.numbers().toSorted((a, b) => a - b)).toEqual(numbers);
  });

  test('one that nobody knows how to do is hopeless, and holds up no other', async () => {
    const letters = noting();
    const jobs = await open({ send: letters.handle });
    await jobs.add('unheard-of', { number: 1 });
    await jobs.add('send', { number: 2 });
    await eventually(() => expect(letters.numbers()).toEqual([2]));
    expect(await metric('jobs')).toContain('jobs{service="kit",state="failed"} 1');
  });

  test('some come by themselves, again and again, and once for all replicas', async () => {
    const tidying = noting();
    const every = { tidy: 300 };
    await Promise.all([open({ tidy: tidying.handle }, { every }), open({ tidy: tidying.handle }, { every })]);
    await eventually(() => expect(tidying.calls.length).toBeGreaterThanOrEqual(5), 4_000);
    const times = tidying.calls.map(({ at }) => at);
    // The first may come twice where two start in the same moment, the next ones do not.
    expect((times[4] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(750);
  });
}

function triesAgain({ open, metric }: Ground): void {
  test('one that fails is tried again, later each time; one that is hopeless is not', async () => {
    const letters = noting((call) => {
      if (call < 3) throw new Error('the mail server is away');
    });
    const lost = noting(() => {
      throw new Hopeless('there is no such letter');
    });
    const jobs = await open({ send: letters.handle, lose: lost.handle });
    await jobs.add('lose', { number: 1 });
    await jobs.add('send', { number: 2 });
    await eventually(() => expect(letters.numbers()).toEqual([2, 2, 2]));
    const [first = 0, second = 0, third = 0] = letters.calls.map(({ at }) => at);
    expect(second - first).toBeGreaterThan(450);
    expect(third - second).toBeGreaterThan(950);
    expect(lost.calls).toHaveLength(1);
    expect(await metric('jobs')).toContain('jobs{service="kit",state="failed"} 1');
  });
}

function asksOnce({ open }: Ground): void {
  test('one waits, however often it is asked for', async () => {
    const { letters, begun, release } = blocked();
    const jobs = await open({ send: letters.handle });
    await jobs.add('send', { number: 1 });
    await begun;
    for (let time = 0; time < 5; time += 1) await jobs.add('send', { number: 2 }, 'two');
    await jobs.add('send', { number: 3 }, 'three');
    release();
    await eventually(() => expect(letters.numbers()).toEqual([1, 2, 3]));
  });

  test('another comes after one that is being done: what changed meanwhile is not lost', async () => {
    const { letters, begun, release } = blocked();
    const jobs = await open({ send: letters.handle });
    await jobs.add('send', { number: 1 }, 'same');
    await begun;
    await jobs.add('send', { number: 1 }, 'same');
    release();
    await eventually(() => expect(letters.numbers()).toEqual([1, 1]), 2_000);
  });

  test('kinds are told apart', async () => {
    const [letters, notes] = [noting(), noting()];
    const jobs = await open({ send: letters.handle, note: notes.handle });
    await jobs.add('send', { number: 1 }, 'same');
    await jobs.add('note', { number: 2 }, 'same');
    await eventually(() => expect([letters.numbers(), notes.numbers()]).toEqual([[1], [2]]));
  });
}

function asksAgain({ open }: Ground): void {
  test('another may be asked for when one is done', async () => {
    const letters = noting();
    const jobs = await open({ send: letters.handle });
    await jobs.add('send', { number: 1 }, 'same');
    await eventually(() => expect(letters.calls).toHaveLength(1));
    await eventually(async () => {
      await jobs.add('send', { number: 1 }, 'same');
      expect(letters.calls.length).toBeGreaterThan(1);
    }, 2_000);
  });

  test('another may be asked for when one was hopeless', async () => {
    const letters = noting((call) => {
      if (call === 1) throw new Hopeless('not yet written');
    });
    const jobs = await open({ send: letters.handle });
    await jobs.add('send', { number: 1 }, 'same');
    await eventually(() => expect(letters.calls).toHaveLength(1));
    await eventually(async () => {
      await jobs.add('send', { number: 1 }, 'same');
      expect(letters.calls.length).toBeGreaterThan(1);
    }, 2_000);
  });
}

function isSeenTo({ open }: Ground): void {
  describe('those that failed for good', () => {
    async function failing() {
      const letters = noting((call) => {
        if (call <= 2) throw new Hopeless(`no such letter: ${call}`);
      });
      const jobs = await open({ send: letters.handle });
      for (const number of [1, 2]) await jobs.add('send', { number });
      const failed = await eventually(async () => {
        const overview = await jobs.overview();
        expect(overview.counts).toMatchObject({ failed: 2, waiting: 0 });
        expect(overview.failed).toHaveLength(2);
        return overview.failed;
      });
      return { letters, jobs, failed };
    }

    test('are told with their reason, the latest first', async () => {
      const { failed } = await failing();
      expect(failed).toMatchObject([
        { kind: 'send', reason: 'no such letter: 2', attempts: 1 },
        { kind: 'send', reason: 'no such letter: 1', attempts: 1 },
      ]);
      expect(Date.parse(failed[0]?.failed_at ?? '')).toBeGreaterThanOrEqual(Date.parse(failed[1]?.failed_at ?? ''));
    });

    test('are done again, one of them or all', async () => {
      const { letters, jobs, failed } = await failing();
      expect(await jobs.retry(failed[1]?.id)).toBe(1);
      await eventually(() => expect(letters.numbers()).toEqual([1, 2, 1]));
      expect(await jobs.retry('no-such-job')).toBe(0);
      expect(await jobs.retry()).toBe(1);
      await eventually(() => expect(letters.numbers()).toEqual([1, 2, 1, 2]));
      await eventually(async () => expect((await jobs.overview()).failed).toEqual([]));
      expect(await jobs.retry()).toBe(0);
    });
  });
}

function belongsToARequest({ open }: Ground): void {
  test('one is a part of the request that asked for it', async () => {
    const seen: (string | undefined)[] = [];
    const letters = noting(() => void seen.push(requestId()));
    const jobs = await open({ send: letters.handle });
    await asPartOf('request-7', () => jobs.add('send', { number: 1 }));
    await jobs.add('send', { number: 2 });
    await eventually(() => expect(seen).toEqual(['request-7', undefined]));
  });
}

function ends({ open, end }: Ground): void {
  test('the end waits for the one that is being done', async () => {
    const begun = Promise.withResolvers<void>();
    let done = false;
    const letters = noting(async () => {
      begun.resolve();
      await new Promise((later) => setTimeout(later, 100));
      done = true;
    });
    const jobs = await open({ send: letters.handle });
    await jobs.add('send', { number: 1 });
    await begun.promise;
    await end();
    expect(done).toBe(true);
  });

  test('those that nobody did are there at the next start', async () => {
    const { letters, begun, release } = blocked();
    const jobs = await open({ send: letters.handle });
    await jobs.add('send', { number: 1 });
    await begun;
    await jobs.add('send', { number: 2 });
    const ended = end();
    release();
    await ended;
    expect(letters.numbers()).toEqual([1]);
    await open({ send: letters.handle });
    await eventually(() => expect(letters.numbers()).toEqual([1, 2]));
  });
}
