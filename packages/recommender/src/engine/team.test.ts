import { Worker } from 'node:worker_threads';
import { describe, expect, test } from '@jest/globals';
import { memoryFor } from '../memory-for.ts';
import { fitRanking } from '../ranking/fit.ts';
import { type FitRatingsOptions, fitRatings } from '../ratings/fit.ts';
import { shapeOf } from '../shape.ts';
import { lowRankMatrix } from '../testing/generated.ts';

const matrix = lowRankMatrix();
const learn = (options: FitRatingsOptions) =>
  fitRatings(matrix, { sweeps: 20, burnIn: 10, samples: 5, threads: 2, ...options });

/** Threads of this process that still run, by what the operating system is asked for them. */
const workersLeft = () => process.getActiveResourcesInfo().filter((name) => /worker|messageport/i.test(name));

describe('a fit that is called off', () => {
  test.each([1, 2])('ends with the reason, on %d thread(s)', async (threads) => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const told: number[] = [];
    const fitted = learn({
      threads,
      sweeps: 100_000,
      signal: controller.signal,
      onProgress: ({ done }) => {
        told.push(done);
        if (done === 3) controller.abort(reason);
      },
    });
    await expect(fitted).rejects.toBe(reason);
    expect(told.length).toBeLessThan(10);
    expect(workersLeft()).toEqual([]);
  });

  test('does not begin if it was called off before', async () => {
    await expect(learn({ signal: AbortSignal.abort(new Error('never')) })).rejects.toThrow('never');
  });
});

describe('threads', () => {
  /** How many are started meanwhile: a new one has a number that none had. */
  async function startedBy(work: () => Promise<unknown>): Promise<number> {
    const before = await newThread();
    await work();
    return (await newThread()) - before - 1;
  }

  async function newThread(): Promise<number> {
    const thread = new Worker('', { eval: true });
    const number = thread.threadId;
    await thread.terminate();
    return number;
  }

  test('wait for the next fit, which is the same as with new ones, and keep no process from ending', async () => {
    const first = await learn({ seed: 1 });
    expect(workersLeft()).toEqual([]);
    const others = { seed: 2, dimensions: 24 };
    expect(await startedBy(() => learn(others))).toBe(0);
    expect(await learn({ seed: 1 })).toEqual(first);
  });

  test('of a fit that was called off do not wait for anything', async () => {
    const over = new AbortController();
    const calledOff = learn({ signal: over.signal, onProgress: () => over.abort(new Error('enough')) });
    await expect(calledOff).rejects.toThrow('enough');
    expect(await startedBy(() => learn({}))).toBe(2);
  });
});

describe('workers that fail', () => {
  const dies = new URL('../testing/worker-that-dies.ts', import.meta.url);
  const throws = new URL('../testing/worker-that-throws.ts', import.meta.url);
  const hangs = new URL('../testing/worker-that-hangs.ts', import.meta.url);
  const neverBegins = new URL('../testing/worker-that-never-begins.ts', import.meta.url);

  test('by dying end the fit at once', async () => {
    await expect(learn({ worker: dies })).rejects.toMatchObject({ code: 'worker_died' });
    expect(workersLeft()).toEqual([]);
  });

  test('by throwing end the fit at once', async () => {
    await expect(learn({ worker: throws })).rejects.toMatchObject({ code: 'worker_died' });
    expect(workersLeft()).toEqual([]);
  });

  test('by hanging end it when patience is over', async () => {
    await expect(learn({ worker: hangs, patienceMs: 200 })).rejects.toMatchObject({ code: 'worker_stalled' });
    expect(workersLeft()).toEqual([]);
  });

  test('to begin leave the work to the thread that asked', async () => {
    const alone = await learn({ threads: 1 });
    expect(await learn({ worker: neverBegins })).toEqual(alone);
  });
});

describe('memory', () => {
  const shape = shapeOf(matrix);

  test.each(['ratings', 'ranking'] as const)('is known before a fit of %s, and bounds it', async (kind) => {
    const needed = memoryFor(shape, { kind, threads: 2 });
    const fitted = (memoryLimit: number) =>
      kind === 'ratings'
        ? fitRatings(matrix, { threads: 2, memoryLimit })
        : fitRanking(matrix, { threads: 2, memoryLimit });
    await expect(fitted(needed - 1)).rejects.toMatchObject({
      code: 'too_much_memory',
      message: expect.stringMatching(/^This needs \d+ MB and may use \d+ MB: raise memoryLimit/),
    });
    await fitted(needed);
  });

  test('grows with the data in proportion, not faster', () => {
    const large = { people: 162_000, items: 59_000, ratings: 25_000_000, longestRow: 82_000 };
    expect(memoryFor(large, { kind: 'ratings', threads: 2 })).toBeLessThan(2 * 2 ** 30);
    expect(memoryFor(large, { kind: 'ranking', threads: 2 })).toBeLessThan(2 * 2 ** 30);
  });

  test('beyond what one memory can be is refused whatever the limit', async () => {
    const impossible = fitRanking(matrix, { dimensions: 2 ** 20, memoryLimit: Number.MAX_SAFE_INTEGER });
    await expect(impossible).rejects.toMatchObject({ code: 'too_much_memory' });
  });
});
