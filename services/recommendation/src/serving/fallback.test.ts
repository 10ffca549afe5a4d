import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { myPrediction, type Recommendation, recommendedForMe, similarMovies } from '@movies/contract';
import { type Door, openDoor, type TestMember } from '@movies/testing';
import { type Cinema, openCinema } from '../testing/cinema.ts';
import {
  caughtUp,
  newMovie,
  type RecommendationUnderTest,
  type Replica,
  rate,
  startRecommendationForTest,
} from '../testing.ts';
import { storePredictions } from './stored/storing.ts';

let service: RecommendationUnderTest;
let cinema: Cinema;
let door: Door;
let behindDoor: Replica;

beforeAll(async () => {
  service = await startRecommendationForTest();
  cinema = await openCinema(service);
  door = await openDoor(service.server.url);
  behindDoor = await service.another({ DATABASE_URL: door.url });
}, 60_000);
afterAll(async () => {
  door.open();
  await behindDoor.stop();
  await door.close();
  await service.stop();
});

async function listFor({ token }: TestMember, { api }: Pick<Replica, 'api'> = service) {
  const answer = await api(recommendedForMe, { token });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return { list: answer.body as Recommendation[], degraded: answer.headers.get('x-degraded') };
}

const opinions = ({ id: user_id }: TestMember, films: readonly number[]) =>
  films.map((movie_id) => ({ user_id, movie_id, rating: 5 }));

/** As if its model could not be loaded. */
async function withoutModel<T>(work: () => Promise<T>): Promise<T> {
  const { engine } = service.context;
  service.context.engine = () => undefined;
  try {
    return await work();
  } finally {
    service.context.engine = engine;
  }
}

test('where the model is away, what was stored for someone is shown, without what they rated since', async () => {
  const member = service.newMember();
  await rate(service, opinions(member, cinema.animated.slice(0, 6)));
  await caughtUp(service);
  await service.context.catalogue.refresh();
  await service.context.database.run('INSERT INTO members (user_id, username) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    member.id,
    member.username,
  ]);
  await storePredictions(service.context, new AbortController().signal);
  const { list } = await listFor(member);
  const first = list[0]?.movie.id as number;
  await rate(service, opinions(member, [first]));
  const kept = await withoutModel(() => listFor(member));
  expect(kept.degraded).toBe('stored');
  expect(kept.list.slice(0, 5)).toEqual(list.slice(1, 6));
  const { body } = await withoutModel(() =>
    service.api(myPrediction, { token: member.token, params: { id: list[1]?.movie.id as number } }),
  );
  expect(body).toMatchObject({ predicted_rating: list[1]?.predicted_rating, confidence: 0, spread: null });
});

test('right after a promotion the best are stored as soon as the model is loaded', async () => {
  const { context } = service;
  const member = service.newMember();
  await rate(service, opinions(member, cinema.animated.slice(0, 6)));
  await caughtUp(service);
  await context.database.run('INSERT INTO members (user_id, username) VALUES ($1, $2)', [member.id, member.username]);
  const { engine } = context;
  let looks = 0;
  context.engine = () => {
    looks += 1;
    return looks < 3 ? undefined : engine();
  };
  await storePredictions(context, new AbortController().signal);
  context.engine = engine;
  expect((await withoutModel(() => listFor(member))).degraded).toBe('stored');
});

test('where the model is away and nothing is stored, what is popular is shown, but nothing someone rated', async () => {
  const member = service.newMember();
  const seen = (await withoutModel(() => listFor(member))).list.slice(0, 3).map(({ movie }) => movie.id);
  await rate(service, opinions(member, seen));
  const { list, degraded } = await withoutModel(() => listFor(member));
  expect(degraded).toBe('popular');
  expect(list).toHaveLength(20);
  for (const { movie } of list) expect(seen).not.toContain(movie.id);
});

test('films are like others of the same genres and people where there is no model', async () => {
  const id = await newMovie(service, { genres: [{ id: 80, name: 'Crime' }], directors: ['Director 1'] });
  await caughtUp(service);
  await service.context.catalogue.refresh();
  const answer = await withoutModel(() => service.api(similarMovies, { params: { id }, query: { limit: 5 } }));
  const list = answer.body as Recommendation[];
  expect(list.every(({ movie }) => movie.genre === 'Crime' && movie.directors.includes('Director 1'))).toBe(true);
});

test('where the database is away, what is popular is shown within half a second', async () => {
  const member = service.newMember();
  await listFor(member, behindDoor);
  door.shut();
  const from = performance.now();
  const { list, degraded } = await listFor(member, behindDoor);
  expect(performance.now() - from).toBeLessThan(500);
  expect(degraded).toBe('popular');
  expect(list).toHaveLength(20);
  expect(list.every(({ reason }) => reason.kind === 'popular')).toBe(true);
  door.open();
});
