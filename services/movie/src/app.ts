// The whole service at a glance.
import { movieStatus } from '@movies/contract';
import {
  createServiceApp,
  databaseStatus,
  eventRoutes,
  type FindKey,
  internalRoutes,
  jobRoutes,
  type Lifecycle,
  type Metrics,
} from '@movies/service-kit';
import type { FastifyInstance } from 'fastify';
import { catalogueRoutes } from './catalogue/routes.ts';
import type { Context } from './context.ts';
import { importRoutes } from './imports/routes.ts';
import { listRoutes } from './lists/routes.ts';
import { memberRoutes } from './members/routes.ts';
import { moderationRoutes } from './moderation/routes.ts';
import { ratingRoutes } from './ratings/routes.ts';
import { reviewRoutes } from './reviews/routes.ts';
import { candidateRoutes } from './tmdb/candidates.ts';

interface Surroundings {
  metrics: Metrics;
  lifecycle: Lifecycle;
  internalSecret: string;
  findKey: FindKey;
}

export function buildApp(
  context: Context,
  { metrics, lifecycle, internalSecret, findKey }: Surroundings,
): FastifyInstance {
  const { database, events, jobs, log } = context;
  const checks = { database: () => database.check() };
  const { app, serve } = createServiceApp({ service: 'movie', log, metrics, lifecycle, checks, findKey });
  serve(movieStatus, () => databaseStatus(database));
  catalogueRoutes(serve, context);
  ratingRoutes(serve, context);
  reviewRoutes(serve, context);
  listRoutes(serve, context);
  moderationRoutes(serve, context);
  importRoutes(app, serve, context);
  internalRoutes(app, internalSecret, (internal) => {
    eventRoutes(internal, events, lifecycle.ending);
    memberRoutes(internal, database);
    candidateRoutes(internal, context);
    jobRoutes(internal, jobs);
  });
  return app;
}
