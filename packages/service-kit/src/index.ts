export { type Cache, createCache, type Keep, type Remembered } from './cache/cache.ts';
export { deleteInBatches } from './database/batches.ts';
export { type Database, type DatabaseOptions, openDatabase, type Transaction } from './database/database.ts';
export { violatedUnique } from './database/failures.ts';
export { migrate } from './database/migrate.ts';
export { provision } from './database/provision.ts';
export type { Sql } from './database/sql.ts';
export { AppError, type FieldError, invalidField, StartupError, unavailable } from './errors.ts';
export { type Bell, createBell } from './event-log/bell.ts';
export { dataOf } from './event-log/data-of.ts';
export { type EventLog, openEventLog } from './event-log/event-log.ts';
export { follow } from './event-log/follow.ts';
export { eventRoutes } from './event-log/routes.ts';
export { EventLog1700000000000, EventRequests1700000000100 } from './event-log/schema.ts';
export { watch } from './event-log/watch.ts';
export { createApp, listen } from './http/app.ts';
export { cacheTags, readCacheTags } from './http/cache-tags.ts';
export { type Checks, healthRoutes } from './http/health.ts';
export * from './http/identity.ts';
export { networkOf } from './http/network.ts';
export { pageHeaders, pageOf } from './http/paging.ts';
export { type RemoteKeys, remoteKeys } from './http/remote-keys.ts';
export { REVOCATIONS_HEADER, readRevocations, revocationsHeader } from './http/revocations.ts';
export { REVOCATIONS_MATTER_MS, type RevokedSessions, revokedSessions } from './http/revoked-sessions.ts';
export { admit, answer, type Serve } from './http/serve.ts';
export { createServiceApp } from './http/service-app.ts';
export { databaseStatus } from './http/status.ts';
export { answerUnread } from './http/unread-bodies.ts';
export { createAgent } from './internal/agent.ts';
export { createInternalClient, type InternalClient } from './internal/client.ts';
export { internalRoutes, SECRET_HEADER } from './internal/secret.ts';
export type { JobDesk, JobOverview } from './jobs/desk.ts';
export { Hopeless, type Jobs, openJobs } from './jobs/jobs.ts';
export { migrateJobs } from './jobs/postgres.ts';
export { jobRoutes } from './jobs/routes.ts';
export { createLifecycle, type Lifecycle, runProcess } from './lifecycle.ts';
export { createLimiter, type Limit, type Limiter } from './limits.ts';
export { createLog, type Log } from './log.ts';
export { createMetrics, type Metrics, measureRequests, metricsRoute } from './metrics.ts';
export { connectRedis, type RedisLink } from './redis/redis.ts';
export { openResources, type Resources, runService } from './resources.ts';
export {
  databaseUrl,
  describeSettings,
  port,
  publicUrl,
  readSettings,
  shared,
  tracing,
  whereIs,
  whereMayBe,
} from './settings.ts';
export { startTracing, tracingHere } from './tracing/tracing.ts';
