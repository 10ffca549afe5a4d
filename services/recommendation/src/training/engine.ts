// Keeps the version that serves in memory, and puts the next one in its place when another is promoted, whole and between
// two requests. Whoever has the old one in hand finishes with it.
import {
  openPredictor,
  openRanker,
  type RankingModel,
  type RatingsModel,
  readModel,
  type Turn,
  takeTurns,
} from '@movies/recommender';
import { type Cache, createBell, type Database, type Lifecycle, type Log } from '@movies/service-kit';
import type { Engine } from '../context.ts';
import { currentModel, MODELS_CHANNEL, type ModelFiles, readFiles } from './models.repository.ts';

interface Needs {
  database: Database;
  cache: Cache;
  lifecycle: Lifecycle;
  log: Log;
}

/** A version that nobody said was promoted is found all the same. */
const LOOK_ANYWAY_MS = 20_000;
/** While another version serves there is no hurry: milliseconds of work, and of pause after each. */
const UNNOTICED = [1, 9] as const;
const AT_ONCE = [3, 0] as const;

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
  return () => engine;
}

async function newest(
  { database, cache, lifecycle, log }: Needs,
  before: Engine | undefined,
): Promise<Engine | undefined> {
  const current = await currentModel(database);
  if (!current || current.id === before?.modelId) return before;
  const from = performance.now();
  const [workMs, pauseMs] = before ? UNNOTICED : AT_ONCE;
  const turn = takeTurns(workMs, pauseMs, lifecycle.ending);
  const models = await openFiles(await readFiles(database, current.id, turn), turn);
  const ranker = await openRanker(models.ranking, turn);
  const predictor = await openPredictor(models.ratings, turn);
  log.info({ model: current.id, ms: Math.round(performance.now() - from) }, 'a model serves from now on');
  // What was answered by the one before.
  setImmediate(() => void cache.purge(['similar']).catch(() => undefined));
  return { modelId: current.id, trainedAt: new Date(current.created_at), ranker, predictor };
}

export async function openFiles(
  files: ModelFiles,
  turn?: Turn,
): Promise<{ ratings: RatingsModel; ranking: RankingModel }> {
  const { model: ratings } = await readModel(files.ratings, turn);
  const { model: ranking } = await readModel(files.ranking, turn);
  if (ratings.kind !== 'ratings' || ranking.kind !== 'ranking') throw new Error('a file holds the other kind of model');
  return { ratings, ranking };
}
