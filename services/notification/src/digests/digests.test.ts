import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as contract from '@movies/contract';
import type { TestMember } from '@movies/testing';
import { type Answer, aSuggestion, type Recommender, startRecommender } from '../testing/recommender.ts';
import {
  caughtUp,
  type NotificationUnderTest,
  newMovie,
  newReview,
  prefer,
  startNotificationForTest,
} from '../testing.ts';
import { type Letter, sendDigests } from './digests.ts';

let service: NotificationUnderTest;
let recommender: Recommender;

beforeAll(async () => {
  recommender = await startRecommender();
  const site = 'https://films.example.org';
  service = await startNotificationForTest({ RECOMMENDATION_URL: recommender.url, PUBLIC_URL: site });
});
afterAll(async () => {
  await service.stop();
  await recommender.stop();
});

async function round(): Promise<Letter[]> {
  const letters: Letter[] = [];
  await sendDigests(service.context, async (letter) => void letters.push(letter));
  return letters;
}

async function reader(email_digest: 'off' | 'daily' | 'weekly' | undefined, movieId: number): Promise<TestMember> {
  const member = service.newMember();
  await service.api(contract.followMovie, { token: member.token, params: { id: String(movieId) } });
  if (email_digest) await prefer(service, member, { email_digest });
  await caughtUp(service);
  return member;
}

const later = (member: TestMember, days: number) =>
  service.context.database.run(`UPDATE members SET digest_at = digest_at - $2 * interval '1 day' WHERE user_id = $1`, [
    member.id,
    days,
  ]);

describe('a digest', () => {
  test('sums up what was not read, for those who asked for it, as often as they asked', async () => {
    const id = await newMovie(service);
    const members = [
      await reader(undefined, id),
      await reader('off', id),
      await reader('daily', id),
      await reader('weekly', id),
    ];
    const [, , daily, weekly] = members as [TestMember, TestMember, TestMember, TestMember];
    const { title, username } = await newReview(service, id, service.newMember());
    await caughtUp(service);
    expect(await round()).toEqual([]);
    for (const member of members) await later(member, 2);
    const [letter, ...others] = await round();
    expect(others).toEqual([]);
    expect(letter).toMatchObject({ user_id: daily.id, subject: 'What is new' });
    expect(letter?.text).toContain(`- ${username} reviewed Film ${id}: ${title}`);
    await later(weekly, 6);
    expect((await round()).map(({ user_id }) => user_id)).toEqual([weekly.id]);
  });

  test('is not sent where there is nothing new, whatever films there are', async () => {
    recommender.answer(() => [aSuggestion()]);
    const id = await newMovie(service);
    const member = await reader('daily', id);
    await newReview(service, id, service.newMember());
    await caughtUp(service);
    await service.api(contract.markRead, { token: member.token, body: { all: true } });
    await later(member, 2);
    expect(await round()).toEqual([]);
  });

  test('that could not be handed over is handed over later, as the same letter', async () => {
    const id = await newMovie(service);
    const member = await reader('daily', id);
    await newReview(service, id, service.newMember());
    await caughtUp(service);
    await later(member, 2);
    const keys: string[] = [];
    const failing = sendDigests(service.context, async ({ key }) => {
      keys.push(key);
      throw new Error('away');
    });
    await expect(failing).rejects.toThrow('away');
    expect((await round()).map(({ key }) => key)).toEqual(keys);
  });

  // The last one: for a while after a failure nobody is asked.
  test('ends with films that its reader may like, and goes without them where they can not be had', async () => {
    const id = await newMovie(service);
    const members = [await reader('daily', id), await reader('daily', id)];
    await newReview(service, id, service.newMember());
    await caughtUp(service);
    for (const member of members) await later(member, 2);
    const film = aSuggestion();
    const told: Answer[] = [() => [film], () => Promise.reject(new Error('broken'))];
    recommender.answer(() => (told.shift() as Answer)());
    const letters = await round();
    const [first, second] = letters.map(({ text }) => text);
    expect(first).toMatch(new RegExp(`Films we think you would like:[^]*/movies/${film.movie.id}$`));
    expect(second).toMatch(/films\.example\.org\/notifications$/);
    const asked = letters.map(({ user_id }) => `/internal/predictions/${user_id}?limit=5`);
    expect(recommender.asked.slice(-2)).toEqual(asked);
  });
});
