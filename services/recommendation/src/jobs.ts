// Work of this service that is done later.
import { type Jobs, openJobs, type Resources } from '@movies/service-kit';
import type { Context } from './context.ts';
import { servingJobs } from './serving/jobs.ts';
import type { RecommendationSettings } from './settings.ts';
import { trainerProcess } from './training/trainer-process.ts';
import { runWaiting, seeToTraining } from './training/training.ts';

const SECOND = 1_000;

type Work = {
  train: () => Promise<void>;
  'see-to-training': () => Promise<void>;
  'store-predictions': () => Promise<void>;
};

type Where = Pick<
  RecommendationSettings,
  'DATABASE_URL' | 'REDIS_URL' | 'JOBS_REDIS_URL' | 'TRAINING_HOURS' | 'TRAINING_MEMORY_MB' | 'TRAINING_THREADS'
>;

export async function openRecommendationJobs(settings: Where, resources: Resources, context: Context) {
  const { ending } = resources.lifecycle;
  const { DATABASE_URL: databaseUrl, TRAINING_HOURS: hours } = settings;
  const redisUrl = settings.JOBS_REDIS_URL ?? settings.REDIS_URL;
  const serving = servingJobs(context, ending);
  const trainNow = (): Promise<void> => jobs.add('train', undefined as never, 'now');
  const promoted = (): Promise<void> => jobs.add('store-predictions', undefined as never, 'now');
  const training = { database: context.database, log: context.log, ending, startTrainer: trainerProcess(settings) };
  const jobs: Jobs<Work> = await openJobs(
    { service: 'recommendation', databaseUrl, redisUrl, ...resources },
    {
      handlers: {
        train: () => runWaiting(training, promoted),
        'see-to-training': () => seeToTraining(training, hours, trainNow),
        ...serving.handlers,
      },
      // A training takes one of them for as long as it takes.
      concurrency: 4,
      every: { 'see-to-training': 3 * SECOND, ...serving.every },
    },
  );
  return { jobs, trainNow };
}
