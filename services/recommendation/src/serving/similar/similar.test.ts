import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { movieDeleted, myPrediction, type Prediction, type Recommendation, similarMovies } from '@movies/contract';
import { type Cinema, openCinema } from '../../testing/cinema.ts';
import { caughtUp, newMovie, type RecommendationUnderTest, rate, startRecommendationForTest } from '../../testing.ts';

let service: RecommendationUnderTest;
let cinema: Cinema;

beforeAll(async () => {
  service = await startRecommendationForTest();
  cinema = await openCinema(service);
}, 60_000);
afterAll(() => service.stop());

test('films like a film are those that the same people like, for anyone', async () => {
  const [id = 0] = cinema.crime;
  const answer = await service.api(similarMovies, { params: { id }, query: { limit: 10 } });
  const list = answer.body as Recommendation[];
  expect(list).toHaveLength(10);
  expect(list.every(({ movie }) => movie.genre === 'Crime' && movie.id !== id)).toBe(true);
  expect(list[0]?.reason).toEqual({
    kind: 'people_like_you',
    text: 'Liked by people who like Crime 1',
    movie: { id, title: 'Crime 1' },
  });
  expect(answer.headers.get('x-cache-tags')?.split(',')).toEqual(list.map(({ movie }) => `movie:${movie.id}`));
});

test('a film that nobody rated is like those of its genre, and a film is found by its other names', async () => {
  const id = await newMovie(service, { genres: [{ id: 16, name: 'Animation' }], imdb_id: 'tt7654321' });
  await caughtUp(service);
  await service.context.catalogue.refresh();
  for (const name of [id, `tmdb:${id}`, 'imdb:tt7654321']) {
    const { body } = await service.api(similarMovies, { params: { id: name }, query: { limit: 5 } });
    expect((body as Recommendation[]).map(({ movie }) => movie.genre)).toEqual(Array(5).fill('Animation'));
  }
});

test.each(['999999', 'imdb:tt0000001', '2147483648', 'tmdb:9999999999'])(
  'nothing is like %s, which is not there',
  async (id) => {
    expect((await service.api(similarMovies, { params: { id } })).status).toBe(404);
  },
);

test.each([[{ limit: 0 }], [{ limit: 1_000_000 }], [{ limit: 'x' }]])('is refused with %p', async (query) => {
  const [id = 0] = cinema.crime;
  expect((await service.api(similarMovies, { params: { id }, query: query as object })).status).toBe(400);
});

async function predict(token: string, id: number): Promise<Prediction> {
  return (await service.api(myPrediction, { token, params: { id } })).body as Prediction;
}

/** Someone who loves animated films, all but the first of which they have rated. */
async function ofClearTaste() {
  const member = service.newMember();
  const opinion = (movie_id: number, rating: number) => ({ user_id: member.id, movie_id, rating });
  const [first = 0, ...others] = cinema.animated;
  await rate(service, [
    ...others.map((movie) => opinion(movie, 5)),
    ...cinema.crime.slice(0, 20).map((movie) => opinion(movie, 1.5)),
  ]);
  return { ...member, first, give: (rating: number) => rate(service, [opinion(first, rating)]) };
}

test('someone’s rating is predicted by what they gave others, and not by what they gave this film', async () => {
  const { token, first, give } = await ofClearTaste();
  const liked = await predict(token, first);
  const loathed = await predict(token, cinema.crime[25] as number);
  expect(liked.predicted_rating).toBeGreaterThan((loathed.predicted_rating as number) + 1);
  await give(0.5);
  expect(await predict(token, first)).toEqual(liked);
});

test('the rating of a film nobody rated is a guess of little confidence', async () => {
  const { token, first } = await ofClearTaste();
  const id = await newMovie(service);
  const unknown = await predict(token, id);
  expect(unknown).toMatchObject({ movie_id: id, predicted_rating: expect.any(Number) });
  expect(unknown.confidence).toBeLessThan((await predict(token, first)).confidence);
  expect(unknown.spread).toBeGreaterThan(0.6);
  await service.movie.tell(movieDeleted, { movie_id: id });
  await caughtUp(service);
  expect((await service.api(myPrediction, { token, params: { id } })).status).toBe(404);
});
