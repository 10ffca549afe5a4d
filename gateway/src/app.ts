// The edge at a glance: what is not in the contract is not reachable.
import { type Operation, operations, type ServiceName } from '@movies/contract';
import {
  createApp,
  healthRoutes,
  type InternalClient,
  measureRequests,
  metricsRoute,
  type RemoteKeys,
  type Resources,
  tracingHere,
  withIdentity,
} from '@movies/service-kit';
import type { FastifyInstance } from 'fastify';
import type { Dispatcher } from 'undici';
import { budgets } from './budgets.ts';
import { openTo } from './cors.ts';
import { docsRoutes } from './docs.ts';
import { createGuard, type Guard } from './guard.ts';
import { securityHeaders } from './headers.ts';
import { jobRoutes } from './jobs.ts';
import { routeOperation } from './operations.ts';
import { type Pages, pageRoutes } from './pages.ts';
import type { Revocations } from './revocations.ts';
import { passSockets } from './sockets.ts';
import { createStandIn } from './stand-in.ts';

export interface Surroundings extends Resources {
  services: Partial<Record<ServiceName, string>>;
  agent: Dispatcher;
  client: InternalClient;
  keys: RemoteKeys;
  revocations: Revocations;
  rateLimitFactor: number;
  corsOrigins: string[];
  trustProxy: string[];
  /** None where the web pages are served elsewhere, or not at all. */
  pages?: Pages | undefined;
}

const VERSION = '1.0.0';

export function buildApp(around: Surroundings): FastifyInstance {
  const { log, metrics, lifecycle, trustProxy, corsOrigins, keys, revocations, redis, rateLimitFactor } = around;
  const app = createApp({ log, requestLevel: 'info', trustProxy, newRequestId: () => crypto.randomUUID() });
  takeBodiesAsTheyAre(app);
  securityHeaders(app);
  measureRequests(app, metrics, 'gateway');
  tracingHere()?.requests(app, 'gateway', true);
  openTo(app, corsOrigins);
  app.decorateRequest('caller', undefined);
  const guard = createGuard({
    identify: withIdentity(app, keys.find),
    revocations,
    spend: budgets(rateLimitFactor, redis),
    allowedOrigins: new Set(corsOrigins),
  });
  if (around.pages) pageRoutes(app, around.pages);
  routeOperations(app, guard, around);
  jobRoutes(app, around);
  if (around.services.notification) passSockets(app, guard, around.services.notification);
  healthRoutes(app, checksOf(around), lifecycle.leaving);
  docsRoutes(app, VERSION);
  staffOnly(app, guard, (inner) => metricsRoute(inner, metrics));
  // For programs: a browser gets a page.
  app.get('/', async (_request, reply) => reply.redirect('/docs'));
  return app;
}

/** Services parse bodies; the gateway only sees to their size. */
export function takeBodiesAsTheyAre(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

function routeOperations(
  app: FastifyInstance,
  guard: Guard,
  { services, agent, cache, revocations }: Surroundings,
): void {
  app.addHook('onRequest', async (request, reply) => {
    const { operation } = request.routeOptions.config;
    if (operation) await guard(operation, request, reply);
  });
  const standIn = services.movie ? createStandIn(cache, { url: services.movie, agent }) : undefined;
  for (const operation of operations) {
    const url = operation.service === 'gateway' ? undefined : services[operation.service];
    if (url !== undefined) routeOperation(app, operation, { upstream: { url, agent }, cache, revocations, standIn });
  }
}

const FOR_STAFF = { access: 'staff', budget: 'read' } as Operation;

function staffOnly(app: FastifyInstance, guard: Guard, routes: (inner: FastifyInstance) => void): void {
  app.register(async (inner) => {
    inner.addHook('onRequest', (request, reply) => guard(FOR_STAFF, request, reply));
    routes(inner);
  });
}

function checksOf({ services, client, redis }: Surroundings) {
  const ofServices = Object.entries(services).map(([name, url]) => [name, () => client.get(`${url}/health/ready`)]);
  const ofRedis = redis ? [['redis', async () => redis.commands.ping()]] : [];
  return Object.fromEntries([...ofServices, ...ofRedis]);
}
