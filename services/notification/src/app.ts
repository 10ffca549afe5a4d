// The whole service at a glance; what goes over sockets is put together in sockets/sockets.ts.
import { notificationStatus } from '@movies/contract';
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
import { inboxRoutes } from './inbox/routes.ts';
import { memberRoutes } from './members/routes.ts';
import { subscriptionRoutes } from './subscriptions/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';

interface Surroundings {
  metrics: Metrics;
  jobs: JobDesk;
  lifecycle: Lifecycle;
  internalSecret: string;
  findKey: FindKey;
}

export function buildApp(
  context: Context,
  { metrics, jobs, lifecycle, internalSecret, findKey }: Surroundings,
): FastifyInstance {
  const { database, log } = context;
  const checks = { database: () => database.check() };
  const { app, serve } = createServiceApp({ service: 'notification', log, metrics, lifecycle, checks, findKey });
  serve(notificationStatus, () => databaseStatus(database));
  inboxRoutes(serve, context);
  subscriptionRoutes(serve, context);
  webhookRoutes(serve, context);
  internalRoutes(app, internalSecret, (internal) => {
    memberRoutes(internal, database);
    jobRoutes(internal, jobs);
  });
  return app;
}
