import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Recommendation, recommendedForMe, userPreferencesSaved } from '@movies/contract';
import { createApp, createInternalClient, internalRoutes, listen } from '@movies/service-kit';
import { INTERNAL_SECRET, type TestMember, testResources } from '@movies/testing';
import { caughtUp, newMovie, type RecommendationUnderTest, rate, startRecommendationForTest } from '../../testing.ts';
import { historyOf } from '../history/history.repository.ts';
import type { Found } from './candidates.repository.ts';
import { askForCandidates } from './candidates.ts';

let service: RecommendationUnderTest;
let movie: Awaited<ReturnType<typeof startMovieWithTmdb>>;

beforeAll(async () => {
  service = await startRecommendationForTest();
});
afterAll(() => service.stop());
beforeEach(async () => {
  movie = await startMovieWithTmdb();
});
afterEach(() => movie.stop());

/** The movie service, as far as it finds films of TMDb. */
async function startMovieWithTmdb() {
  const { lifecycle, log } = await testResources();
  const asked: unknown[] = [];
  const answers: { found: Found[] | null } = { found: [] };
  const app = createApp({ log, requestLevel: 'debug', newRequestId: () => crypto.randomUUID() });
  internalRoutes(app, INTERNAL_SECRET, (internal) => {
    internal.post('/internal/candidates', async ({ body }) => {
      asked.push(body);
      return answers;
    });
  });
  const port = await listen(app, lifecycle, { host: '127.0.0.1', port: 0, variable: 'PORT' });
  const client = createInternalClient(INTERNAL_SECRET);
  lifecycle.atEnd('client', () => client.close());
  return { url: `http://127.0.0.1:${port}`, client, asked, answers, stop: () => lifecycle.end() };
}

async function someone(genres: string[] = []): Promise<TestMember> {
  const member = service.newMember();
  const preferences = { genres, actors: [], movies: [], notifications: {}, recommendations: {} };
  await service.auth.tell(userPreferencesSaved, { user_id: member.id, preferences });
  await caughtUp(service);
  return member;
}

async function askFor({ id }: TestMember): Promise<void> {
  const { history } = await historyOf(service.context.database, id);
  await askForCandidates({ ...service.context, client: movie.client, movieUrl: movie.url }, id, history);
}

test('films of TMDb that were found for someone come before others, with what they were found for', async () => {
  const member = await someone(['Western']);
  const loved = await newMovie(service, { title: 'A film they love' });
  await Promise.all(Array.from({ length: 5 }, () => newMovie(service, { popularity: 50 })));
  const [beside, western] = [await newMovie(service), await newMovie(service)];
  await rate(service, [{ user_id: member.id, movie_id: loved, rating: 5 }]);
  await caughtUp(service);
  await service.context.catalogue.refresh();
  movie.answers.found = [
    { movie_id: beside, because_movie: loved, because_genre: null },
    { movie_id: western, because_movie: null, because_genre: 'Western' },
    { movie_id: 999_999, because_movie: null, because_genre: 'Western' },
  ];
  await askFor(member);
  expect(movie.asked).toEqual([{ genres: ['Western'], liked: [loved] }]);
  const { body } = await service.api(recommendedForMe, { token: member.token });
  const reasons = new Map((body as Recommendation[]).map((each) => [each.movie.id, each.reason.text]));
  expect([...reasons].slice(0, 2)).toEqual([
    [beside, 'Because you rated A film they love 5'],
    [western, 'Because you like Western'],
  ]);
});

test('the same is asked once in an hour, and something else at once', async () => {
  const member = await someone(['Drama']);
  await askFor(member);
  await askFor(member);
  expect(movie.asked).toHaveLength(1);
  await service.auth.tell(userPreferencesSaved, {
    user_id: member.id,
    preferences: { genres: ['Crime'], actors: [], movies: [], notifications: {}, recommendations: {} },
  });
  await caughtUp(service);
  await askFor(member);
  expect(movie.asked).toHaveLength(2);
});

test('nothing is asked for someone who has said nothing, nor again where there is no TMDb', async () => {
  await askFor(await someone());
  expect(movie.asked).toHaveLength(0);
  movie.answers.found = null;
  await askFor(await someone(['Drama']));
  await askFor(await someone(['Crime']));
  expect(movie.asked).toHaveLength(1);
});

test('a movie service that is away hinders nobody', async () => {
  await movie.stop();
  await expect(askFor(await someone(['Drama']))).resolves.toBeUndefined();
});
