import { describe, expect, test } from '@jest/globals';
import { AppError } from '@movies/service-kit';
import argon2 from 'argon2';
import { createPasswords, line } from './passwords.ts';

/** Work that lasts until it is told to end. */
function work() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return { promise, end: resolve, fail: reject };
}

describe('a line', () => {
  test('lets a few work at a time, and the others in the order they came', async () => {
    const inLine = line(2, 10);
    const begun: number[] = [];
    const works = [0, 1, 2, 3, 4].map(() => work());
    const results = works.map(({ promise }, n) =>
      inLine(() => {
        begun.push(n);
        return promise;
      }),
    );
    expect(begun).toEqual([0, 1]);
    works[1]?.end('second');
    expect(await results[1]).toBe('second');
    expect(begun).toEqual([0, 1, 2]);
    works[0]?.end('first');
    works[2]?.end('third');
    await Promise.all([results[0], results[2]]);
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    works[3]?.end('');
    works[4]?.end('');
    await Promise.all(results);
  });

  test('refuses whoever comes when too many wait, and takes them again later', async () => {
    const inLine = line(1, 2);
    const works = [0, 1, 2].map(() => work());
    const results = works.map(({ promise }) => inLine(() => promise));
    const refusal = inLine(async () => 'never');
    await expect(refusal).rejects.toBeInstanceOf(AppError);
    await expect(refusal).rejects.toMatchObject({ kind: 'unavailable', retryAfterSeconds: 1 });
    for (const { end } of works) end('done');
    expect(await Promise.all(results)).toEqual(['done', 'done', 'done']);
    expect(await inLine(async () => 'at last')).toBe('at last');
  });

  test('moves on when work fails', async () => {
    const inLine = line(1, 2);
    const broken = inLine(() => Promise.reject(new Error('broken')));
    const next = inLine(async () => 'fine');
    await expect(broken).rejects.toThrow('broken');
    expect(await next).toBe('fine');
    expect(await inLine(async () => 'still fine')).toBe('still fine');
  });
});

describe('a password', () => {
  test('is hashed with argon2id as OWASP recommends, each time with its own salt', async () => {
    const passwords = await createPasswords();
    const [one, other] = await Promise.all([passwords.hash('correct horse'), passwords.hash('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,p=1,t=2\$/);
    expect(one).not.toBe(other);
    expect(await passwords.matches(one, 'correct horse')).toBe(true);
    expect(await passwords.matches(other, 'correct horsE')).toBe(false);
    expect(passwords.isOutdated(one)).toBe(false);
  });

  test('hashed with less is outdated', async () => {
    const passwords = await createPasswords();
    const weaker = await argon2.hash('correct horse', { type: argon2.argon2id, memoryCost: 8_192, timeCost: 2 });
    expect(passwords.isOutdated(weaker)).toBe(true);
    expect(await passwords.matches(weaker, 'correct horse')).toBe(true);
  });

  test('that belongs to nobody never matches', async () => {
    const passwords = await createPasswords();
    expect(await passwords.pretendToCheck('')).toBe(false);
  });

  test('is checked only where the line has room', async () => {
    const passwords = await createPasswords({ atOnce: 1, mostWaiting: 1 });
    const hash = await passwords.hash('correct horse');
    const checks = [1, 2, 3].map(() => passwords.pretendToCheck('correct horse'));
    const outcomes = await Promise.allSettled([...checks, passwords.hash('x'), passwords.matches(hash, 'x')]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
    ]);
  });
});
