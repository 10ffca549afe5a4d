import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Transaction } from '@movies/service-kit';
import { eventually, testResources } from '@movies/testing';
import { runModelCommand } from '../commands.ts';
import { tellOfTwoTastes } from '../testing/tastes.ts';
import { type RecommendationUnderTest, type Replica, startRecommendationForTest, trained } from '../testing.ts';
import { holdOut } from './held-out.ts';
import { signalsOf } from './lessons.ts';
import { removeOldModels, versions } from './models.repository.ts';
import { readOpinions } from './reading.ts';
import { shelve } from './shelving.ts';

let service: RecommendationUnderTest;
let other: Replica;

beforeAll(async () => {
  service = await startRecommendationForTest();
  other = await service.another();
  await tellOfTwoTastes(service);
});
afterAll(async () => {
  await other.stop();
  await service.stop();
});

const modelOf = ({ context }: Replica) => context.engine()?.modelId;

async function copyCurrent(tx: Transaction): Promise<void> {
  await tx.run(`
    WITH current AS (SELECT id, run_id, bytes FROM models WHERE current),
    copy AS (INSERT INTO models (run_id, bytes) SELECT run_id, bytes FROM current RETURNING id)
    INSERT INTO model_parts (model_id, file, part, bytes)
    SELECT copy.id, file, part, parts.bytes FROM copy, current JOIN model_parts AS parts ON parts.model_id = current.id`);
}

/** As an operator runs them beside the service. */
async function command(...words: string[]): Promise<string> {
  const resources = await testResources();
  return runModelCommand({ DATABASE_URL: service.server.url }, resources, words).finally(() =>
    resources.lifecycle.end(),
  );
}

describe('a training', () => {
  test('learns tastes, measures them on people it did not learn from, and every replica serves its model', async () => {
    const { id, status, ratings, people, movies, metrics } = await trained(service);
    expect({ status, ratings, people, movies }).toEqual({ status: 'promoted', ratings: 1_800, people: 60, movies: 40 });
    expect(metrics).toMatchObject({ held_out_people: 6 });
    expect(metrics.ndcg_100).toBeGreaterThan(1.2 * (metrics.popular_ndcg_100 ?? 1));
    expect(metrics.rmse).toBeLessThan(0.5 * (metrics.popular_rmse ?? 0));
    await eventually(() => expect([modelOf(service), modelOf(other)]).toEqual([id, id]));
  });

  test('does not learn from those it is measured on', async () => {
    const before = await service.context.database.row<{ fingerprint: string }>(
      'SELECT fingerprint FROM training_runs ORDER BY id DESC LIMIT 1',
    );
    const opinions = await readOpinions(service.context.database);
    const testers = holdOut(opinions, signalsOf(opinions)).test.map(({ person }) => person);
    // What they like stays, so that they stay who is measured.
    await service.context.database.run('UPDATE ratings SET rating = 1.5 WHERE user_id = ANY ($1) AND rating < 3', [
      testers,
    ]);
    const run = await trained(service);
    const after = await service.context.database.row<{ fingerprint: string }>(
      'SELECT fingerprint FROM training_runs WHERE id = $1',
      [run.id],
    );
    expect(after).toEqual(before);
  });
});

describe('versions', () => {
  test('that are worse than the one that serves are kept, but do not serve', async () => {
    const { database } = service.context;
    const before = modelOf(service);
    const opinions = await readOpinions(database);
    const testers = holdOut(opinions, signalsOf(opinions)).test.map(({ person }) => person);
    const others = 'user_id <> ALL ($1)';
    await database.run(`CREATE TABLE kept AS SELECT * FROM ratings WHERE ${others}`, [testers]);
    // All others now like what they disliked, by a coin.
    await database.run(
      `UPDATE ratings SET rating = CASE WHEN (user_id * 31 + movie_id * 17) % 7 < 3 THEN 4.5 ELSE 2 END WHERE ${others}`,
      [testers],
    );
    const { status, error } = await trained(service);
    expect({ status, error }).toEqual({
      status: 'kept_current',
      error: expect.stringMatching(/^It is worse than (what is popular|the model that serves)/),
    });
    expect(modelOf(service)).toBe(before);
    await database.run(
      'UPDATE ratings AS r SET rating = kept.rating FROM kept WHERE (r.user_id, r.movie_id) = (kept.user_id, kept.movie_id)',
    );
    await database.run('DROP TABLE kept');
  });

  test('are the last five, and any of them can be made to serve again', async () => {
    const { database } = service.context;
    for (let time = 0; time < 6; time += 1) await database.transaction(copyCurrent);
    await database.transaction(removeOldModels);
    const kept = await versions(database);
    const [newest, before] = kept;
    // And the one that serves, which is older.
    expect(kept.map(({ current }) => current)).toEqual([false, false, false, false, false, true]);
    expect(await command('use', String(newest?.id))).toBe(`Version ${newest?.id} serves from now on.`);
    expect(await command('roll-back')).toBe(`Version ${before?.id} serves from now on.`);
    await eventually(() => expect([modelOf(service), modelOf(other)]).toEqual([before?.id, before?.id]));
    expect((await command('versions')).split('\n')[1]).toMatch(new RegExp(`^${before?.id}  .*RMSE .*  serves$`));
  });

  test('that can not be shelved say why', async () => {
    const { database } = service.context;
    await database.transaction(copyCurrent);
    const modelId = (await versions(database))[0]?.id as number;
    await database.run("UPDATE model_parts SET part = part + 1 WHERE model_id = $1 AND file = 'ranking'", [modelId]);
    const wanted = { databaseUrl: service.server.url, schema: 'recommendation', modelId, urgent: false };
    const { signal } = new AbortController();
    await expect(shelve(wanted, signal)).rejects.toThrow(`The model of ranking of version ${modelId} lacks part 0.`);
    const away = { ...wanted, databaseUrl: 'postgres://127.0.0.1:1/none' };
    await expect(shelve(away, signal)).rejects.toThrow('The database does not answer right now.');
    await expect(shelve(wanted, AbortSignal.abort())).rejects.toThrow('aborted');
  });

  test('that are not there can not serve, and whoever does not know how is told', async () => {
    await expect(command('use', '999999')).rejects.toThrow('There is no version 999999');
    for (const words of ['', 'use', 'use x', 'nonsense', 'train 1', 'constructor', 'evaluate --threads no'])
      await expect(command(...words.split(' '))).rejects.toThrow(/^pnpm admin recommendations <command>/);
  });
});

test('where there is nothing to learn from the run fails, says so, and the old model serves on', async () => {
  const { database } = service.context;
  const before = modelOf(service);
  await database.run('DELETE FROM ratings');
  const { status, error } = await trained(service);
  expect({ status, error }).toMatchObject({
    status: 'failed',
    error: expect.stringMatching(/no ratings to learn from/),
  });
  expect(modelOf(service)).toBe(before);
});
