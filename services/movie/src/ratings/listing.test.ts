import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { myRatings, type RatingListQuery, rateMovie, ratingsOf, updateMovie } from '@movies/contract';
import type { TestMember } from '@movies/testing';
import { accountEvents } from '../members/authors.ts';
import { insertFilm } from '../testing/films.ts';
import { statementsOf } from '../testing/statements.ts';
import { type MovieUnderTest, startMovieForTest } from '../testing.ts';

let movie: MovieUnderTest;

beforeAll(async () => {
  movie = await startMovieForTest();
});
afterAll(() => movie.stop());

/** Who rated three films: in this order, not in that of their titles. */
async function someoneWhoRated(): Promise<{ member: TestMember; ids: number[] }> {
  const member = movie.newMember();
  const ids: number[] = [];
  for (const [title, rating] of [
    ['Émile', 2],
    ['Zodiac', 5],
    ['arrival', 3.5],
  ] as const) {
    const id = await insertFilm(movie, title);
    ids.push(id);
    await movie.api(rateMovie, { token: member.token, params: { id }, body: { rating } });
  }
  return { member, ids };
}

async function mine({ token }: TestMember, query: RatingListQuery = {}) {
  const answer = await movie.api(myRatings, { token, query });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return { rated: answer.body, headers: answer.headers };
}

const titles = (rated: { movie: { title: string } }[]) => rated.map(({ movie: { title } }) => title);

describe('my ratings', () => {
  test.each([
    [undefined, ['arrival', 'Zodiac', 'Émile']],
    ['newest', ['arrival', 'Zodiac', 'Émile']],
    ['title', ['arrival', 'Émile', 'Zodiac']],
    ['rating', ['Zodiac', 'arrival', 'Émile']],
  ] as const)('come in the order %s', async (sort, expected) => {
    const { member } = await someoneWhoRated();
    const { rated } = await mine(member, sort ? { sort } : {});
    expect(titles(rated)).toEqual(expected);
  });

  test('come with the films as a member sees them', async () => {
    const { member, ids } = await someoneWhoRated();
    const { rated } = await mine(member);
    expect(rated[0]).toMatchObject({
      movie: { id: ids[2], title: 'arrival', rating: 3.5, rating_count: 1, my: { rating: 3.5, favorite: false } },
      rating: 3.5,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
  });

  test('one that was changed is the newest', async () => {
    const { member, ids } = await someoneWhoRated();
    await movie.api(rateMovie, { token: member.token, params: { id: ids[0] as number }, body: { rating: 4 } });
    expect(titles((await mine(member)).rated)[0]).toBe('Émile');
  });

  test('come in pages', async () => {
    const { member } = await someoneWhoRated();
    const { rated, headers } = await mine(member, { sort: 'title', page: 2, limit: 2 });
    expect(titles(rated)).toEqual(['Zodiac']);
    expect(headers.get('x-total-count')).toBe('3');
    expect(headers.get('link')).toContain('rel="prev"');
    expect((await mine(member, { page: 9 })).rated).toEqual([]);
  });

  test('cost the same number of statements, however many they are', async () => {
    const { member } = await someoneWhoRated();
    for (const limit of [1, 3]) {
      expect(await statementsOf(movie, () => mine(member, { sort: 'title', limit }))).toHaveLength(4);
    }
  });

  test.each([
    [{ sort: 'worst' }, 'sort'],
    [{ page: 0 }, 'page'],
    [{ limit: 101 }, 'limit'],
  ])('can not be asked for like this: %j', async (query, field) => {
    const { token } = movie.newMember();
    const answer = await movie.api(myRatings, { token, query: query as RatingListQuery });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });

  test('are for members', async () => {
    expect((await movie.api(myRatings)).status).toBe(401);
  });
});

describe("a person's ratings", () => {
  test('are there for everyone, and tell what a kept answer depends on', async () => {
    const { member, ids } = await someoneWhoRated();
    const { status, body, headers } = await movie.api(ratingsOf, {
      params: { id: member.id },
      query: { sort: 'title' },
    });
    expect({ status, body }).toMatchObject({ status: 200, body: [{ movie: { title: 'arrival' } }, {}, {}] });
    expect(JSON.stringify(body)).not.toContain('"my"');
    const tags = headers.get('x-cache-tags')?.split(',');
    expect(tags?.sort()).toEqual(['movie-service', ...ids.map((id) => `movie:${id}`)].sort());
  });

  test('are none where nobody is known here, and nowhere when the person left', async () => {
    const nobody = await movie.api(ratingsOf, { params: { id: 2_000_000_000 } });
    expect(nobody).toMatchObject({ status: 200, body: [] });
    const { member } = await someoneWhoRated();
    const left = { id: 'auth-1', position: 1, type: 'user.deleted', at: '', data: { user_id: member.id } };
    await movie.context.database.transaction((tx) => accountEvents(movie.context)([left], tx));
    const gone = await movie.api(ratingsOf, { params: { id: member.id } });
    expect(gone).toMatchObject({ status: 404, body: { code: 'person_not_found' } });
  });

  test('show a film as it is called now', async () => {
    const { member, ids } = await someoneWhoRated();
    const { token } = movie.newMember('staff');
    await movie.api(updateMovie, { token, params: { id: ids[0] as number }, body: { title: 'Émilie' } });
    const { body } = await movie.api(ratingsOf, { params: { id: member.id }, query: { sort: 'title' } });
    expect(titles(body as [])).toContain('Émilie');
  });
});
