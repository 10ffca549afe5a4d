import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '@movies/testing';
import { AppError, unavailable } from '../errors.ts';
import { type Cache, createCache, type Keep } from './cache.ts';

const movie7: Keep = { seconds: 60, tags: ['movie:7', 'movies'] };
const away = () => unavailable('The database does not answer.');
const missing = () => new AppError('missing', 'movie_not_found', 'Movie not found');

let cache: Cache;

beforeEach(() => {
  cache = createCache();
});

/** A source that counts how often it is asked. */
function source(keep: Keep = movie7) {
  let next: () => Promise<string> = async () => 'first';
  const asked = { times: 0 };
  return {
    asked,
    answers: (word: string) => {
      next = async () => word;
    },
    fails: (error: () => Error) => {
      next = () => Promise.reject(error());
    },
    /** Begins to answer, and ends when it is told to. */
    hangs: () => {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      next = () => promise;
      return { answer: resolve, fail: reject };
    },
    get: () =>
      cache.remember('movie', keep, () => {
        asked.times += 1;
        return next();
      }),
  };
}

describe('what is kept', () => {
  test('is asked for once', async () => {
    const movie = source();
    expect(await movie.get()).toEqual({ value: 'first', from: 'source' });
    expect(await movie.get()).toEqual({ value: 'first', from: 'cache' });
    expect(movie.asked.times).toBe(1);
  });

  test('is asked for once by many at the same time', async () => {
    const movie = source();
    const answers = await Promise.all(Array.from({ length: 100 }, movie.get));
    expect(answers.map(({ value }) => value)).toEqual(Array(100).fill('first'));
    expect(movie.asked.times).toBe(1);
  });

  test.each([[null], [undefined], [0], [''], [[]], [{ deep: { er: [1] } }]])('may be %j', async (value) => {
    await cache.remember('key', movie7, async () => value);
    expect(await cache.remember('key', movie7, async () => 'other')).toEqual({ value, from: 'cache' });
  });

  test('is asked for again after its time', async () => {
    const movie = source({ seconds: 0.05, tags: ['movie:7'] });
    await movie.get();
    movie.answers('second');
    await sleep(60);
    expect(await movie.get()).toEqual({ value: 'second', from: 'source' });
  });

  test('is not mixed up with what has another key', async () => {
    await cache.remember('one', movie7, async () => 1);
    expect(await cache.remember('other', movie7, async () => 2)).toEqual({ value: 2, from: 'source' });
  });
});

describe('a purge', () => {
  test.each([['movie:7'], ['movies']])('of %s makes the next one ask again', async (tag) => {
    const movie = source();
    await movie.get();
    movie.answers('second');
    await cache.purge([tag]);
    expect(await movie.get()).toEqual({ value: 'second', from: 'source' });
    expect(await movie.get()).toEqual({ value: 'second', from: 'cache' });
    expect(movie.asked.times).toBe(2);
  });

  test('of other tags changes nothing', async () => {
    const movie = source();
    await movie.get();
    await cache.purge(['movie:8', 'movie:70']);
    expect(await movie.get()).toMatchObject({ from: 'cache' });
  });

  test('of everything makes all ask again', async () => {
    const movie = source();
    await movie.get();
    await cache.clear();
    expect(await movie.get()).toMatchObject({ from: 'source' });
  });

  test.each([
    ['of a tag', () => cache.purge(['movie:7'])],
    ['of everything', () => cache.clear()],
  ])('%s while something is loaded keeps what was loaded from being believed', async (_, purge) => {
    const movie = source();
    const loading = movie.hangs();
    const first = movie.get();
    await eventually(() => expect(movie.asked.times).toBe(1));
    await purge();
    movie.answers('second');
    loading.answer('as it was before');
    await first;
    expect(await movie.get()).toMatchObject({ value: 'second' });
  });

  test('is honoured for those who ask after it, though they meet a load that began before it', async () => {
    const movie = source();
    const loading = movie.hangs();
    const first = movie.get();
    await eventually(() => expect(movie.asked.times).toBe(1));
    await cache.purge(['movie:7']);
    movie.answers('second');
    const later = Promise.all([movie.get(), movie.get(), movie.get()]);
    loading.answer('as it was before');
    await first;
    expect((await later).map(({ value }) => value)).toEqual(['second', 'second', 'second']);
  });

  test('that comes again and again lets nobody wait for ever', async () => {
    const movie = source();
    const purging = setInterval(() => cache.purge(['movie:7']));
    const answers = await Promise.all(Array.from({ length: 50 }, movie.get)).finally(() => clearInterval(purging));
    expect(answers).toHaveLength(50);
  });
});

describe('while the source is away', () => {
  const short: Keep = { seconds: 0.02, tags: ['movie:7'] };

  test('what was last known is given, and said to be stale', async () => {
    const movie = source(short);
    await movie.get();
    await sleep(30);
    movie.fails(away);
    expect(await movie.get()).toEqual({ value: 'first', from: 'stale cache' });
  });

  test('also of what has changed since', async () => {
    const movie = source();
    await movie.get();
    await cache.purge(['movie:7']);
    movie.fails(away);
    for (const _time of [1, 2, 3]) expect(await movie.get()).toEqual({ value: 'first', from: 'stale cache' });
  });

  test.each([
    ['erased', () => cache.erase(['movie:7'])],
    ['cleared', () => cache.clear()],
  ])('nothing is given that was %s', async (_, erase) => {
    for (const keep of [short, movie7]) {
      const movie = source(keep);
      movie.answers('erased later');
      await movie.get();
      await sleep(30);
      await erase();
      movie.fails(away);
      for (const _time of [1, 2, 3]) await expect(movie.get()).rejects.toMatchObject({ kind: 'unavailable' });
    }
  });

  test('also not what was given as stale before that', async () => {
    const movie = source(short);
    await movie.get();
    await sleep(30);
    movie.fails(away);
    expect(await movie.get()).toMatchObject({ from: 'stale cache' });
    await cache.erase(['movie:7']);
    await expect(movie.get()).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('and once it is back, its word counts again', async () => {
    const movie = source(short);
    await movie.get();
    await cache.purge(['movie:7']);
    movie.fails(away);
    expect(await movie.get()).toMatchObject({ from: 'stale cache' });
    movie.answers('second');
    expect(await movie.get()).toEqual({ value: 'second', from: 'source' });
  });

  test('what was never known is a failure', async () => {
    const movie = source();
    movie.fails(away);
    await expect(movie.get()).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('those who ask together learn it together, and not one after the other', async () => {
    const movie = source();
    const load = () => sleep(100).then(() => Promise.reject(away()));
    const began = performance.now();
    const asked = Array.from({ length: 20 }, () => cache.remember('movie', movie7, load));
    for (const { status } of await Promise.allSettled(asked)) expect(status).toBe('rejected');
    expect(performance.now() - began).toBeLessThan(400);
    expect(await movie.get()).toEqual({ value: 'first', from: 'source' });
  });
});

describe('a failure that is an answer is never hidden by what was known before', () => {
  test.each([
    ['the movie was deleted', missing],
    ['the caller may not see it', () => new AppError('forbidden', 'not_allowed', 'No.')],
    ['there is a mistake in the code', () => new TypeError('undefined is not a function')],
  ])('%s', async (_, failure) => {
    const movie = source({ seconds: 0.02, tags: ['movie:7'] });
    await movie.get();
    await sleep(30);
    movie.fails(failure);
    for (const times of [1, 2, 3]) {
      await expect(movie.get()).rejects.toThrow(failure().message);
      expect(movie.asked.times).toBe(times + 1);
    }
  });

  test('also not for those who ask together', async () => {
    const movie = source();
    await movie.get();
    await cache.purge(['movie:7']);
    movie.fails(missing);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, movie.get));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: { kind: 'missing' } });
  });

  test('and is not kept itself: what is made after it is seen', async () => {
    const movie = source();
    movie.fails(missing);
    await expect(movie.get()).rejects.toMatchObject({ kind: 'missing' });
    movie.answers('made now');
    expect(await movie.get()).toEqual({ value: 'made now', from: 'source' });
  });

  test('and does not reach those who ask after it was made, though they meet the load that missed it', async () => {
    const movie = source();
    const loading = movie.hangs();
    const first = movie.get().catch(() => 'missed');
    await eventually(() => expect(movie.asked.times).toBe(1));
    movie.answers('made now');
    await cache.purge(['movie:7']);
    const later = movie.get();
    loading.fail(missing());
    expect(await first).toBe('missed');
    expect(await later).toMatchObject({ value: 'made now' });
  });
});
