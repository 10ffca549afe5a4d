// The recommendation service as its tests start it: real, on a database of its own, beside event logs it can follow.
import { interactionSet, type MovieFacts, movieCreated, ratingSet } from '@movies/contract';
import { type Client, createClient } from '@movies/contract/client';
import { createInternalClient } from '@movies/service-kit';
import {
  aMovie,
  caughtUpWith,
  createMembers,
  createMigratedDatabase,
  eventually,
  INTERNAL_SECRET,
  type Members,
  type Neighbour,
  startNeighbour,
  type TestDatabase,
  testResources,
} from '@movies/testing';
import type { Context } from './context.ts';
import { schema } from './database.ts';
import type { RecommendationSettings } from './settings.ts';
import type { InteractionType } from './signals.ts';
import { startWith } from './start.ts';
import { claimRun, failRun, queueRun, type RunRow, runs } from './training/runs.repository.ts';
import { trainModel } from './training/trainer.ts';

export interface Replica {
  url: string;
  api: Client;
  context: Context;
  stop(): Promise<void>;
}

export interface RecommendationUnderTest extends Replica {
  server: TestDatabase;
  auth: Neighbour;
  movie: Neighbour;
  members: Members;
  newMember: Members['newMember'];
  internalSecret: string;
  /** One more replica, on the same database. */
  another(settings?: Partial<RecommendationSettings>): Promise<Replica>;
}

/** Trains when it is asked to alone, unless the settings say otherwise. */
export async function startRecommendationForTest(
  settings: Partial<RecommendationSettings> = {},
): Promise<RecommendationUnderTest> {
  const [server, auth, movie] = await Promise.all([
    createMigratedDatabase('recommendation', schema),
    startNeighbour('auth'),
    startNeighbour('movie'),
  ]);
  const members = createMembers();
  const start = (more: Partial<RecommendationSettings> = {}) =>
    startReplica({ server, auth, movie, members, settings: { ...settings, ...more } });
  const first = await start();
  return {
    ...first,
    server,
    auth,
    movie,
    members,
    newMember: members.newMember,
    internalSecret: INTERNAL_SECRET,
    another: start,
    stop: async () => {
      await first.stop();
      await Promise.all([auth.stop(), movie.stop()]);
      await server.drop();
    },
  };
}

interface Ground {
  server: TestDatabase;
  auth: Neighbour;
  movie: Neighbour;
  members: Members;
  settings: Partial<RecommendationSettings>;
}

async function startReplica({ server, auth, movie, members, settings }: Ground): Promise<Replica> {
  const resources = await testResources();
  const { lifecycle } = resources;
  const client = createInternalClient(INTERNAL_SECRET);
  lifecycle.atEnd('connections to services', () => client.close());
  const where = { HOST: '127.0.0.1', PORT: 0, DATABASE_URL: server.url, INTERNAL_SECRET, LOG_LEVEL: 'silent' } as const;
  const training = { TRAINING_HOURS: 0, TRAINING_MEMORY_MB: 1_024, TRAINING_THREADS: 1 };
  const others = { AUTH_URL: auth.url, MOVIE_URL: movie.url };
  const started = await startWith({ ...where, ...training, ...others, ...settings }, resources, {
    client,
    findKey: members.findKey,
  });
  return { ...started, api: createClient(started.url), stop: () => lifecycle.end() };
}

/** Has the movie service tell of a film; every call is another one. */
export async function newMovie(
  { movie }: Pick<RecommendationUnderTest, 'movie'>,
  facts: Partial<MovieFacts> = {},
): Promise<number> {
  const told = aMovie(facts);
  await movie.tell(movieCreated, told);
  return told.movie_id;
}

export interface Opinion {
  user_id: number;
  movie_id: number;
  rating: number;
}

/** Has the movie service tell of ratings. */
export async function rate(
  { movie }: Pick<RecommendationUnderTest, 'movie'>,
  opinions: readonly Opinion[],
): Promise<void> {
  const rated_at = new Date().toISOString();
  await movie.tellAll(
    ratingSet,
    opinions.map((opinion) => ({ ...opinion, previous: null, rated_at })),
  );
}

export async function interact(
  { movie }: Pick<RecommendationUnderTest, 'movie'>,
  user_id: number,
  movie_id: number,
  type: InteractionType,
): Promise<void> {
  await movie.tell(interactionSet, { user_id, movie_id, type, watched_at: null });
}

/** Once all that was told so far has taken effect here. */
export function caughtUp({ context, auth, movie }: RecommendationUnderTest): Promise<void> {
  return caughtUpWith(context.database, { auth, movie });
}

/** Trains in this process, and answers the run once its model serves, if it is to. */
export async function trained({ context }: Replica): Promise<RunRow> {
  const { database } = context;
  await queueRun(database, 'a test');
  const id = await claimRun(database);
  if (id === undefined) throw new Error('another training is running');
  const result = await trainModel(database, id, { threads: 1 }).catch((error: Error) => ({ failure: error.message }));
  if ('failure' in result) await failRun(database, id, result.failure);
  const [run] = await runs(database, { limit: 1, offset: 0 });
  if (run?.status === 'promoted') await serves(context);
  return run as RunRow;
}

/** Once the replica serves the model that is current. */
async function serves({ database, engine }: Context): Promise<void> {
  const current = await database.row<{ id: number }>('SELECT id FROM models WHERE current');
  await eventually(() => {
    if (engine()?.modelId !== current?.id) throw new Error('the new model does not serve yet');
  });
}
