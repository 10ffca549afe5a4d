import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dismissMovie, type Recommendation } from '@movies/contract';
import type { TestMember } from '@movies/testing';
import {
  caughtUp,
  interact,
  newMovie,
  type RecommendationUnderTest,
  rate,
  startRecommendationForTest,
} from '../../testing.ts';
import { filmsByIds } from '../shown/shown.repository.ts';
import { store } from './stored.repository.ts';

let service: RecommendationUnderTest;

beforeAll(async () => {
  service = await startRecommendationForTest();
});
afterAll(() => service.stop());

async function ask(path: string, secret: string = service.internalSecret) {
  const response = await fetch(`${service.url}/internal/predictions/${path}`, {
    headers: { 'x-internal-secret': secret },
  });
  return { status: response.status, body: await response.json() };
}

/** Someone for whom as many films are stored, the best first. */
async function someoneWith(films: number): Promise<{ member: TestMember; stored: Recommendation[]; ids: number[] }> {
  const member = service.newMember();
  const ids: number[] = [];
  for (let n = 0; n < films; n += 1) ids.push(await newMovie(service, { release_date: '1942-11-26' }));
  await caughtUp(service);
  const { database } = service.context;
  const known = await filmsByIds(database, ids);
  const stored = ids.map((id, place) => ({
    movie: known.get(id) as Recommendation['movie'],
    predicted_rating: place === 0 ? null : 4.25,
    score: 1 - place / 10,
    reason: { kind: 'genre', genre: 'Drama', text: 'Because you like Drama' } as const,
  }));
  await database.run('INSERT INTO members (user_id, username) VALUES ($1, $2)', [member.id, member.username]);
  await database.transaction((tx) => store(tx, member.id, 1, stored));
  return { member, stored, ids };
}

describe('what the notification service asks for its letters', () => {
  test('is the best that is stored for a member, as many as it wants', async () => {
    const { member, stored } = await someoneWith(3);
    expect(await ask(`${member.id}?limit=2`)).toEqual({ status: 200, body: stored.slice(0, 2) });
  });

  test('has nothing that the member has seen, dismissed or listed since', async () => {
    const { member, ids } = await someoneWith(6);
    const [watched = 0, listed = 0, loved = 0, dismissed = 0, left, rated = 0] = ids;
    await interact(service, member.id, watched, 'watched');
    await interact(service, member.id, listed, 'bookmarked');
    await interact(service, member.id, loved, 'liked');
    await service.api(dismissMovie, { token: member.token, params: { id: dismissed } });
    await rate(service, [{ user_id: member.id, movie_id: rated, rating: 2 }]);
    await caughtUp(service);
    const { body } = await ask(`${member.id}`);
    expect((body as Recommendation[]).map(({ movie }) => movie.id)).toEqual([left]);
  });

  test('is nothing where nothing is stored, and told to services alone', async () => {
    expect(await ask('2000000000')).toEqual({ status: 200, body: [] });
    for (const path of ['x', '0', '2147483648', '1?limit=0', '1?limit=x'])
      expect(await ask(path)).toMatchObject({ status: 400 });
    expect(await ask('1', 'a guess')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});
