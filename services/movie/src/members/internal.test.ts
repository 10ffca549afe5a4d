import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  addFavorite,
  addToWatchlist,
  addWatched,
  likeReview,
  rateMovie,
  reportReview,
  writeComment,
} from '@movies/contract';
import type { TestMember } from '@movies/testing';
import { insertFilm } from '../testing/films.ts';
import { newReview } from '../testing/reviews.ts';
import { type MovieUnderTest, startMovieForTest } from '../testing.ts';

let movie: MovieUnderTest;

beforeAll(async () => {
  movie = await startMovieForTest();
});
afterAll(() => movie.stop());

const SECRET = { 'x-internal-secret': 'only-for-tests-0123456789' };

async function ask(path: string, headers: Record<string, string> = SECRET) {
  const response = await fetch(`${movie.url}/internal/${path}`, { headers });
  return { status: response.status, body: await response.json() };
}

/** Someone who has done everything that one can do here, once. */
async function someoneBusy(): Promise<TestMember> {
  const member = movie.newMember();
  const { token } = member;
  const id = await insertFilm(movie, 'Busy');
  await movie.api(rateMovie, { token, params: { id }, body: { rating: 4, review: 'Mine.' } });
  const { review } = await newReview(movie);
  await movie.api(likeReview, { token, params: { id: review.id } });
  await movie.api(writeComment, { token, params: { id: review.id }, body: { text: 'I agree.' } });
  await movie.api(reportReview, { token, params: { id: review.id }, body: { reason: 'other', note: 'Hm.' } });
  for (const operation of [addFavorite, addToWatchlist]) await movie.api(operation, { token, body: { movie_id: id } });
  await movie.api(addWatched, { token, body: { movie_id: id, watched_at: '2024-01-02' } });
  await movie.context.database.run('UPDATE movies SET created_by = $2 WHERE id = $1', [id, member.id]);
  return member;
}

describe('what the auth service asks about a member', () => {
  test('is everything they have done, for them', async () => {
    const { id } = await someoneBusy();
    await someoneBusy();
    const { status, body } = await ask(`export/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ratings: [{ title: 'Busy', rating: 4 }],
      reviews: [{ movie_title: 'Busy', review: 'Mine.' }],
      comments: [{ text: 'I agree.' }],
      liked_reviews: [{ review_id: expect.any(Number) }],
      lists: [{ list: 'liked' }, { list: 'bookmarked' }, { list: 'watched', watched_at: '2024-01-02' }],
      movies_added: [{ title: 'Busy' }],
      reports: [{ reason: 'other', note: 'Hm.' }],
    });
  });

  test('is how much they have done, for their profile', async () => {
    const { id } = await someoneBusy();
    const counts = { ratings: 1, reviews: 1, favorites: 1, watchlist: 1 };
    expect(await ask(`counts/${id}`)).toEqual({ status: 200, body: counts });
    const none = { ratings: 0, reviews: 0, favorites: 0, watchlist: 0 };
    expect(await ask('counts/2000000000')).toEqual({ status: 200, body: none });
  });

  test.each(['export', 'counts'])('has an id that is one: %s', async (what) => {
    for (const id of ['x', '0', '-1', '1.5', '1e3', '2147483648', '99999999999', '%27', '0x10', '%20']) {
      expect(await ask(`${what}/${id}`)).toMatchObject({ status: 404, body: { code: 'person_not_found' } });
    }
  });

  test.each(['export/1', 'counts/1'])('is told to services alone: %s', async (path) => {
    for (const headers of [
      {},
      { 'x-internal-secret': 'a guess' },
      { authorization: `Bearer ${movie.newMember().token}` },
    ]) {
      expect(await ask(path, headers as Record<string, string>)).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      });
    }
  });
});
