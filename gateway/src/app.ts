// The edge at a glance: what is not in the contract is not reachable.
import cors from '@fastify/cors';
import { type CachePolicy, type Operation, operations, type ServiceName } from '@movies/contract';
import {
  createApp,
  healthRoutes,
  type InternalClient,
  measureRequests,
  metricsRoute,
  type RemoteKeys,
  type Resources,
  withIdentity,
} from '@movies/service-kit';
import type { FastifyInstance } from 'fastify';
import type { Dispatcher } from 'undici';
import { answersOf } from './answers.ts';
import { budgets } from './budgets.ts';
import { docsRoutes } from './docs.ts';
import { createGuard, type Guard } from './guard.ts';
import { securityHeaders } from './headers.ts';
import { deadlineOf, proxyOperation } from './proxy.ts';
import type { Revocations } from './revocations.ts';

export interface Surroundings extends Resources {
  services: Partial<Record<ServiceName, string>>;
  agent: Dispatcher;
  client: InternalClient;
  keys: RemoteKeys;
  revocations: Revocations;
  rateLimitFactor: number;
  corsOrigins: string[];
  trustProxy: string[];
}

const VERSION = '1.0.0';

export function buildApp(around: Surroundings): FastifyInstance {
  const { log, metrics, lifecycle, trustProxy, corsOrigins, keys, revocations, redis, rateLimitFactor } = around;
  const app = createApp({ log, requestLevel: 'info', trustProxy, newRequestId: () => crypto.randomUUID() });
  takeBodiesAsTheyAre(app);
  securityHeaders(app);
  measureRequests(app, metrics, 'gateway');
  if (corsOrigins.length > 0) app.register(cors, { origin: corsOrigins, credentials: true, maxAge: 600 });
  app.decorateRequest('caller', undefined);
  const guard = createGuard({
    identify: withIdentity(app, keys.find),
    revocations,
    spend: budgets(rateLimitFactor, redis),
    allowedOrigins: new Set(corsOrigins),
  });
  guardOperations(app, guard);
  for (const operation of operations) routeOperation(app, operation, around);
  healthRoutes(app, checksOf(around), lifecycle.ending);
  docsRoutes(app, VERSION);
  staffOnly(app, guard, (inner) => metricsRoute(inner, metrics));
  app.get('/', async (_request, reply) => reply.redirect('/docs'));
  return app;
}

/** Services parse bodies; the gateway only sees to their size. */
function takeBodiesAsTheyAre(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

function guardOperations(app: FastifyInstance, guard: Guard): void {
  app.addHook('onRoute', (route) => {
    const operation = route.config?.operation;
    if (operation) route.handlerTimeout = deadlineOf(operation);
  });
  app.addHook('onRequest', async (request, reply) => {
    const { operation } = request.routeOptions.config;
    if (operation) await guard(operation, request, reply);
  });
}

function routeOperation(app: FastifyInstance, operation: Operation, around: Surroundings): void {
  const { services, agent, cache, revocations } = around;
  const upstream = services[operation.service];
  if (upstream === undefined) return;
  proxyOperation(app, operation, {
    upstream,
    agent,
    revocations,
    ...(isCached(operation) ? { cached: answersOf(operation, { cache, agent, upstream }) } : {}),
  });
}

function isCached(operation: Operation): operation is Operation & { cache: CachePolicy } {
  return operation.cache !== undefined;
}

function staffOnly(app: FastifyInstance, guard: Guard, routes: (inner: FastifyInstance) => void): void {
  app.register(async (inner) => {
    inner.addHook('onRequest', (request, reply) => guard(FOR_STAFF, request, reply));
    routes(inner);
  });
}

const FOR_STAFF = { access: 'staff', budget: 'read' } as Operation;

function checksOf({ services, client, redis }: Surroundings) {
  const ofServices = Object.entries(services).map(([name, url]) => [name, () => client.get(`${url}/health/ready`)]);
  const ofRedis = redis ? [['redis', async () => redis.commands.ping()]] : [];
  return Object.fromEntries([...ofServices, ...ofRedis]);
}
