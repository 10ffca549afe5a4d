import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createInternalClient, createLog, type InternalClient } from '@movies/service-kit';
import { INTERNAL_SECRET } from '@movies/testing';
import { aSuggestion, type Recommender, startRecommender } from '../testing/recommender.ts';
import { createFilmsFor, type FilmsFor } from './films.ts';

const log = createLog('test', 'silent');
const client: InternalClient = createInternalClient(INTERNAL_SECRET);
let recommender: Recommender;

beforeAll(async () => {
  recommender = await startRecommender();
});
afterAll(async () => {
  await client.close();
  await recommender.stop();
});

const filmsAt = (url: string | undefined): FilmsFor => createFilmsFor({ client, url, log });

test('a member gets the best five that the recommendation service has for them', async () => {
  const films = [aSuggestion(), aSuggestion()];
  recommender.answer(() => films);
  expect(await filmsAt(recommender.url)(7)).toEqual(films);
  expect(recommender.asked).toEqual(['/internal/predictions/7?limit=5']);
});

test('a recommendation service that hangs holds up one member for half a second, and then nobody for a while', async () => {
  recommender.answer(() => new Promise(() => undefined));
  const filmsFor = filmsAt(recommender.url);
  const before = recommender.asked.length;
  const from = performance.now();
  for (const member of [1, 2, 3]) expect(await filmsFor(member)).toEqual([]);
  expect(performance.now() - from).toBeLessThan(1_000);
  expect(recommender.asked.length - before).toBe(1);
});

test('where the recommendation service breaks, is away or was never there, there are no films, and nothing fails', async () => {
  recommender.answer(() => Promise.reject(new Error('broken')));
  for (const url of [recommender.url, 'http://127.0.0.1:1', undefined]) expect(await filmsAt(url)(1)).toEqual([]);
});
