// How a newcomer comes to recommendations that are theirs, from outside, among the people and films of the demo.
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as api from '@movies/contract';
import { join, type Member } from '../people.ts';
import { type DemoPlatform, findDemoPlatform } from '../platform.ts';

let platform: DemoPlatform;
let newcomer: Member;
let six: number[];

beforeAll(async () => {
  platform = await findDemoPlatform();
  newcomer = await join(platform);
  six = (await films({ genre: 'Animation', limit: 6 })).map(({ id }) => id);
}, 60_000);

async function films(query: api.MovieListQuery): Promise<api.Movie[]> {
  const { body } = await platform.api(api.listMovies, { query });
  return body as api.Movie[];
}

async function listFor({ token }: Member, query: api.ForMeQuery = {}): Promise<api.Recommendation[]> {
  const { status, body } = await platform.api(api.recommendedForMe, { token, query });
  expect(status).toBe(200);
  return body as api.Recommendation[];
}

const idsOf = (list: api.Recommendation[]) => list.map(({ movie }) => movie.id);
const animatedIn = (list: api.Recommendation[]) =>
  list.filter(({ movie }) => movie.genres.some(({ name }) => name === 'Animation')).length;

async function until<T>(look: () => Promise<T | undefined>, withinMs = 20_000): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error('it did not come true');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('staff', () => {
  test('train a model, and see how good it is', async () => {
    const body = { email: 'admin@example.org', password: platform.adminPassword };
    const login = await platform.api(api.logIn, { body });
    const { access_token: token } = login.body as { access_token: string };
    const asked = await platform.api(api.train, { token, body: { reason: 'a journey' } });
    expect([202, 409]).toContain(asked.status);
    const promoted = await until(async () => {
      const { body: runs } = await platform.api(api.trainingRuns, { token });
      return (runs as api.TrainingRun[]).find(({ status }) => status === 'promoted');
      // It has the lowest priority, and waits for all that other tests do.
    }, 150_000);
    expect(promoted.metrics.ndcg_100).toBeGreaterThan(0);
    expect(promoted.metrics.rmse).toBeLessThan(1);
    expect((await platform.api(api.train, { token: newcomer.token, body: {} })).status).toBe(403);
  }, 180_000);
});

describe('a newcomer', () => {
  test('is shown what is popular', async () => {
    const list = await listFor(newcomer);
    expect(list).toHaveLength(20);
    expect(list.every(({ reason }) => reason.kind === 'popular')).toBe(true);
  });

  test('rates six animated films, and sees the list turn, with reasons that name them', async () => {
    const { token } = newcomer;
    const before = animatedIn(await listFor(newcomer));
    for (const id of six) {
      const { status } = await platform.api(api.rateMovie, { token, params: { id }, body: { rating: 5 } });
      expect(status).toBe(201);
    }
    const list = await until(async () => {
      const now = await listFor(newcomer);
      const knowsAll = !idsOf(now).some((id) => six.includes(id));
      return knowsAll && now.some(({ reason }) => reason.kind === 'because_you_rated') ? now : undefined;
    }, 1_000);
    expect(animatedIn(list)).toBeGreaterThan(before + 5);
    const named = list.filter(({ reason }) => six.includes(reason.movie?.id as number));
    expect(named.length).toBeGreaterThan(10);
    expect(named[0]?.reason.text).toBe(`Because you rated ${named[0]?.reason.movie?.title} 5`);
    expect(list.some(({ predicted_rating }) => predicted_rating !== null)).toBe(true);
  });

  test('dismisses one, and takes it back', async () => {
    const { token } = newcomer;
    const [first] = await listFor(newcomer);
    const params = { id: first?.movie.id as number };
    expect((await platform.api(api.dismissMovie, { token, params })).status).toBe(201);
    expect(idsOf(await listFor(newcomer, { limit: 100 }))).not.toContain(params.id);
    expect((await platform.api(api.undismissMovie, { token, params })).status).toBe(200);
    expect(idsOf(await listFor(newcomer, { limit: 100 }))).toContain(params.id);
  });

  test('learns how they would rate a film, and what is like it', async () => {
    const { token } = newcomer;
    const [other = 0] = (await films({ genre: 'Animation', limit: 7 })).map(({ id }) => id).slice(6);
    const params = { id: other };
    const { body } = await platform.api(api.myPrediction, { token, params });
    expect(body).toMatchObject({ movie_id: other, predicted_rating: expect.any(Number) });
    const similar = await platform.api(api.similarMovies, { params, query: { limit: 10 } });
    expect(animatedIn(similar.body as api.Recommendation[])).toBeGreaterThan(5);
  });

  test('finds something to see with a friend who does not mind', async () => {
    const friend = await join(platform);
    const { token } = newcomer;
    const body = { user_ids: [newcomer.profile.id, friend.profile.id], limit: 5 };
    const found = await until(async () => {
      const answer = await platform.api(api.recommendedForGroup, { token, body });
      return answer.status === 200 ? answer.body : undefined;
    });
    expect(found).toHaveLength(5);
    const recommendations = { group: false };
    await platform.api(api.savePreferences, { token: friend.token, body: { recommendations } });
    const refused = await until(async () => {
      const answer = await platform.api(api.recommendedForGroup, { token, body });
      return answer.status === 403 ? answer.body : undefined;
    });
    expect((refused as api.Problem).message).toContain(friend.profile.username);
  });

  test('sees how well they were predicted', async () => {
    const { token } = newcomer;
    const card = await until(async () => {
      const { body } = await platform.api(api.myScorecard, { token });
      return (body as api.Scorecard).predictions > 0 ? (body as api.Scorecard) : undefined;
    });
    expect(six).toContain(card.latest[0]?.movie.id);
    expect(card.rmse).toBeLessThan(3);
  });
});
