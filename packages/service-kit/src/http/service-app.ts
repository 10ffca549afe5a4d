// The app of a service behind the gateway: health, metrics and the internal door are the same in all of them.
import type { FastifyInstance } from 'fastify';
import type { Lifecycle } from '../lifecycle.ts';
import type { Log } from '../log.ts';
import { type Metrics, measureRequests, metricsRoute } from '../metrics.ts';
import { tracingHere } from '../tracing/tracing.ts';
import { createApp } from './app.ts';
import { type Checks, healthRoutes } from './health.ts';
import { type Caller, type FindKey, type Identify, withIdentity } from './identity.ts';
import { type Serve, server } from './serve.ts';

export interface ServiceAppOptions {
  service: string;
  log: Log;
  metrics: Metrics;
  lifecycle: Lifecycle;
  checks: Checks;
  findKey: FindKey;
  /** A closer look at a caller whose token is in order; throws where it does not hold. */
  confirm?: (caller: Caller) => Promise<void>;
}

// Only the gateway reaches a service, over addresses of the machine or of a private network.
const PRIVATE_NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];

export function createServiceApp(options: ServiceAppOptions): { app: FastifyInstance; serve: Serve } {
  const { service, log, metrics, lifecycle, checks, findKey } = options;
  const app = createApp({
    log,
    requestLevel: 'debug',
    trustProxy: PRIVATE_NETWORKS,
    newRequestId: (given) => given ?? crypto.randomUUID(),
  });
  measureRequests(app, metrics, service);
  tracingHere()?.requests(app, service, false);
  healthRoutes(app, checks, lifecycle.leaving);
  metricsRoute(app, metrics);
  return { app, serve: server(app, confirmed(withIdentity(app, findKey), options.confirm)) };
}

function confirmed(identify: Identify, confirm: ServiceAppOptions['confirm']): Identify {
  if (!confirm) return identify;
  return async (request) => {
    const caller = await identify(request);
    if (caller) await confirm(caller);
    return caller;
  };
}
