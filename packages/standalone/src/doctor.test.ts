import { access } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { interrupt, newDataDirectory, run, startAndWait } from './testing.ts';

async function doctor(settings: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const asked = run('doctor', [], settings);
  const code = await asked.ended;
  return { code, said: asked.said() };
}

describe('the doctor', () => {
  test('finds all well before the first start, and makes nothing', async () => {
    const DATA_DIR = await newDataDirectory();
    const { code, said } = await doctor({ DATA_DIR });
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('The first start makes a database.') });
    expect(said).toContain('All is well.');
    await expect(access(DATA_DIR)).rejects.toThrow('ENOENT');
  });

  test('finds all well while the platform runs, and after it', async () => {
    const DATA_DIR = await newDataDirectory();
    const platform = await startAndWait({ DATA_DIR });
    const { port: PORT } = new URL(platform.url);
    const during = await doctor({ DATA_DIR, PORT });
    expect(during).toEqual({ code: 0, said: expect.stringContaining('The platform runs there.') });
    expect(during.said).toMatch(/✔ Database of movie +PostgreSQL \d+\S*, as movies_movie\./);
    await interrupt(platform);
    const after = await doctor({ DATA_DIR, PORT });
    expect(after).toEqual({ code: 0, said: expect.stringMatching(/✔ Database of auth/) });
    expect(after.said).toContain('All is well.');
  });

  test.each([
    [{ PORT: 'http' }, /✘ Configuration +PORT must be a number/],
    [{ REDIS_URL: 'redis://127.0.0.1:1' }, /✘ Redis of the jobs +127\.0\.0\.1:1 does not answer.*\n +→ Start Redis/],
    [
      { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' },
      /✘ PostgreSQL +Nobody listens at 127\.0\.0\.1:1\/c\.\n +→ Start/,
    ],
    [{ DATA_DIR: '/dev/null/data' }, /✘ Disk +\/dev\/null\/data/],
  ])('with %j says what is broken and how to mend it, and ends with 1', async (settings, says) => {
    const { code, said } = await doctor({ DATA_DIR: await newDataDirectory(), ...settings });
    expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(says) });
    expect(said).toContain('One thing is broken.');
    expect(said).not.toMatch(/\n\s+at /);
  });
});
