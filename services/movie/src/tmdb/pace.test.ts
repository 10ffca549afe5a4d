import { expect, test } from '@jest/globals';
import { testClock } from '../testing/time.ts';
import { createPace } from './pace.ts';

test('no second sees more than so many requests, wherever it begins', async () => {
  const clock = testClock();
  const pace = createPace({ perSecond: 40, atOnce: 10 }, clock);
  const starts: number[] = [];
  const request = async () => {
    starts.push(clock.now());
    clock.pass(3);
  };
  await Promise.all(Array.from({ length: 200 }, () => pace(request)));
  const inSecondsFrom = starts.map((from) => starts.filter((at) => at >= from && at < from + 1_000).length);
  expect(starts).toHaveLength(200);
  expect(Math.max(...inSecondsFrom)).toBe(40);
});

test('so many are under way at the same time, and the rest come in order', async () => {
  const pace = createPace({ perSecond: 1_000, atOnce: 10 }, testClock());
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const request = async (number: number) => {
    order.push(number);
    running += 1;
    most = Math.max(most, running);
    await new Promise((done) => setImmediate(done));
    running -= 1;
  };
  await Promise.all(Array.from({ length: 55 }, (_, number) => pace(() => request(number))));
  expect(most).toBe(10);
  expect(order).toEqual(Array.from({ length: 55 }, (_, number) => number));
});

test('a request that fails makes room for the next', async () => {
  const pace = createPace({ perSecond: 1_000, atOnce: 1 }, testClock());
  const failing = pace(async () => Promise.reject(new Error('no answer')));
  const next = pace(async () => 'answered');
  await expect(failing).rejects.toThrow('no answer');
  expect(await next).toBe('answered');
});
