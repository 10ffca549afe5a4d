// Work of this service that is done later.
import { openJobs, type Resources } from '@movies/service-kit';
import { findTrends } from './catalogue/trends.ts';
import type { Context } from './context.ts';
import { importJobs } from './imports/jobs.ts';
import { tmdbJobs } from './tmdb/jobs.ts';

const MINUTE = 60_000;

type Where = { DATABASE_URL: string; REDIS_URL?: string | undefined; JOBS_REDIS_URL?: string | undefined };

export async function openMovieJobs(settings: Where, resources: Resources, context: Omit<Context, 'jobs'>) {
  const { database, cache } = context;
  const tmdb = tmdbJobs(context, resources.lifecycle.ending);
  const where = {
    service: 'movie',
    databaseUrl: settings.DATABASE_URL,
    redisUrl: settings.JOBS_REDIS_URL ?? settings.REDIS_URL,
  };
  const imports = importJobs(context, (id) => jobs.add('run-import', { id }, String(id)));
  const jobs = await openJobs(
    { ...where, ...resources },
    {
      handlers: {
        'find-trends': () => findTrends(database, cache),
        ...tmdb.handlers,
        ...imports.handlers,
      },
      every: { 'find-trends': 10 * MINUTE, ...tmdb.every, ...imports.every },
    },
  );
  return jobs;
}

export type MovieJobs = Awaited<ReturnType<typeof openMovieJobs>>;
