import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { followMovie, movieCreated, mySubscriptions, unfollowMovie } from '@movies/contract';
import { type NotificationUnderTest, newMovie, startNotificationForTest } from '../testing.ts';

let service: NotificationUnderTest;

beforeAll(async () => {
  service = await startNotificationForTest();
});
afterAll(() => service.stop());

describe('a movie', () => {
  test('is followed once, listed, and not followed any more', async () => {
    const id = await newMovie(service, { title: 'Heat' });
    const { token } = service.newMember();
    const params = { id: String(id) };
    const followed = await service.api(followMovie, { token, params });
    expect(followed).toMatchObject({ status: 201, body: { movie_id: id, movie_title: 'Heat' } });
    const again = await service.api(followMovie, { token, params });
    expect(again).toMatchObject({ status: 200, body: followed.body });
    const listed = await service.api(mySubscriptions, { token });
    expect(listed.body).toEqual([followed.body]);
    expect(listed.headers.get('x-total-count')).toBe('1');
    expect((await service.api(unfollowMovie, { token, params })).status).toBe(200);
    expect(await service.api(unfollowMovie, { token, params })).toMatchObject({
      status: 404,
      body: { code: 'not_followed' },
    });
    expect((await service.api(mySubscriptions, { token })).body).toEqual([]);
  });

  test.each([
    ['tmdb:<id>', (id: number) => `tmdb:${id}`],
    ['imdb:<id>', (id: number) => `imdb:tt${1_000_000 + id}`],
  ])('goes by %s as well', async (_, name) => {
    const id = await newMovie(service, { imdb_id: null });
    await newMovie(service, { movie_id: id, imdb_id: `tt${1_000_000 + id}` });
    const { token } = service.newMember();
    // The second word about it is taken in a moment later.
    const { status, body } = await service.api(followMovie, { token, params: { id: name(id) } });
    expect({ status, body }).toMatchObject({ status: 201, body: { movie_id: id } });
  });

  test('that is told of a moment later is waited for', async () => {
    const { token } = service.newMember();
    const asked = service.api(followMovie, { token, params: { id: '777777' } });
    const none = { release_date: null, vote_average: null, tmdb_id: null, imdb_id: null, poster_url: '' };
    const empty = { genres: [], directors: [], cast: [], popularity: 0, vote_count: 0, original_language: 'en' };
    await service.movie.tell(movieCreated, { movie_id: 777_777, media_type: 'movie', title: 'New', ...none, ...empty });
    expect((await asked).status).toBe(201);
  });

  test('that is not there can not be followed', async () => {
    const { token } = service.newMember();
    for (const id of ['9999999999', 'imdb:tt9999999'])
      expect(await service.api(followMovie, { token, params: { id } })).toMatchObject({
        status: 404,
        body: { message: 'Movie not found' },
      });
    expect((await service.api(followMovie, { params: { id: '1' } })).status).toBe(401);
  });
});
