// The whole service at a glance.
import { authStatus } from '@movies/contract';
import {
  createServiceApp,
  databaseStatus,
  eventRoutes,
  internalRoutes,
  type JobDesk,
  jobRoutes,
  type Lifecycle,
  type Metrics,
} from '@movies/service-kit';
import type { FastifyInstance } from 'fastify';
import { accountRoutes } from './accounts/routes.ts';
import { administrationRoutes } from './administration/routes.ts';
import type { Context } from './context.ts';
import { keyRoutes } from './keys/routes.ts';
import { letterRoutes } from './mail/routes.ts';
import { recoveryRoutes } from './recovery/routes.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { confirmSession } from './sessions/sessions.ts';

interface Surroundings {
  metrics: Metrics;
  jobs: JobDesk;
  lifecycle: Lifecycle;
  internalSecret: string;
}

export function buildApp(context: Context, around: Surroundings): FastifyInstance {
  const { metrics, jobs, lifecycle, internalSecret } = around;
  const { database, events, keys, log } = context;
  const { app, serve } = createServiceApp({
    service: 'auth',
    log,
    metrics,
    lifecycle,
    checks: { database: () => database.check() },
    findKey: keys.find,
    confirm: (caller) => confirmSession(context, caller),
  });
  serve(authStatus, () => databaseStatus(database));
  sessionRoutes(serve, context);
  accountRoutes(serve, context);
  recoveryRoutes(serve, context);
  administrationRoutes(serve, context);
  keyRoutes(serve, context);
  internalRoutes(app, internalSecret, (internal) => {
    eventRoutes(internal, events, lifecycle.ending);
    letterRoutes(internal, context);
    jobRoutes(internal, jobs);
  });
  return app;
}
