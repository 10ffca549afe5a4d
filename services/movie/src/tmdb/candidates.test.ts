import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type MirrorUnderTest, startMirrorForTest } from '../testing/mirror.ts';
import { candidatesFor } from './candidates.ts';

let here: MirrorUnderTest;

beforeAll(async () => {
  here = await startMirrorForTest();
});
afterAll(() => here.stop());

const found = (genres: string[], films: number[]) =>
  candidatesFor({ mirror: here.mirror, database: here.core.database }, { genres, liked: films });

/** One that TMDb recommends others beside. */
const liked = 81_005;

test('what TMDb recommends beside a film and what is of a genre come in turns, each with what it was found for', async () => {
  await here.mirror.fillGenres();
  await here.mirror.bring({ id: liked });
  const [besides, crime] = [await found([], [liked]), await found(['crime'], [])];
  expect([besides?.length, crime?.length]).not.toContain(0);
  expect(besides?.every(({ because_movie }) => because_movie === liked)).toBe(true);
  expect(crime?.every(({ because_genre }) => because_genre === 'Crime')).toBe(true);
  const both = await found(['80'], [liked]);
  expect(both?.slice(0, 2)).toEqual([besides?.[0], crime?.[0]]);
  const ids = both?.map(({ movie_id }) => movie_id) ?? [];
  expect(ids).toHaveLength(new Set(ids).size);
  expect(ids.toSorted()).toEqual(
    [...new Set([...(besides ?? []), ...(crime ?? [])].map(({ movie_id }) => movie_id))].toSorted(),
  );
});

test('a film that is not of TMDb and a genre nobody knows lead to nothing', async () => {
  expect(await found(['Nonsense'], [2_000_000_000])).toEqual([]);
});

test('without TMDb there is not even nothing', async () => {
  const { database } = here.core;
  expect(await candidatesFor({ mirror: undefined, database }, { genres: ['80'], liked: [] })).toBeNull();
});
