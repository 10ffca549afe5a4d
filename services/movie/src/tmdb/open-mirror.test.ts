import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLifecycle } from '@movies/service-kit';
import { type MirrorUnderTest, startMirrorForTest } from '../testing/mirror.ts';
import { openMirror } from './open-mirror.ts';

let here: MirrorUnderTest;

beforeAll(async () => {
  here = await startMirrorForTest();
});
afterAll(() => here.stop());

test('there is a mirror where there is a token, until the end of the process', async () => {
  const lifecycle = createLifecycle(here.core.log);
  const settings = { TMDB_API_TOKEN: ` ${here.tmdb.token}\n`, TMDB_BASE_URL: `${here.tmdb.url}/` };
  const mirror = openMirror(settings, lifecycle, here.core);
  expect(await mirror?.bring({ id: 603 })).toBe(603);
  await lifecycle.end();
  await expect(mirror?.bring({ id: 604 })).rejects.toMatchObject({ code: 'tmdb_unavailable' });
});

test('there is none without', () => {
  const settings = { TMDB_BASE_URL: here.tmdb.url };
  expect(openMirror(settings, createLifecycle(here.core.log), here.core)).toBeUndefined();
});
