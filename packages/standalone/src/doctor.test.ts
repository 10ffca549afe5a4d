import { access } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { doctor, newDataDirectory } from './testing.ts';

describe('the doctor', () => {
  test('finds all well before the first start, and makes nothing', async () => {
    const DATA_DIR = await newDataDirectory();
    const { code, said } = await doctor({ DATA_DIR });
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('The first start makes a database.') });
    expect(said).toContain('All is well.');
    await expect(access(DATA_DIR)).rejects.toThrow('ENOENT');
  });

  test.each([
    [{ PORT: 'http' }, [/✘ Configuration +PORT must be a number/], 'One thing is broken.'],
    [
      { REDIS_URL: 'redis://127.0.0.1:1', DATA_DIR: '/dev/null/data', DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' },
      [
        /✘ Redis of the jobs +127\.0\.0\.1:1 does not answer.*\n +→ Start Redis/,
        /✘ Disk +\/dev\/null\/data/,
        /✘ PostgreSQL +Nobody listens at 127\.0\.0\.1:1\/c\.\n +→ Start/,
      ],
      '3 things are broken.',
    ],
  ])('with %j says what is broken and how to mend it, and ends with 1', async (settings, sentences, sum) => {
    const { code, said } = await doctor({ DATA_DIR: await newDataDirectory(), ...settings });
    expect(code).toBe(1);
    for (const sentence of sentences) expect(said).toMatch(sentence);
    expect(said).toContain(sum);
    expect(said).not.toMatch(/\n\s+at /);
  });
});
