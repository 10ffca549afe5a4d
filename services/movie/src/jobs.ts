// Work of this service that is done later.
import { openJobs, type Resources } from '@movies/service-kit';
import { findTrends } from './catalogue/trends.ts';
import type { Context } from './context.ts';
import { tmdbJobs } from './tmdb/jobs.ts';

const MINUTE = 60_000;

type Where = { DATABASE_URL: string; REDIS_URL?: string | undefined };

export async function openMovieJobs(settings: Where, resources: Resources, context: Omit<Context, 'jobs'>) {
  const { database, cache } = context;
  const tmdb = tmdbJobs(context, resources.lifecycle.ending);
  const where = { service: 'movie', databaseUrl: settings.DATABASE_URL, redisUrl: settings.REDIS_URL };
  return openJobs(
    { ...where, ...resources },
    {
      handlers: {
        'find-trends': () => findTrends(database, cache),
        ...tmdb.handlers,
      },
      every: { 'find-trends': 10 * MINUTE, ...tmdb.every },
    },
  );
}

export type MovieJobs = Awaited<ReturnType<typeof openMovieJobs>>;
