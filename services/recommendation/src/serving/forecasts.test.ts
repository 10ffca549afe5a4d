import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { myPrediction, myScorecard, type Prediction, ratingRemoved, type Scorecard } from '@movies/contract';
import type { TestMember } from '@movies/testing';
import { type Cinema, openCinema } from '../testing/cinema.ts';
import { caughtUp, newMovie, type RecommendationUnderTest, rate, startRecommendationForTest } from '../testing.ts';

let service: RecommendationUnderTest;
let cinema: Cinema;

beforeAll(async () => {
  service = await startRecommendationForTest();
  cinema = await openCinema(service);
}, 60_000);
afterAll(() => service.stop());

async function scorecard({ token }: TestMember): Promise<Scorecard> {
  return (await service.api(myScorecard, { token })).body as Scorecard;
}

async function give({ id: user_id }: TestMember, films: readonly number[], rating = 5): Promise<void> {
  await rate(
    service,
    films.map((movie_id) => ({ user_id, movie_id, rating })),
  );
  await caughtUp(service);
}

test('someone whose ratings were never predicted has an empty card', async () => {
  const nothing = { predictions: 0, rmse: null, mean_error: null, within_half_a_star: null, latest: [] };
  expect(await scorecard(service.newMember())).toEqual(nothing);
});

test('a rating is compared with what was predicted just before', async () => {
  const member = service.newMember();
  await give(member, cinema.animated.slice(0, 5));
  const before = await scorecard(member);
  const [id = 0] = cinema.animated.slice(5);
  const { body } = await service.api(myPrediction, { token: member.token, params: { id } });
  const { predicted_rating } = body as Prediction;
  await give(member, [id], 3);
  const after = await scorecard(member);
  expect(after.predictions).toBe(before.predictions + 1);
  expect(after.latest[0]).toMatchObject({ movie: { id }, predicted_rating, rating: 3 });
  const errors = after.latest.map((each) => each.predicted_rating - each.rating);
  const rmse = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
  expect(after.rmse).toBeCloseTo(rmse, 1);
});

test('a rating that is changed is compared no second time, and one that is taken back not at all', async () => {
  const member = service.newMember();
  await give(member, cinema.animated.slice(0, 2));
  await give(member, cinema.animated.slice(0, 1), 2);
  const card = await scorecard(member);
  expect(card.predictions).toBe(2);
  expect(card.latest.map(({ rating }) => rating)).toEqual([5, 5]);
  await service.movie.tell(ratingRemoved, { user_id: member.id, movie_id: cinema.animated[0] as number });
  await caughtUp(service);
  expect((await scorecard(member)).predictions).toBe(1);
});

test('ratings that someone brings along, even if they change, and of films the model does not know, are not compared', async () => {
  const member = service.newMember();
  await give(member, cinema.animated.slice(0, 12));
  await give(member, [await newMovie(service)]);
  await give(member, cinema.animated.slice(0, 1), 2);
  expect((await scorecard(member)).predictions).toBe(0);
});
