import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  latestReviews,
  likeReview,
  myReviews,
  type Review,
  type ReviewListQuery,
  rateMovie,
  reviewsOf,
  reviewsOfMovie,
} from '@movies/contract';
import { insertFilm } from '../testing/films.ts';
import { newReview } from '../testing/reviews.ts';
import { statementsOf } from '../testing/statements.ts';
import { type MovieUnderTest, startMovieForTest } from '../testing.ts';

let movie: MovieUnderTest;

beforeAll(async () => {
  movie = await startMovieForTest();
});
afterAll(() => movie.stop());

/** A film with five reviews, oldest first: rated 3, 5, not at all, 1 and 5; the second is liked twice, the fourth once. */
async function reviewedFilm(): Promise<{ film: number; ids: number[] }> {
  const film = await insertFilm(movie);
  const ids: number[] = [];
  for (const rating of [3, 5, undefined, 1, 5]) {
    const { review } = await newReview(movie, { film, ...(rating === undefined ? {} : { rating }) });
    ids.push(review.id);
  }
  for (const liked of [1, 1, 3]) {
    await movie.api(likeReview, { token: movie.newMember().token, params: { id: ids[liked] as number } });
  }
  return { film, ids };
}

async function list(film: number, query: ReviewListQuery = {}, token?: string) {
  const { status, body, headers } = await movie.api(reviewsOfMovie, { params: { id: film }, query, token });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return { reviews: body as Review[], next: headers.get('x-next-cursor'), headers };
}

const ORDERS = [
  ['newest', [4, 3, 2, 1, 0]],
  ['likes', [1, 3, 4, 2, 0]],
  ['rating', [4, 1, 0, 3, 2]],
] as const;

describe('the reviews of a film', () => {
  test.each(ORDERS)('come in the order %s', async (sort, places) => {
    const { film, ids } = await reviewedFilm();
    const { reviews } = await list(film, { sort });
    expect(reviews.map(({ id }) => ids.indexOf(id))).toEqual(places);
  });

  test.each(ORDERS)('in the order %s can be walked through with a cursor', async (sort, places) => {
    const { film, ids } = await reviewedFilm();
    const seen: number[] = [];
    let { reviews, next } = await list(film, { sort, limit: 2 });
    for (;;) {
      seen.push(...reviews.map(({ id }) => ids.indexOf(id)));
      if (next === null) break;
      ({ reviews, next } = await list(film, { sort, limit: 2, cursor: next }));
    }
    expect(seen).toEqual(places);
  });

  test('that are still to come stay the same while others are written', async () => {
    const { film, ids } = await reviewedFilm();
    const first = await list(film, { limit: 2 });
    await newReview(movie, { film });
    const second = await list(film, { limit: 2, cursor: first.next as string });
    expect(second.reviews.map(({ id }) => ids.indexOf(id))).toEqual([2, 1]);
    expect(second.headers.get('x-total-count')).toBeNull();
  });

  test('written at the same moment are all met by a cursor', async () => {
    const { film } = await reviewedFilm();
    await movie.context.database.run('UPDATE movie_reviews SET created_at = $2 WHERE movie_id = $1', [
      film,
      '2024-02-29T12:34:56.123457Z',
    ]);
    const first = await list(film, { limit: 3 });
    const second = await list(film, { limit: 3, cursor: first.next as string });
    expect(new Set([...first.reviews, ...second.reviews].map(({ id }) => id)).size).toBe(5);
    expect(second.next).toBeNull();
  });

  test.each([
    'nonsense',
    'newest_abc_1',
    'newest_-5_1',
    'newest_9999999999999999_1',
    'newest_1_9999999999',
    'newest_1.5_1',
    'likes_3_1',
    'rating_5_1',
    'newest_1_1_1',
    '..',
    "1'--",
    'x'.repeat(101),
  ])('can not be gone on with from a made-up cursor: %s', async (cursor) => {
    const film = await insertFilm(movie);
    const answer = await movie.api(reviewsOfMovie, { params: { id: film }, query: { cursor } });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'cursor' }] } });
  });

  test.each([
    [{ sort: 'worst' }, 'sort'],
    [{ page: 'x' }, 'page'],
    [{ limit: 0 }, 'limit'],
  ])('can not be asked for like this: %j', async (query, field) => {
    const answer = await movie.api(latestReviews, { query: query as ReviewListQuery });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });

  test('come in pages that say how many there are', async () => {
    const { film, ids } = await reviewedFilm();
    const { reviews, headers } = await list(film, { page: 2, limit: 2 });
    expect(reviews.map(({ id }) => ids.indexOf(id))).toEqual([2, 1]);
    expect(headers.get('x-total-count')).toBe('5');
    expect(headers.get('x-page-count')).toBe('3');
    expect((await list(film, { page: 1_000_000 })).reviews).toEqual([]);
  });

  test('say to a member which of them they like, and to a guest nothing of it', async () => {
    const { film, ids } = await reviewedFilm();
    const { token } = movie.newMember();
    await movie.api(likeReview, { token, params: { id: ids[0] as number } });
    const { reviews } = await list(film, {}, token);
    expect(reviews.filter(({ liked }) => liked).map(({ id }) => id)).toEqual([ids[0]]);
    expect((await list(film)).reviews[0]).not.toHaveProperty('liked');
  });

  test('tell what a kept answer depends on', async () => {
    const { film, ids } = await reviewedFilm();
    const tags = async (query: ReviewListQuery) => (await list(film, query)).headers.get('x-cache-tags')?.split(',');
    const usual = ['movie-service', 'movies', `reviews-of-movie:${film}`, ...ids.map((id) => `review:${id}`)];
    expect((await tags({}))?.sort()).toEqual([...usual].sort());
    expect((await tags({ sort: 'likes' }))?.sort()).toEqual([...usual, 'likes'].sort());
    expect((await tags({ sort: 'rating' }))?.sort()).toEqual([...usual, 'ratings'].sort());
  });

  test('of a film that is not there are not there', async () => {
    const answer = await movie.api(reviewsOfMovie, { params: { id: 2_000_000_000 } });
    expect(answer).toMatchObject({ status: 404, body: { code: 'movie_not_found' } });
  });

  test('cost three statements, however many they are', async () => {
    const { film } = await reviewedFilm();
    for (const limit of [1, 5]) expect(await statementsOf(movie, () => list(film, { limit }))).toHaveLength(3);
  });
});

describe('the reviews of all', () => {
  test('begin with the latest, and count each new one', async () => {
    const { review } = await newReview(movie);
    const before = await movie.api(latestReviews, { query: { limit: 1 } });
    expect(before.body).toMatchObject([{ id: review.id }]);
    await newReview(movie);
    const after = await movie.api(latestReviews, { query: { limit: 1 } });
    const count = ({ headers }: { headers: Headers }) => Number(headers.get('x-total-count'));
    expect(count(after)).toBe(count(before) + 1);
  });
});

describe('the reviews of a person', () => {
  test('are mine, or theirs, in the order asked for', async () => {
    const author = movie.newMember();
    const first = await newReview(movie, { author, rating: 5 });
    const second = await newReview(movie, { author, rating: 1 });
    await movie.api(rateMovie, { token: author.token, params: { id: await insertFilm(movie) }, body: { rating: 2 } });
    const mine = await movie.api(myReviews, { token: author.token });
    expect(mine.body).toMatchObject([{ id: second.review.id }, { id: first.review.id }]);
    const theirs = await movie.api(reviewsOf, { params: { id: author.id }, query: { sort: 'rating' } });
    expect(theirs.body).toMatchObject([{ id: first.review.id }, { id: second.review.id }]);
    expect(theirs.headers.get('x-total-count')).toBe('2');
    expect((await movie.api(reviewsOf, { params: { id: 2_000_000_000 } })).body).toEqual([]);
    expect((await movie.api(myReviews)).status).toBe(401);
  });
});
