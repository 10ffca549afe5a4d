import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type GroupRecommendation,
  type Problem,
  recommendedForGroup,
  userDeleted,
  userPreferencesSaved,
  userRegistered,
} from '@movies/contract';
import type { TestMember } from '@movies/testing';
import { type Cinema, openCinema } from '../../testing/cinema.ts';
import { caughtUp, type RecommendationUnderTest, rate, startRecommendationForTest } from '../../testing.ts';

let service: RecommendationUnderTest;
let cinema: Cinema;

beforeAll(async () => {
  service = await startRecommendationForTest();
  cinema = await openCinema(service);
}, 60_000);
afterAll(() => service.stop());

async function someone(loved: readonly number[] = [], loathed: readonly number[] = []): Promise<TestMember> {
  const member = service.newMember();
  const { id: user_id, username } = member;
  await service.auth.tell(userRegistered, { user_id, username, name: username });
  await rate(service, [
    ...loved.map((movie_id) => ({ user_id, movie_id, rating: 5 })),
    ...loathed.map((movie_id) => ({ user_id, movie_id, rating: 1 })),
  ]);
  await caughtUp(service);
  // What is counted of films is looked at once a second, and two lists are compared.
  await service.context.catalogue.refresh();
  return member;
}

const ask = ({ token }: TestMember, body: object) => service.api(recommendedForGroup, { token, body: body as never });
const groupOf = (...members: TestMember[]) => members.map(({ id }) => id);

describe('a list for a group', () => {
  test('has what all of them like, and nothing one of them has seen or vetoed', async () => {
    const [ada, bob] = [await someone(cinema.animated.slice(0, 6)), await someone(cinema.animated.slice(6, 12))];
    const first = await ask(ada, { user_ids: groupOf(ada, bob), limit: 8 });
    const list = first.body as GroupRecommendation[];
    expect(list.every(({ movie }) => movie.genre === 'Animation')).toBe(true);
    const ids = list.map(({ movie }) => movie.id);
    for (const seen of cinema.animated.slice(0, 12)) expect(ids).not.toContain(seen);
    expect(list[0]?.predicted_ratings.map(({ user_id }) => user_id)).toEqual(groupOf(ada, bob));
    expect(list[0]?.predicted_ratings.every(({ rating }) => (rating ?? 0) > 3)).toBe(true);
    expect(list[0]?.reason.text).toBe('For both of you');
    const vetoes = ids.slice(0, 3);
    const { body } = await ask(ada, { user_ids: groupOf(ada, bob), vetoes, limit: 8 });
    const left = (body as GroupRecommendation[]).map(({ movie }) => movie.id);
    expect(left.slice(0, 5)).toEqual(ids.slice(3));
  });

  test('has nothing that one of them would hate', async () => {
    const ada = await someone(cinema.animated.slice(0, 8), cinema.crime.slice(0, 8));
    const eve = await someone(cinema.crime.slice(8, 16), cinema.animated.slice(8, 16));
    const { body } = await ask(ada, { user_ids: groupOf(ada, eve), limit: 100 });
    const ofBoth = (body as GroupRecommendation[]).length;
    const { body: alike } = await ask(ada, { user_ids: groupOf(ada, await someone()), limit: 100 });
    expect(ofBoth).toBeLessThan((alike as GroupRecommendation[]).length);
  });

  test('is there for people of whom nothing is known', async () => {
    const people = [await someone(), await someone(), await someone()] as const;
    const { body } = await ask(people[0], { user_ids: groupOf(...people) });
    expect(body).toHaveLength(20);
  });
});

describe('a group', () => {
  test('is refused with 403, by name, where one of them does not want it', async () => {
    const [ada, shy] = [await someone(), await someone()];
    const preferences = { genres: [], actors: [], movies: [], notifications: {}, recommendations: { group: false } };
    await service.auth.tell(userPreferencesSaved, { user_id: shy.id, preferences });
    await caughtUp(service);
    const { status, body } = await ask(ada, { user_ids: groupOf(ada, shy) });
    expect(status).toBe(403);
    expect((body as Problem).message).toContain(shy.username);
    expect((await ask(shy, { user_ids: groupOf(ada, shy) })).status).toBe(200);
  });

  test('has the caller and only people who are here', async () => {
    const [ada, bob, gone] = [await someone(), await someone(), await someone()];
    expect((await ask(ada, { user_ids: groupOf(bob, gone) })).status).toBe(400);
    await service.auth.tell(userDeleted, { user_id: gone.id });
    await caughtUp(service);
    const { status, body } = await ask(ada, { user_ids: groupOf(ada, gone) });
    expect(status).toBe(400);
    expect((body as Problem).message).toContain(String(gone.id));
  });

  test.each([
    ['one person', (own: number) => ({ user_ids: [own] })],
    ['eleven people', (own: number) => ({ user_ids: [own, ...Array.from({ length: 10 }, (_, i) => 100 + i)] })],
    [
      'ten thousand people',
      (own: number) => ({ user_ids: [own, ...Array.from({ length: 9_999 }, (_, i) => 100 + i)] }),
    ],
    ['the same person twice', (own: number) => ({ user_ids: [own, own] })],
    ['someone without a number', (own: number) => ({ user_ids: [own, 'bob'] })],
    ['a number that is none', (own: number) => ({ user_ids: [own, -1] })],
    [
      'too many vetoes',
      (own: number) => ({ user_ids: [own, 1], vetoes: Array.from({ length: 501 }, (_, i) => i + 1) }),
    ],
    ['nobody', () => ({})],
  ])('is not of %s', async (_who, body) => {
    const ada = await someone();
    expect((await ask(ada, body(ada.id))).status).toBe(400);
  });
});
