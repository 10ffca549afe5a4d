// The whole service at a glance.
import { recommendationStatus } from '@movies/contract';
import {
  createServiceApp,
  databaseStatus,
  type FindKey,
  internalRoutes,
  type JobDesk,
  jobRoutes,
  type Lifecycle,
  type Metrics,
} from '@movies/service-kit';
import type { FastifyInstance } from 'fastify';
import type { Context } from './context.ts';
import { memberRoutes } from './facts/routes.ts';
import { servingRoutes } from './serving/routes.ts';
import { predictionRoutes } from './serving/stored/routes.ts';
import { trainingRoutes } from './training/routes.ts';

interface Surroundings {
  metrics: Metrics;
  jobs: JobDesk;
  trainNow: () => Promise<void>;
  lifecycle: Lifecycle;
  internalSecret: string;
  findKey: FindKey;
}

export function buildApp(
  context: Context,
  { metrics, jobs, trainNow, lifecycle, internalSecret, findKey }: Surroundings,
): FastifyInstance {
  const { database, log } = context;
  const checks = { database: () => database.check() };
  const { app, serve } = createServiceApp({ service: 'recommendation', log, metrics, lifecycle, checks, findKey });
  serve(recommendationStatus, () => databaseStatus(database));
  servingRoutes(serve, context);
  trainingRoutes(serve, { database, trainNow });
  internalRoutes(app, internalSecret, (internal) => {
    memberRoutes(internal, database);
    predictionRoutes(internal, context);
    jobRoutes(internal, jobs);
  });
  return app;
}
