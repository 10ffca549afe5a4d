// Work that is done later, by any replica, and again when it fails. BullMQ keeps it in Redis where there is one, else in
// PostgreSQL. A job only says what to look at: what must not be lost is a row, and a schedule finds rows left undone.
import { createPostgresBackend, type JobsOptions, Queue, runMigrations, UnrecoverableError, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { jobsSchema } from '../database/provision.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';

export interface JobsOptionsOf {
  service: string;
  databaseUrl: string;
  redisUrl?: string | undefined;
  lifecycle: Lifecycle;
  log: Log;
  metrics: Metrics;
}

// biome-ignore lint/suspicious/noExplicitAny: each handler names the data of its own kind of job
type Handlers = Record<string, (data: any) => Promise<void>>;

export interface Work<H extends Handlers> {
  handlers: H;
  concurrency?: number;
  /** Kinds of jobs that come by themselves, and how often. */
  every?: Partial<Record<keyof H & string, number>>;
}

export interface Jobs<H extends Handlers> {
  /** Asks for a job. A job with the same id that still waits is not asked for twice. */
  add<Kind extends keyof H & string>(kind: Kind, data: Parameters<H[Kind]>[0], id?: string): Promise<void>;
}

/** Thrown by a handler for work that can't succeed however often it is tried. */
export class Hopeless extends UnrecoverableError {}

const RETRIES: JobsOptions = {
  attempts: 8,
  backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
  removeOnComplete: { count: 200 },
  removeOnFail: { age: 7 * 24 * 3600 },
};

// A worker that was killed holds its job for this long; then another one takes it.
const LOCK_MS = 10_000;
const STALLED_MS = 5_000;

export async function openJobs<H extends Handlers>(options: JobsOptionsOf, work: Work<H>): Promise<Jobs<H>> {
  const { service, lifecycle, log, metrics } = options;
  const { queue, worker } = await (options.redisUrl ? onRedis(options, work) : onPostgres(options, work));
  worker.on('error', (error) => log.debug({ err: error }, 'jobs are waiting for their database'));
  queue.on('error', (error) => log.debug({ err: error }, 'jobs are waiting for their database'));
  worker.on('failed', (job, error) =>
    log.warn({ err: error, job: job?.name, attempt: job?.attemptsMade }, 'a job failed'),
  );
  for (const [kind, ms] of Object.entries(work.every ?? {})) {
    await queue.upsertJobScheduler(kind, { every: ms as number }, { name: kind, opts: RETRIES });
  }
  lifecycle.atEnd('jobs', async () => {
    await worker.close();
    await queue.close();
  });
  metrics.gauge(`jobs_${service}_waiting`, 'Jobs that wait.', () => queue.count());
  metrics.gauge(`jobs_${service}_failed`, 'Jobs that failed for good.', () => queue.getFailedCount());
  return {
    add: async (kind, data, id) => {
      await queue.add(kind, data, id === undefined ? RETRIES : { ...RETRIES, deduplication: { id: `${kind}-${id}` } });
    },
  };
}

function processorOf(handlers: Handlers) {
  return async ({ name, data }: { name: string; data: unknown }): Promise<void> => {
    const handle = handlers[name];
    if (!handle) throw new Hopeless(`nobody does "${name}" here`);
    await handle(data);
  };
}

interface Opened {
  queue: Queue;
  worker: Worker;
}

async function onRedis({ service, redisUrl = '', lifecycle }: JobsOptionsOf, work: Work<Handlers>): Promise<Opened> {
  const retryStrategy = (attempt: number) => Math.min(attempt * 100, 1_000);
  const producer = new Redis(redisUrl, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: 1_000,
    retryStrategy,
  });
  const consumer = new Redis(redisUrl, { maxRetriesPerRequest: null, retryStrategy });
  for (const client of [producer, consumer]) client.on('error', () => undefined);
  lifecycle.atEnd('redis of the jobs', () => {
    producer.disconnect();
    consumer.disconnect();
  });
  const queue = new Queue(service, { connection: producer, prefix: 'movies' });
  const worker = new Worker(service, processorOf(work.handlers), {
    ...workerOptions(work),
    connection: consumer,
    prefix: 'movies',
  });
  return { queue, worker };
}

async function onPostgres({ service, databaseUrl }: JobsOptionsOf, work: Work<Handlers>): Promise<Opened> {
  const schema = jobsSchema(service);
  await migrate(databaseUrl, schema);
  const connection = {
    connectionString: databaseUrl,
    schema,
    max: 2,
    application_name: `movies-${service}-jobs`,
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
  } as never;
  const queue = new Queue(service, { connection }, createPostgresBackend as never);
  const options = { ...workerOptions(work), connection };
  const worker = new Worker(service, processorOf(work.handlers), options, createPostgresBackend as never);
  return { queue, worker };
}

function workerOptions({ concurrency = 1 }: Work<Handlers>) {
  return { concurrency, lockDuration: LOCK_MS, stalledInterval: STALLED_MS, maxStalledCount: 5 };
}

async function migrate(databaseUrl: string, schema: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // CREATE SCHEMA wants a right on the whole database even where the schema is there; provisioning made it.
    const inOwnSchema = {
      query: (text: string, values?: unknown[]) =>
        text.startsWith('CREATE SCHEMA') ? Promise.resolve({ rows: [] }) : client.query(text, values),
    };
    await runMigrations(inOwnSchema as never, schema);
  } finally {
    await client.end();
  }
}
