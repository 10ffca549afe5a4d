import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ListedMovie, WatchedMovie } from '@movies/contract';
import * as contract from '@movies/contract';
import type { TestMember } from '@movies/testing';
import { insertFilm } from '../testing/films.ts';
import { statementsOf } from '../testing/statements.ts';
import { type MovieUnderTest, startMovieForTest, toldBy } from '../testing.ts';

let movie: MovieUnderTest;

beforeAll(async () => {
  movie = await startMovieForTest();
});
afterAll(() => movie.stop());

const LISTS = [
  ['favourites', 'liked', contract.myFavorites, contract.addFavorite, contract.removeFavorite],
  ['watchlist', 'bookmarked', contract.myWatchlist, contract.addToWatchlist, contract.removeFromWatchlist],
  ['watched films', 'watched', contract.myWatched, contract.addWatched, contract.removeWatched],
] as const;

async function mine(
  { token }: TestMember,
  list: (typeof LISTS)[number][2],
  query: { page?: number; limit?: number } = {},
) {
  const { body, headers } = await movie.api(list, { token, query });
  return { listed: body as ListedMovie[], ids: (body as ListedMovie[]).map(({ movie: { id } }) => id), headers };
}

const toldOf = async (id: number) =>
  (await toldBy(movie, contract.interactionSet.name, contract.interactionRemoved.name))
    .filter(({ data }) => (data as { movie_id: number }).movie_id === id)
    .map(({ type, data }) => ({ type, data }));

describe.each(LISTS)('my %s', (_, type, list, add, remove) => {
  test('take a film once, and let it go once', async () => {
    const [{ id: user_id, token }, id] = [movie.newMember(), await insertFilm(movie)];
    const first = await movie.api(add, { token, body: { movie_id: id } });
    expect(first).toMatchObject({ status: 201, body: { movie: { id }, created_at: expect.any(String) } });
    const second = await movie.api(add, { token, body: { movie_id: id } });
    expect(second).toMatchObject({ status: 200, body: first.body });
    expect((await movie.api(remove, { token, params: { id } })).status).toBe(200);
    const again = await movie.api(remove, { token, params: { id } });
    expect(again).toMatchObject({ status: 404, body: { code: 'not_on_list' } });
    expect(await toldOf(id)).toEqual([
      { type: 'interaction.set', data: { user_id, movie_id: id, type, watched_at: null } },
      { type: 'interaction.removed', data: { user_id, movie_id: id, type } },
    ]);
  });

  test('come with the films, the newest first, in pages, and are nobody else’s', async () => {
    const member = movie.newMember();
    const ids = [await insertFilm(movie), await insertFilm(movie), await insertFilm(movie)];
    for (const movie_id of ids) await movie.api(add, { token: member.token, body: { movie_id } });
    const { listed, ids: found, headers } = await mine(member, list, { limit: 2 });
    expect(found).toEqual([ids[2], ids[1]]);
    expect(headers.get('x-total-count')).toBe('3');
    const mark = { liked: 'favorite', bookmarked: 'watchlist', watched: 'watched' }[type];
    expect(listed[0]?.movie.my).toMatchObject({ [mark]: true, rating: null });
    expect((await mine(member, list, { limit: 2, page: 2 })).ids).toEqual([ids[0]]);
    expect((await mine(movie.newMember(), list)).ids).toEqual([]);
  });

  test('leave the other lists, and those of others, as they are', async () => {
    const [member, other, id] = [movie.newMember(), movie.newMember(), await insertFilm(movie)];
    for (const { token } of [member, other])
      for (const [, , , put] of LISTS) await movie.api(put, { token, body: { movie_id: id } });
    await movie.api(remove, { token: member.token, params: { id } });
    for (const [, , look] of LISTS) {
      expect((await mine(member, look)).ids).toEqual(look === list ? [] : [id]);
      expect((await mine(other, look)).ids).toEqual([id]);
    }
  });

  test('are for members, and for films that are there', async () => {
    const { token } = movie.newMember();
    expect((await movie.api(list)).status).toBe(401);
    expect((await movie.api(add, { body: { movie_id: 1 } })).status).toBe(401);
    const missing = await movie.api(add, { token, body: { movie_id: 2_000_000_000 } });
    expect(missing).toMatchObject({ status: 404, body: { code: 'movie_not_found' } });
    for (const movie_id of ['x', 0, 1.5, undefined, 3_000_000_000]) {
      const wrong = await movie.api(add, { token, body: { movie_id } as never });
      expect(wrong).toMatchObject({ status: 400, body: { errors: [{ field: 'movie_id' }] } });
    }
  });

  test('take a film once when it comes twice at the same moment', async () => {
    const [{ token }, movie_id] = [movie.newMember(), await insertFilm(movie)];
    const answers = await Promise.all([1, 2].map(() => movie.api(add, { token, body: { movie_id } })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
  });

  test('cost four statements, however long they are', async () => {
    const member = movie.newMember();
    for (const _ of [1, 2]) {
      await movie.api(add, { token: member.token, body: { movie_id: await insertFilm(movie) } });
      expect(await statementsOf(movie, () => mine(member, list))).toHaveLength(4);
    }
  });
});

describe('when a film was watched', () => {
  const watch = ({ token }: TestMember, body: WatchedMovie) => movie.api(contract.addWatched, { token, body });

  test('can be said at once, later, and not any more', async () => {
    const [member, movie_id] = [movie.newMember(), await insertFilm(movie)];
    const dates = ['2024-02-29', undefined, '1999-12-31', '1999-12-31', null] as const;
    const answers = [];
    for (const watched_at of dates) {
      answers.push(await watch(member, { movie_id, ...(watched_at === undefined ? {} : { watched_at }) }));
    }
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200]);
    const answered = answers.map(({ body }) => (body as ListedMovie).watched_at);
    expect(answered).toEqual(['2024-02-29', '2024-02-29', '1999-12-31', '1999-12-31', null]);
    const told = (await toldOf(movie_id)).map(({ data }) => (data as { watched_at: string }).watched_at);
    expect(told).toEqual(['2024-02-29', '1999-12-31', null]);
    expect((await mine(member, contract.myWatched)).listed).toMatchObject([{ watched_at: null }]);
  });

  test.each(['2999-01-01', '1887-12-31', '0000-01-01', '2023-02-29', '2023-2-1', 'yesterday', 20230101, ''])(
    'can not be %s',
    async (watched_at) => {
      const [member, movie_id] = [movie.newMember(), await insertFilm(movie)];
      const answer = await watch(member, { movie_id, watched_at: watched_at as string });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'watched_at' }] } });
      expect((await mine(member, contract.myWatched)).ids).toEqual([]);
    },
  );

  test('can be the day that it is anywhere, and not the day after that', async () => {
    const [member, movie_id] = [movie.newMember(), await insertFilm(movie)];
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 10);
    expect((await watch(member, { movie_id, watched_at: inHours(13.9) })).status).toBe(201);
    expect((await watch(member, { movie_id, watched_at: inHours(14 + 24) })).status).toBe(400);
  });

  test('orders the list for those who want it by date, what has none last', async () => {
    const member = movie.newMember();
    const ids: Record<string, number> = {};
    for (const date of ['2021-05-01', 'none', '2023-01-01', '1999-12-31']) {
      ids[date] = await insertFilm(movie);
      await watch(member, { movie_id: ids[date], ...(date === 'none' ? {} : { watched_at: date }) });
    }
    const { body } = await movie.api(contract.myWatched, { token: member.token, query: { sort: 'watched' } });
    const found = (body as ListedMovie[]).map(({ movie: { id } }) => id);
    expect(found).toEqual([ids['2023-01-01'], ids['2021-05-01'], ids['1999-12-31'], ids.none]);
  });

  test('is no matter for favourites', async () => {
    const [{ token }, movie_id] = [movie.newMember(), await insertFilm(movie)];
    const body = { movie_id, watched_at: '2020-01-01' };
    const answer = await movie.api(contract.addFavorite, { token, body });
    expect(answer.status).toBe(201);
    expect(answer.body).not.toHaveProperty('watched_at');
  });
});
