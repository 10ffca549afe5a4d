import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  interactionRemoved,
  movieChanged,
  movieCreated,
  movieDeleted,
  ratingRemoved,
  userPreferencesSaved,
  userRegistered,
} from '@movies/contract';
import { aMovie } from '@movies/testing';
import {
  caughtUp,
  interact,
  newMovie,
  type RecommendationUnderTest,
  rate,
  startRecommendationForTest,
} from '../testing.ts';

let service: RecommendationUnderTest;

beforeAll(async () => {
  service = await startRecommendationForTest();
});
afterAll(() => service.stop());

const rows = <Row>(text: string, value: unknown) => service.context.database.rows<Row>(text, [value]);
const person = () => service.newMember().id;

async function countOf(movieId: number) {
  await caughtUp(service);
  const [movie] = await rows('SELECT rating_sum, rating_count FROM movies WHERE id = $1', movieId);
  return movie;
}

describe('ratings', () => {
  test('are counted with their film when they are given, changed and taken back', async () => {
    const movie_id = await newMovie(service);
    const [ada, bob] = [person(), person()];
    await rate(service, [
      { user_id: ada, movie_id, rating: 4 },
      { user_id: bob, movie_id, rating: 2 },
    ]);
    expect(await countOf(movie_id)).toEqual({ rating_sum: 6, rating_count: 2 });
    await rate(service, [{ user_id: ada, movie_id, rating: 5 }]);
    expect(await countOf(movie_id)).toEqual({ rating_sum: 7, rating_count: 2 });
    await service.movie.tell(ratingRemoved, { user_id: bob, movie_id });
    expect(await countOf(movie_id)).toEqual({ rating_sum: 5, rating_count: 1 });
    await service.movie.tell(ratingRemoved, { user_id: ada, movie_id });
    expect(await countOf(movie_id)).toEqual({ rating_sum: 0, rating_count: 0 });
  });

  test('of which one follows another at once, the last counts', async () => {
    const movie_id = await newMovie(service);
    const user_id = person();
    await rate(
      service,
      [1, 3, 4.5].map((rating) => ({ user_id, movie_id, rating })),
    );
    expect(await countOf(movie_id)).toEqual({ rating_sum: 4.5, rating_count: 1 });
  });

  test('of an import come in many at a time', async () => {
    const films = Array.from({ length: 20 }, () => aMovie());
    await service.movie.tellAll(movieCreated, films);
    const people = Array.from({ length: 250 }, person);
    const all = people.flatMap((user_id) => films.map(({ movie_id }) => ({ user_id, movie_id, rating: 3.5 })));
    await rate(service, all);
    await caughtUp(service);
    const written = await rows<{ count: number }>(
      `SELECT count(DISTINCT xmin::text || ' ' || cmin::text) AS count FROM ratings WHERE user_id = ANY ($1)`,
      people,
    );
    expect(written[0]?.count).toBeLessThanOrEqual(6);
    expect(await countOf(films[0]?.movie_id ?? 0)).toEqual({ rating_sum: 875, rating_count: 250 });
  });
});

describe('lists', () => {
  test('are what they are in the movie service', async () => {
    const movie_id = await newMovie(service);
    const user_id = person();
    for (const type of ['liked', 'bookmarked', 'watched'] as const) await interact(service, user_id, movie_id, type);
    await service.movie.tell(interactionRemoved, { user_id, movie_id, type: 'bookmarked' });
    await caughtUp(service);
    const types = await rows('SELECT type FROM interactions WHERE user_id = $1 ORDER BY type', user_id);
    expect(types).toEqual([{ type: 'liked' }, { type: 'watched' }]);
  });
});

describe('a film', () => {
  test('has its facts, and keeps its ratings when they change', async () => {
    const film = aMovie({
      title: 'Stalker',
      cast: ['Alisa Freindlich'],
      genres: [{ id: 878, name: 'Science Fiction' }],
    });
    const { movie_id } = film;
    await service.movie.tell(movieCreated, film);
    await rate(service, [{ user_id: person(), movie_id, rating: 5 }]);
    await service.movie.tell(movieChanged, { ...film, title: 'Сталкер', release_date: '1979-05-25' });
    expect(await countOf(movie_id)).toEqual({ rating_sum: 5, rating_count: 1 });
    const [row] = await rows('SELECT * FROM movies WHERE id = $1', movie_id);
    expect(row).toMatchObject({
      title: 'Сталкер',
      release_date: '1979-05-25',
      people: ['Alisa Freindlich'],
      genres: [{ id: 878, name: 'Science Fiction' }],
    });
  });

  test('that is deleted takes all along that was said of it', async () => {
    const movie_id = await newMovie(service);
    const user_id = person();
    await rate(service, [{ user_id, movie_id, rating: 5 }]);
    await interact(service, user_id, movie_id, 'liked');
    await service.movie.tell(movieDeleted, { movie_id });
    await caughtUp(service);
    for (const table of ['ratings', 'interactions'])
      expect(await rows(`SELECT FROM ${table} WHERE movie_id = $1`, movie_id)).toEqual([]);
    expect(await rows('SELECT FROM movies WHERE id = $1', movie_id)).toEqual([]);
  });
});

describe('a member', () => {
  test('has a name and preferences, as the auth service tells', async () => {
    const { id: user_id, username } = service.newMember();
    await service.auth.tell(userRegistered, { user_id, username, name: 'Ada' });
    const preferences = { genres: [16, 'Drama'], actors: ['Toshiro Mifune'], movies: [7], notifications: {} };
    const wishes = { ...preferences, recommendations: { adventure: 0.7, group: false } };
    await service.auth.tell(userPreferencesSaved, { user_id, preferences: wishes });
    await caughtUp(service);
    expect(await rows('SELECT * FROM members WHERE user_id = $1', user_id)).toEqual([
      {
        user_id,
        username,
        genres: ['16', 'Drama'],
        people: ['Toshiro Mifune'],
        movies: [7],
        adventure: 0.7,
        in_groups: false,
        gone: false,
      },
    ]);
  });
});
