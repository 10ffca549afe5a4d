import { describe, expect, test } from '@jest/globals';
import { newBucket, take } from './bucket.ts';

const taken = (count: number, bucket = newBucket(0), now = 0) =>
  Array.from({ length: count }, () => take(bucket, now))
    .map((answer) => answer[0])
    .join('');

describe('what a socket may say', () => {
  test('is 120 messages at once', () => {
    expect(taken(121)).toBe(`${'a'.repeat(120)}r`);
  });

  test('is ten a second after that, and never more at once than at first', () => {
    const bucket = newBucket(0);
    taken(120, bucket);
    expect(taken(11, bucket, 1_000)).toBe(`${'a'.repeat(10)}r`);
    expect(taken(121, bucket, 1_000_000)).toBe(`${'a'.repeat(120)}r`);
  });

  test('is borne fifty times beyond that, and then no more', () => {
    expect(taken(120 + 51)).toBe(`${'a'.repeat(120)}${'r'.repeat(50)}u`);
  });
});
