// Keeps the version that serves in memory, and puts the next one in its place when another is promoted, whole and between
// two requests. Whoever has the old one in hand finishes with it.
import { setTimeout as sleep } from 'node:timers/promises';
import { predictorAt, rankerAt } from '@movies/recommender';
import { type Cache, createBell, type Database, type Lifecycle, type Log } from '@movies/service-kit';
import type { Engine } from '../context.ts';
import { schema } from '../database.ts';
import { currentModel, MODELS_CHANNEL } from './models.repository.ts';
import { shelve } from './shelving.ts';

interface Needs {
  database: Database;
  databaseUrl: string;
  cache: Cache;
  lifecycle: Lifecycle;
  log: Log;
}

/** A version that nobody said was promoted is found all the same. */
const LOOK_ANYWAY_MS = 20_000;
/** So long whoever starts waits for the version that serves elsewhere, to give the same answers from the first one on. */
const FIRST_LOOK_MS = 10_000;

export async function openEngine(needs: Needs): Promise<() => Engine | undefined> {
  const { database, lifecycle, log } = needs;
  let engine: Engine | undefined;
  let looking: Promise<void> | undefined;
  let lookAgain = false;

  async function look(): Promise<void> {
    do {
      lookAgain = false;
      engine = await newest(needs, engine).catch((error) => {
        if (!lifecycle.ending.aborted) log.warn({ err: error }, 'the current model could not be loaded; trying again');
        return engine;
      });
    } while (lookAgain && !lifecycle.ending.aborted);
  }

  const heard = () => {
    if (looking) lookAgain = true;
    else
      looking = look().finally(() => {
        looking = undefined;
      });
  };

  const bell = await createBell(database, MODELS_CHANNEL, heard, log);
  const timer = setInterval(heard, LOOK_ANYWAY_MS).unref();
  lifecycle.atEnd('models', async () => {
    clearInterval(timer);
    await bell.close();
    await looking;
  });
  heard();
  await Promise.race([looking, sleep(FIRST_LOOK_MS, undefined, { ref: false })]);
  return () => engine;
}

async function newest(
  { database, databaseUrl, cache, lifecycle, log }: Needs,
  before: Engine | undefined,
): Promise<Engine | undefined> {
  const current = await currentModel(database);
  if (!current || current.id === before?.modelId) return before;
  const from = performance.now();
  const wanted = { databaseUrl, schema: schema.schema, modelId: current.id, urgent: !before };
  const shelves = await shelve(wanted, lifecycle.ending);
  const [ranker, predictor] = [await rankerAt(shelves.ranking), await predictorAt(shelves.ratings)];
  log.info({ model: current.id, ms: Math.round(performance.now() - from) }, 'a model serves from now on');
  // What was answered by the one before.
  setImmediate(() => void cache.purge(['similar']).catch(() => undefined));
  return { modelId: current.id, trainedAt: new Date(current.created_at), ranker, predictor };
}
