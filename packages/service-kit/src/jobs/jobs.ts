// Work that is done later, by any replica, and again when it fails. BullMQ keeps it in Redis where there is one, else in
// PostgreSQL. A job only says what to look at: what must not be lost is a row, and a schedule finds rows left undone.
import { type JobsOptions, Queue, UnrecoverableError, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Lifecycle } from '../lifecycle.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { openOnPostgres } from './postgres.ts';

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
  /** Asks for a job. One with the same id that still waits is not asked for twice; one being done is done once more. */
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
// How long a worker waits that found nobody at the other end.
const RETRY_MS = 1_000;

export async function openJobs<H extends Handlers>(options: JobsOptionsOf, work: Work<H>): Promise<Jobs<H>> {
  const { service, lifecycle, log, metrics } = options;
  const process = processorOf(work.handlers);
  const { queue, worker } = options.redisUrl
    ? onRedis(options, process, workerOptions(work))
    : await openOnPostgres({ ...options, process, options: workerOptions(work) });
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
      await queue.add(
        kind,
        data,
        id === undefined ? RETRIES : { ...RETRIES, deduplication: { id: `${kind}-${id}`, keepLastIfActive: true } },
      );
    },
  };
}

type Process = (job: { name: string; data: unknown }) => Promise<void>;

function processorOf(handlers: Handlers): Process {
  return async ({ name, data }) => {
    const handle = handlers[name];
    if (!handle) throw new Hopeless(`nobody does "${name}" here`);
    await handle(data);
  };
}

interface Opened {
  queue: Queue;
  worker: Worker;
}

function onRedis({ service, redisUrl = '', lifecycle }: JobsOptionsOf, process: Process, options: object): Opened {
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
  const worker = new Worker(service, process, { ...options, connection: consumer, prefix: 'movies' });
  return { queue, worker };
}

function workerOptions({ concurrency = 1 }: Work<Handlers>) {
  return {
    concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_MS,
    maxStalledCount: 5,
    runRetryDelay: RETRY_MS,
  };
}
