import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rateMovie, ratingSet } from '@movies/contract';
import { movieInFull } from '../catalogue/movies.repository.ts';
import { insertFilm } from '../testing/films.ts';
import { type MovieUnderTest, startMovieForTest, toldBy } from '../testing.ts';

let movie: MovieUnderTest;

beforeAll(async () => {
  movie = await startMovieForTest();
});
afterAll(() => movie.stop());

const MEMBERS = 1_000;
/** Several times as many as there are connections to the database. */
const AT_ONCE = 50;

test('a thousand members who rate one film, many at the same moment, are all counted, each once', async () => {
  const id = await insertFilm(movie);
  // Whoever finds no free connection within a second is told to try again in a moment, and does.
  const rate = async (token: string, rating: number): Promise<number> => {
    const { status } = await movie.api(rateMovie, { token, params: { id }, body: { rating } });
    return status === 503 ? rate(token, rating) : status;
  };
  const ratings = Array.from({ length: MEMBERS }, (_, index) => (index % 11) / 2);
  const waiting = ratings.map((rating) => ({ rating, token: movie.newMember().token }));
  const statuses: number[] = [];
  const rateOneByOne = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) statuses.push(await rate(next.token, next.rating));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, rateOneByOne));

  expect(new Set(statuses)).toEqual(new Set([201]));
  const found = await movieInFull(movie.context.database, id);
  const histogram = Array.from({ length: 11 }, (_, half) => ratings.filter((rating) => rating === half / 2).length);
  expect(found).toMatchObject({ rating_count: MEMBERS, histogram, rating: 2.5 });
  const exact = await movie.context.database.row('SELECT rating_sum FROM movie_scores WHERE movie_id = $1', [id]);
  expect(exact).toEqual({ rating_sum: ratings.reduce((sum, rating) => sum + rating, 0) });
  expect(await toldBy(movie, ratingSet.name)).toHaveLength(MEMBERS);
});
