import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  dismissMovie,
  interactionSet,
  movieDeleted,
  type Recommendation,
  recommendedForMe,
  userPreferencesSaved,
} from '@movies/contract';
import type { TestMember } from '@movies/testing';
import { type Cinema, openCinema } from '../../testing/cinema.ts';
import { caughtUp, newMovie, type RecommendationUnderTest, rate, startRecommendationForTest } from '../../testing.ts';

let service: RecommendationUnderTest;
let cinema: Cinema;

beforeAll(async () => {
  service = await startRecommendationForTest();
  cinema = await openCinema(service);
}, 60_000);
afterAll(() => service.stop());

async function listFor(
  { token }: TestMember,
  query: object = {},
  { api }: Pick<RecommendationUnderTest, 'api'> = service,
): Promise<Recommendation[]> {
  const answer = await api(recommendedForMe, { token, query });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

const idsOf = (list: Recommendation[]) => list.map(({ movie }) => movie.id);

function opinions({ id: user_id }: TestMember, films: readonly number[], rating = 5) {
  return films.map((movie_id) => ({ user_id, movie_id, rating }));
}

async function preferring(member: TestMember, wishes: { genres?: string[]; actors?: string[]; adventure?: number }) {
  const { adventure, ...named } = wishes;
  const recommendations = adventure === undefined ? {} : { adventure };
  const preferences = { genres: [], actors: [], movies: [], notifications: {}, ...named, recommendations };
  await service.auth.tell(userPreferencesSaved, { user_id: member.id, preferences });
  await caughtUp(service);
}

describe('someone who has rated six animated films', () => {
  test('is shown others of them at once, with reasons that name the six', async () => {
    const member = service.newMember();
    const six = cinema.animated.slice(0, 6);
    const before = await listFor(member, { limit: 10 });
    await rate(service, opinions(member, six));
    const list = await listFor(member, { limit: 10 });
    expect(list.every(({ movie }) => movie.genre === 'Animation')).toBe(true);
    expect(before.every(({ movie }) => movie.genre === 'Animation')).toBe(false);
    expect(list.every(({ reason }) => six.includes(reason.movie?.id as number))).toBe(true);
    const { reason } = list[0] as Recommendation;
    expect(reason).toMatchObject({ kind: 'because_you_rated', text: `Because you rated ${reason.movie?.title} 5` });
    expect(list.every(({ predicted_rating }) => (predicted_rating ?? 0) > 3.5)).toBe(true);
  });

  test('never sees what they rated, watched, dismissed or named a favourite film', async () => {
    const member = service.newMember();
    const [rated = [], watched = 0, dismissed = 0, named = 0] = [
      cinema.animated.slice(0, 6),
      ...cinema.animated.slice(6, 9),
    ];
    await rate(service, opinions(member, rated));
    const seen = { user_id: member.id, movie_id: watched, type: 'watched', watched_at: null } as const;
    await service.movie.tell(interactionSet, seen);
    await service.api(dismissMovie, { token: member.token, params: { id: dismissed } });
    const preferences = { genres: [], actors: [], movies: [named], notifications: {}, recommendations: {} };
    await service.auth.tell(userPreferencesSaved, { user_id: member.id, preferences });
    await caughtUp(service);
    const shown = new Set(idsOf(await listFor(member, { limit: 100 })));
    expect(shown.size).toBe(2 * cinema.animated.length - 9);
    for (const id of [...rated, watched, dismissed, named]) expect(shown).not.toContain(id);
  });

  test('sees what is on their watchlist, unless they leave it out', async () => {
    const member = service.newMember();
    await rate(service, opinions(member, cinema.animated.slice(0, 6)));
    const movie_id = cinema.animated[6] as number;
    await service.movie.tell(interactionSet, { user_id: member.id, movie_id, type: 'bookmarked', watched_at: null });
    expect(idsOf(await listFor(member, { limit: 10 }))).toContain(movie_id);
    expect(idsOf(await listFor(member, { exclude: 'favorites,watchlist', limit: 100 }))).not.toContain(movie_id);
  });

  test('is shown the same by every replica', async () => {
    const other = await service.another();
    try {
      const member = service.newMember();
      await rate(service, opinions(member, cinema.animated.slice(3, 9)));
      const query = { limit: 30, adventure: 1 };
      await caughtUp(service);
      await service.context.catalogue.refresh();
      const here = await listFor(member, query);
      expect(await listFor(member, query, other)).toEqual(here);
    } finally {
      await other.stop();
    }
  });

  test('is shown lesser known films the more adventurous they are, and by what they prefer where they do not say', async () => {
    const member = service.newMember();
    await rate(service, opinions(member, cinema.animated.slice(0, 6)));
    const known = (list: Recommendation[]) => list.reduce((sum, { movie }) => sum + movie.rating_count, 0);
    const timid = await listFor(member, { adventure: 0, limit: 8 });
    const bold = await listFor(member, { adventure: 1, limit: 8 });
    const usual = await listFor(member, { limit: 8 });
    expect(known(timid)).toBeGreaterThan(known(usual));
    expect(known(usual)).toBeGreaterThan(1.3 * known(bold));
    await preferring(member, { adventure: 1 });
    expect(idsOf(await listFor(member, { limit: 8 }))).toEqual(idsOf(bold));
  });
});

describe('someone who has done nothing yet', () => {
  test('is shown what is popular, and told so', async () => {
    const list = await listFor(service.newMember());
    expect(list).toHaveLength(20);
    expect(list.every(({ reason }) => reason.kind === 'popular')).toBe(true);
    expect(list.map(({ score }) => score)).toEqual(list.map(({ score }) => score).toSorted((a, b) => b - a));
  });

  test('is shown the genres and people they say they like', async () => {
    const member = service.newMember();
    await preferring(member, { genres: ['crime'] });
    const list = await listFor(member, { limit: 8 });
    expect(list[0]?.reason).toEqual({ kind: 'genre', genre: 'Crime', text: 'Because you like Crime' });
    expect(list.every(({ movie }) => movie.genre === 'Crime')).toBe(true);
    await preferring(member, { actors: ['player 70'] });
    const [first] = await listFor(member);
    expect(first?.reason).toEqual({ kind: 'actor', actor: 'player 70', text: 'With player 70, whom you like' });
    expect(first?.movie.title).toBe('Animated 70');
  });
});

describe('a list', () => {
  test('has only what was asked for', async () => {
    const member = service.newMember();
    await rate(service, opinions(member, cinema.animated.slice(0, 6)));
    const crime = await listFor(member, { genre: '80', limit: 100 });
    expect(crime).toHaveLength(cinema.crime.length);
    expect(crime.every(({ movie }) => movie.genre === 'Crime')).toBe(true);
    const eighties = await listFor(member, { year_from: 1988, year_to: 1989, limit: 100 });
    expect(new Set(eighties.map(({ movie }) => movie.release_date?.slice(0, 4)))).toEqual(new Set(['1988', '1989']));
    expect(await listFor(member, { media_type: 'tv' })).toEqual([]);
    expect(await listFor(member, { genre: 'No such genre' })).toEqual([]);
  });

  test.each([
    { limit: 0 },
    { limit: 101 },
    { limit: 'many' },
    { adventure: 1.1 },
    { adventure: 'NaN' },
    { year_from: 1 },
    { media_type: 'book' },
    { genre: 'x'.repeat(61) },
    { exclude: 'everything' },
  ])('is refused with %p', async (query) => {
    const { token } = service.newMember();
    const answer = await service.api(recommendedForMe, { token, query: query as object });
    expect(answer.status).toBe(400);
  });

  test('has no film that was deleted a moment ago, though it was the best', async () => {
    const member = service.newMember();
    const movie_id = await newMovie(service, { genres: [{ id: 1, name: 'Western' }], cast: ['Someone rare'] });
    await preferring(member, { actors: ['Someone rare'] });
    await service.context.catalogue.refresh();
    expect(idsOf(await listFor(member))[0]).toBe(movie_id);
    await service.movie.tell(movieDeleted, { movie_id });
    await caughtUp(service);
    expect(idsOf(await listFor(member))).not.toContain(movie_id);
  });
});

describe('someone with very many ratings', () => {
  test('is shown a list in good time, and nothing they have rated', async () => {
    const member = service.newMember();
    const { database } = service.context;
    await database.run(
      `INSERT INTO ratings (user_id, movie_id, rating, rated_at)
       SELECT $1, 1_000_000 + n, 1 + n % 9 * 0.5, now() - n * interval '1 minute' FROM generate_series(1, 20_000) AS n`,
      [member.id],
    );
    await rate(service, opinions(member, cinema.crime.slice(0, 20)));
    const from = performance.now();
    const list = await listFor(member, { limit: 100 });
    expect(performance.now() - from).toBeLessThan(1_000);
    expect(list).toHaveLength(60);
    expect(list[0]?.movie.genre).toBe('Crime');
  });
});
