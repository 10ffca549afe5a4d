import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { userDeleted, userPreferencesSaved, userRenamed } from '@movies/contract';
import type { TestMember } from '@movies/testing';
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

/** Every table with a row that names the member, by number or by name. */
async function rowsAbout({ id, username }: TestMember): Promise<string[]> {
  const { database } = service.context;
  const tables = await database.rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'recommendation' AND table_type = 'BASE TABLE' AND table_name <> 'model_parts'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const about = await database.rows(
      `SELECT FROM ${name} t WHERE (to_jsonb(t) ->> 'user_id')::integer = $1
         OR (to_jsonb(t) ->> 'requested_by')::integer = $1 OR to_jsonb(t)::text LIKE '%"' || $2 || '"%' LIMIT 1`,
      [id, username],
    );
    if (about.length > 0) found.push(name);
  }
  return found.sort();
}

const EVERYWHERE = ['candidates', 'dismissals', 'forecasts', 'interactions', 'members', 'predictions', 'ratings'];

/** Someone who left something in every table. */
async function someoneKnown() {
  const movieId = await newMovie(service);
  const member = service.newMember();
  const { id: user_id, username } = member;
  await service.auth.tell(userRenamed, { user_id, username, name: username });
  await rate(service, [{ user_id, movie_id: movieId, rating: 4 }]);
  await interact(service, user_id, movieId, 'liked');
  await caughtUp(service);
  for (const row of [
    `INTO dismissals (user_id, movie_id) VALUES ($1, $2)`,
    `INTO predictions (user_id, movie_id, score, place, reason, model_id) VALUES ($1, $2, 1, 1, '{}', 1)`,
    `INTO forecasts (user_id, movie_id, predicted_rating, rating, rated_at) VALUES ($1, $2, 3, 4, now())
     ON CONFLICT DO NOTHING`,
    `INTO candidates (user_id, movie_id, place) VALUES ($1, $2, 1)`,
    `INTO training_runs (status, reason, requested_by) VALUES ('failed', 'for someone', $1)`,
  ]) {
    const values = row.includes('training_runs') ? [user_id] : [user_id, movieId];
    await service.context.database.run(`INSERT ${row}`, values);
  }
  return { member, movieId };
}

async function leave({ id: user_id }: TestMember): Promise<void> {
  await service.auth.tell(userDeleted, { user_id });
  await caughtUp(service);
}

describe('someone who left', () => {
  test('is nowhere any more but as a number that may not come back', async () => {
    const { member } = await someoneKnown();
    expect(await rowsAbout(member)).toEqual([...EVERYWHERE, 'training_runs'].sort());
    await leave(member);
    expect(await rowsAbout(member)).toEqual(['members']);
    const row = await service.context.database.row('SELECT * FROM members WHERE user_id = $1', [member.id]);
    expect(row).toMatchObject({ username: '', genres: [], people: [], in_groups: false, gone: true });
  });

  test('counts for no film any more', async () => {
    const { member, movieId } = await someoneKnown();
    await rate(service, [{ user_id: service.newMember().id, movie_id: movieId, rating: 3 }]);
    await leave(member);
    const movie = await service.context.database.row('SELECT rating_sum, rating_count FROM movies WHERE id = $1', [
      movieId,
    ]);
    expect(movie).toEqual({ rating_sum: 3, rating_count: 1 });
  });

  test('does not come back through what is told late', async () => {
    const { member, movieId } = await someoneKnown();
    const { id: user_id } = member;
    await leave(member);
    await rate(service, [{ user_id, movie_id: movieId, rating: 4 }]);
    await interact(service, user_id, movieId, 'watched');
    await service.auth.tell(userRenamed, { user_id, username: 'ghost', name: 'Ghost' });
    const preferences = { genres: ['Drama'], actors: [], movies: [], notifications: {}, recommendations: {} };
    await service.auth.tell(userPreferencesSaved, { user_id, preferences });
    await caughtUp(service);
    expect(await rowsAbout(member)).toEqual(['members']);
    const row = await service.context.database.row('SELECT username, genres FROM members WHERE user_id = $1', [
      user_id,
    ]);
    expect(row).toEqual({ username: '', genres: [] });
  });

  test('with thousands of ratings goes as a whole', async () => {
    const { member } = await someoneKnown();
    await service.context.database.run(
      `INSERT INTO ratings SELECT $1, 1000000 + n, 4, now() FROM generate_series(1, 2000) AS n`,
      [member.id],
    );
    await leave(member);
    expect(await rowsAbout(member)).toEqual(['members']);
  });
});

describe('what the auth service asks about a member', () => {
  const ask = async (path: string, secret: string = service.internalSecret) => {
    const response = await fetch(`${service.url}/internal/${path}`, { headers: { 'x-internal-secret': secret } });
    return { status: response.status, body: await response.json() };
  };

  test('is everything of theirs that is only here', async () => {
    const { member, movieId } = await someoneKnown();
    expect(await ask(`export/${member.id}`)).toMatchObject({
      status: 200,
      body: {
        dismissals: [{ movie_id: movieId }],
        predictions: [{ movie_id: movieId, place: 1 }],
        forecasts: [{ movie_id: movieId, rating: 4 }],
      },
    });
  });

  test('has an id that is one, and is told to services alone', async () => {
    for (const id of ['x', '0', '-1', '2147483648'])
      expect(await ask(`export/${id}`)).toMatchObject({ status: 404, body: { code: 'person_not_found' } });
    expect(await ask('export/1', 'a guess')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});
