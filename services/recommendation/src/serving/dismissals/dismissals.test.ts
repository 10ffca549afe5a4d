import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  dismissMovie,
  type Recommendation,
  recommendedForMe,
  undismissMovie,
  userDeleted,
  userRegistered,
} from '@movies/contract';
import { caughtUp, newMovie, type RecommendationUnderTest, startRecommendationForTest } from '../../testing.ts';

let service: RecommendationUnderTest;

beforeAll(async () => {
  service = await startRecommendationForTest();
});
afterAll(() => service.stop());

test('a film that someone dismisses is out of their list until they undo it', async () => {
  const { token } = service.newMember();
  const id = await newMovie(service);
  // It is here a moment after it was told of; who dismisses it does not have to know that.
  expect((await service.api(dismissMovie, { token, params: { id } })).status).toBe(201);
  expect((await service.api(dismissMovie, { token, params: { id } })).status).toBe(200);
  await service.context.catalogue.refresh();
  const shown = async () => {
    const { body } = await service.api(recommendedForMe, { token, query: { limit: 100 } });
    return (body as Recommendation[]).map(({ movie }) => movie.id);
  };
  expect(await shown()).not.toContain(id);
  expect((await service.api(undismissMovie, { token, params: { id } })).status).toBe(200);
  expect(await shown()).toContain(id);
  expect((await service.api(undismissMovie, { token, params: { id } })).status).toBe(404);
});

test.each(['123456', 'tmdb:123456', 'imdb:tt9999999'])(
  'a film that is not there can not be dismissed: %s',
  async (id) => {
    const { token } = service.newMember();
    expect((await service.api(dismissMovie, { token, params: { id } })).status).toBe(404);
  },
);

test.each(['0', '-1', 'x', '1.5', 'imdb:603'])('is refused for %s', async (id) => {
  const { token } = service.newMember();
  expect((await service.api(dismissMovie, { token, params: { id } })).status).toBe(400);
});

test('someone who has left can not dismiss anything', async () => {
  const { id: user_id, username, token } = service.newMember();
  const id = await newMovie(service);
  await service.auth.tell(userRegistered, { user_id, username, name: username });
  await service.auth.tell(userDeleted, { user_id });
  await caughtUp(service);
  expect((await service.api(dismissMovie, { token, params: { id } })).status).toBe(401);
});
