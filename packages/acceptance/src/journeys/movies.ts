// What members do with films, from outside, step by step.
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as api from '@movies/contract';
import { adminToken, join, type Member } from '../people.ts';
import { findPlatform, type Platform } from '../platform.ts';

let platform: Platform;
let ada: Member;
let bob: Member;

beforeAll(async () => {
  platform = await findPlatform();
  [ada, bob] = await Promise.all([join(platform), join(platform)]);
});

let films = 0;

async function addFilm(details: Partial<api.NewMovie> = {}): Promise<number> {
  films += 1;
  const body = { title: `A journey ${films} of ${ada.profile.username}`, ...details };
  const answer = await platform.api(api.createMovie, { token: ada.token, body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.id;
}

describe('a film', () => {
  test('is added, found, changed and deleted, and every change is seen at once', async () => {
    const title = `Ünhéard ${ada.profile.username}`;
    const id = await addFilm({ title, description: 'Nobody has seen it.', rating: 3.5, genre: 'Drama' });
    const shown = await platform.api(api.getMovie, { params: { id } });
    expect(shown.body).toMatchObject({ title, description: 'Nobody has seen it.', rating: 3.5, genre: 'Drama' });
    const found = await platform.api(api.searchMovies, { query: { title: `unheard ${ada.profile.username}` } });
    expect((found.body as api.Results).data[0]).toMatchObject({ id });
    await platform.api(api.updateMovie, { token: ada.token, params: { id }, body: { title: `${title}, again` } });
    expect((await platform.api(api.getMovie, { params: { id } })).body).toMatchObject({ title: `${title}, again` });
    expect((await platform.api(api.deleteMovie, { token: bob.token, params: { id } })).status).toBe(403);
    const deleted = await platform.api(api.deleteMovie, { token: ada.token, params: { id } });
    expect(deleted.body).toEqual({ message: 'Movie deleted successfully' });
    expect((await platform.api(api.getMovie, { params: { id } })).body).toMatchObject({ message: 'Movie not found' });
  });

  test('is rated in every dialect, and the mean is the next reader’s', async () => {
    const id = await addFilm();
    const rate = (by: Member, rating: number, via: api.Route) =>
      platform.api(api.rateMovie, { token: by.token, params: { id }, body: { rating }, via });
    for (const [index, via] of api.routesOf(api.rateMovie).entries()) {
      expect((await rate(ada, index / 2, via)).status).toBe(index === 0 ? 201 : 200);
      expect((await platform.api(api.getMovie, { params: { id } })).body).toMatchObject({ rating: index / 2 });
    }
    await rate(bob, 5, api.rateMovie);
    expect((await platform.api(api.getMovie, { params: { id } })).body).toMatchObject({ rating: 4, rating_count: 2 });
    const mine = await platform.api(api.getMovie, { token: bob.token, params: { id } });
    expect(mine.body).toMatchObject({ my: { rating: 5, favorite: false } });
    await platform.api(api.takeBackRating, { token: bob.token, params: { id } });
    expect((await platform.api(api.getMovie, { params: { id } })).body).toMatchObject({ rating: 3, rating_count: 1 });
  });

  test('is kept in the lists of a member', async () => {
    const id = await addFilm();
    const { token } = ada;
    for (const [list, add, remove] of [
      [api.myFavorites, api.addFavorite, api.removeFavorite],
      [api.myWatchlist, api.addToWatchlist, api.removeFromWatchlist],
      [api.myWatched, api.addWatched, api.removeWatched],
    ] as const) {
      const body = { movie_id: id };
      expect((await platform.api(add, { token, body })).status).toBe(201);
      expect((await platform.api(add, { token, body })).status).toBe(200);
      expect((await platform.api(list, { token })).body).toMatchObject([{ movie: { id } }]);
      expect((await platform.api(remove, { token, params: { id } })).status).toBe(200);
      expect((await platform.api(list, { token })).body).toEqual([]);
    }
  });
});

describe('a review', () => {
  test('is written, liked, commented, edited, hidden by staff, restored and deleted', async () => {
    const id = await addFilm();
    const review = 'Ähnlich wie <b>früher</b> 🎬\nnur länger.';
    const written = await platform.api(api.writeReview, {
      token: ada.token,
      params: { id },
      body: { title: 'Well', review, rating: 4 },
    });
    if (written.status !== 201) throw new Error(JSON.stringify(written.body));
    expect(written.body).toMatchObject({ review, rating: 4, username: ada.profile.username, like_count: 0 });
    const params = { id: written.body.id };
    await platform.api(api.likeReview, { token: bob.token, params });
    await platform.api(api.writeComment, { token: bob.token, params, body: { text: 'So it is.' } });
    const listed = await platform.api(api.reviewsOfMovie, { params: { id } });
    expect(listed.body).toMatchObject([{ id: params.id, like_count: 1, comment_count: 1 }]);
    await platform.api(api.editReview, { token: ada.token, params: { id }, body: { title: 'Very well' } });
    expect((await platform.api(api.oneReview, { params })).body).toMatchObject({ title: 'Very well', review });

    const report = await platform.api(api.reportReview, { token: bob.token, params, body: { reason: 'spoiler' } });
    if (report.status !== 201) throw new Error(JSON.stringify(report.body));
    const token = await adminToken(platform);
    const moderation = { token, params: { id: report.body.id } };
    await platform.api(api.moderate, { ...moderation, body: { action: 'hide', reason: 'tells the end' } });
    expect((await platform.api(api.oneReview, { params })).status).toBe(404);
    expect((await platform.api(api.reviewsOfMovie, { params: { id } })).body).toEqual([]);
    await platform.api(api.moderate, { ...moderation, body: { action: 'restore', reason: 'it does not' } });
    expect((await platform.api(api.oneReview, { params })).status).toBe(200);
    await platform.api(api.deleteReview, { token: ada.token, params: { id } });
    expect((await platform.api(api.oneReview, { params })).status).toBe(404);
  });
});

describe('a member who leaves', () => {
  test('takes everything along, and the means follow', async () => {
    const id = await addFilm();
    const eve = await join(platform, {
      username: `${ada.profile.username}x`,
      email: `x${ada.profile.email}`,
      password: 'a long sentence',
    });
    for (const { token } of [ada, eve]) {
      const rating = token === eve.token ? 1 : 5;
      await platform.api(api.rateMovie, { token, params: { id }, body: { rating, review: 'It was a film.' } });
    }
    expect((await platform.api(api.getMovie, { params: { id } })).body).toMatchObject({ rating: 3, review_count: 2 });
    const exported = await platform.api(api.exportMyData, { token: eve.token });
    expect(exported.body).toMatchObject({ movie: { ratings: [{ movie_id: id, rating: 1 }] } });
    const mine = await platform.api(api.myProfile, { token: eve.token });
    expect(mine.body).toMatchObject({ counts: { ratings: 1, reviews: 1, favorites: 0, watchlist: 0 } });
    await platform.api(api.deleteMyAccount, { token: eve.token, body: { password: 'a long sentence' } });
    await until(async () => {
      const { body } = await platform.api(api.getMovie, { params: { id } });
      return 'rating' in body && body.rating === 5 && body.review_count === 1;
    });
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await holds())) if (Date.now() > end) throw new Error('it did not come true');
}
