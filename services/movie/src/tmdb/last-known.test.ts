// What TMDb listed, after it went away.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@movies/testing';
import { type MirrorUnderTest, startMirrorForTest } from '../testing/mirror.ts';

let here: MirrorUnderTest;

beforeAll(async () => {
  here = await startMirrorForTest(0.05);
});
afterAll(() => here.stop());

test.each(['trending', 'popular'] as const)(
  'what is %s is what TMDb said last, and says that it is old',
  async (list) => {
    here.tmdb.heal();
    here.clock.pass(60_000);
    const known = await eventually(async () => {
      const listed = await here.mirror[list]();
      expect(listed.fresh).toBe(true);
      return listed;
    });
    here.tmdb.fail({ kind: 'broken' });
    await eventually(async () => {
      expect(await here.mirror[list]()).toEqual({ ...known, fresh: false });
    });
    here.tmdb.heal();
    here.clock.pass(60_000);
    await eventually(async () => {
      expect(await here.mirror[list]()).toEqual(known);
    });
  },
);
