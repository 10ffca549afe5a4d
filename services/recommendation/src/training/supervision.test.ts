// Trainings as they run: in a process of their own, which may be killed, asked for through the API.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type TrainingRun, train, trainingRuns } from '@movies/contract';
import { eventually, type TestMember } from '@movies/testing';
import { tellOfTwoTastes } from '../testing/tastes.ts';
import { type RecommendationUnderTest, startRecommendationForTest } from '../testing.ts';
import { beat, claimRun, failSilentRuns, queueRun } from './runs.repository.ts';
import { trainerProcess } from './trainer-process.ts';
import { runWaiting } from './training.ts';

let service: RecommendationUnderTest;
let staff: TestMember;

beforeAll(async () => {
  service = await startRecommendationForTest();
  staff = service.newMember('staff');
  await tellOfTwoTastes(service);
});
afterAll(() => service.stop());
beforeEach(() => service.context.database.run('DELETE FROM training_runs WHERE id NOT IN (SELECT run_id FROM models)'));

const ask = () => service.api(train, { token: staff.token, body: { reason: 'a new season' } });

async function latest(): Promise<TrainingRun> {
  const { body } = await service.api(trainingRuns, { token: staff.token, query: { limit: 1 } });
  return (body as TrainingRun[])[0] as TrainingRun;
}

const becomes = (status: TrainingRun['status']) =>
  eventually(async () => {
    const run = await latest();
    expect(run).toMatchObject({ status });
    return run;
  }, 40_000);

/** Keeps whoever trains from reading, until it is let go. */
async function holdRatings(): Promise<() => Promise<unknown>> {
  const client = await service.context.database.connect();
  await client.query('BEGIN');
  await client.query('LOCK recommendation.ratings IN ACCESS EXCLUSIVE MODE');
  return () => client.end();
}

/** Of the processes that this one has started. */
async function trainers(): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)]);
  const lines = stdout.split('\n').filter((line) => line.includes('trainer-main'));
  return lines.map((line) => Number.parseInt(line, 10));
}

const trainer = () =>
  eventually(async () => {
    const [id] = await trainers();
    if (id === undefined) throw new Error('nobody trains yet');
    return id;
  });

describe('a training that staff ask for', () => {
  test('runs in a process of its own, which ends, and its model serves', async () => {
    const { status, body } = await ask();
    expect({ status, body }).toMatchObject({ status: 202, body: { status: 'queued', reason: 'a new season' } });
    expect(await becomes('promoted')).toMatchObject({ ratings: 1_800, people: 60, metrics: { held_out_people: 6 } });
    await eventually(() => expect(service.context.engine()).toBeDefined());
    await eventually(async () => expect(await trainers()).toEqual([]));
  }, 60_000);

  test('is not for members', async () => {
    const { token } = service.newMember();
    expect((await service.api(train, { token, body: {} })).status).toBe(403);
    expect((await service.api(trainingRuns, { token })).status).toBe(403);
    expect((await service.api(train, { token: staff.token, body: { reason: 'x'.repeat(201) } })).status).toBe(400);
  });
});

test('a trainer that is killed leaves the old model serving, and the training that waited runs clean', async () => {
  const before = service.context.engine()?.modelId;
  const letGo = await holdRatings();
  await ask();
  const killed = await trainer();
  expect((await ask()).status).toBe(202);
  expect(await ask()).toMatchObject({ status: 409, body: { code: 'training_waits' } });
  expect(await claimRun(service.context.database)).toBeUndefined();
  expect(await trainers()).toEqual([killed]);
  process.kill(killed, 'SIGKILL');
  await eventually(async () => {
    const { body } = await service.api(trainingRuns, { token: staff.token });
    expect(body).toMatchObject([
      { status: 'running' },
      { status: 'failed', error: 'The trainer was ended by SIGKILL.' },
      { status: 'promoted' },
    ]);
  });
  expect(service.context.engine()?.modelId).toBe(before);
  await letGo();
  await becomes('promoted');
}, 60_000);

test('a trainer that loses the database says so', async () => {
  const { database } = service.context;
  const letGo = await holdRatings();
  await ask();
  await eventually(async () => {
    const ended = await database.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND application_name LIKE '%listener'`,
    );
    expect(ended).toHaveLength(1);
  });
  expect(await becomes('failed')).toMatchObject({ error: expect.stringMatching(/terminat/) });
  await letGo();
}, 60_000);

test('a trainer ends with the replica that started it, and the run waits for another', async () => {
  const { database, log } = service.context;
  const ending = new AbortController();
  const settings = { DATABASE_URL: service.server.url, TRAINING_MEMORY_MB: 1_024, TRAINING_THREADS: 1 };
  const training = { database, log, ending: ending.signal, startTrainer: trainerProcess(settings) };
  const letGo = await holdRatings();
  await queueRun(database, 'before an update');
  const done = runWaiting(training, async () => undefined);
  const ended = await trainer();
  ending.abort();
  await done;
  expect(await trainers()).not.toContain(ended);
  // Perhaps the other one, which looks every few seconds, has it already.
  const run = await latest();
  expect(run.reason).toBe('before an update');
  expect(['queued', 'running']).toContain(run.status);
  await letGo();
}, 60_000);

test('a trainer that has stored its model is not ended for that', async () => {
  const { database } = service.context;
  const { id } = (await database.row<{ id: number }>(
    `INSERT INTO training_runs (status, reason) VALUES ('promoted', 'its process has not ended yet') RETURNING id`,
  )) as { id: number };
  expect(await beat(database, id)).toBe(true);
  await database.run(`UPDATE training_runs SET status = 'failed' WHERE id = $1`, [id]);
  expect(await beat(database, id)).toBe(false);
});

test('what follows a promotion follows it, too, when the trainer was ended after it had stored its model', async () => {
  const { database, log } = service.context;
  const startTrainer = (run: number) => ({
    ended: database
      .run(`UPDATE training_runs SET status = 'promoted' WHERE id = $1`, [run])
      .then(() => ({ failure: 'The trainer was ended by SIGKILL.' })),
    kill: () => undefined,
  });
  let followed = false;
  const promoted = async () => {
    followed = true;
  };
  // The other one, which looks every few seconds, may take a run first.
  await eventually(async () => {
    await queueRun(database, 'a machine short of memory');
    await runWaiting({ database, log, ending: new AbortController().signal, startTrainer }, promoted);
    expect(followed).toBe(true);
  });
});

test('a run of which nothing is heard any more is declared dead', async () => {
  const { database } = service.context;
  const makeRun = (silent: string) =>
    database.run(
      `INSERT INTO training_runs (status, reason, started_at, beat_at)
       VALUES ('running', 'a replica that was killed', now(), now() - $1::interval)`,
      [silent],
    );
  await makeRun('10 seconds');
  await failSilentRuns(database);
  expect(await latest()).toMatchObject({ status: 'running' });
  await eventually(async () => expect(await latest()).toMatchObject({ error: expect.stringMatching(/^It broke off/) }));
});
