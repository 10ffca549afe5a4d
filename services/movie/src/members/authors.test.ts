import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { commentsOf, latestReviews, oneReview, type Review, reviewsOfMovie, writeComment } from '@movies/contract';
import { ALL } from '../tags.ts';
import { hearDeleted, hearRegistered, hearRenamed } from '../testing/accounts.ts';
import { newReview } from '../testing/reviews.ts';
import { type MovieUnderTest, startMovieForTest } from '../testing.ts';

let movie: MovieUnderTest;

beforeAll(async () => {
  movie = await startMovieForTest();
});
afterAll(() => movie.stop());

const nameIn = ({ body }: { body: unknown }) => (body as Pick<Review, 'username'>).username;

describe('the name of an author', () => {
  test('is the new one everywhere as soon as it is told', async () => {
    const { author, review } = await newReview(movie);
    await movie.api(writeComment, { token: author.token, params: { id: review.id }, body: { text: 'P.S.' } });
    const kept = await movie.context.cache.remember('kept', { seconds: 60, tags: [ALL] }, async () => 'before');
    expect(kept.value).toBe('before');
    await hearRenamed(movie, { user_id: author.id, username: 'renamed', name: 'Re Named' });
    const first = async (answer: Promise<{ body: unknown }>) => ({ body: ((await answer).body as unknown[])[0] });
    expect(nameIn(await movie.api(oneReview, { params: { id: review.id } }))).toBe('renamed');
    expect(nameIn(await first(movie.api(latestReviews)))).toBe('renamed');
    expect(nameIn(await first(movie.api(reviewsOfMovie, { params: { id: review.movie_id } })))).toBe('renamed');
    expect(nameIn(await first(movie.api(commentsOf, { params: { id: review.id } })))).toBe('renamed');
    const after = await movie.context.cache.remember('kept', { seconds: 60, tags: [ALL] }, async () => 'after');
    expect(after.value).toBe('after');
  });

  test('is not the one in an older token', async () => {
    const author = movie.newMember();
    await hearRegistered(movie, { user_id: author.id, username: 'as-told', name: 'As Told' });
    const { review } = await newReview(movie, { author });
    expect(review.username).toBe('as-told');
  });

  test('comes from the token where the auth service has not told it yet', async () => {
    const { author, review } = await newReview(movie);
    expect(review.username).toBe(author.username);
  });

  test('does not come back once the author is gone', async () => {
    const { author } = await newReview(movie);
    await hearDeleted(movie, author.id);
    await hearRenamed(movie, { user_id: author.id, username: 'ghost', name: 'Ghost' });
    const row = await movie.context.database.row('SELECT * FROM authors WHERE user_id = $1', [author.id]);
    expect(row).toEqual({ user_id: author.id, username: '', name: '', gone: true });
  });
});
