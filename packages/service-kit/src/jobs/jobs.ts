// Work that is done later, by any replica, and again when it fails. BullMQ keeps it in Redis where there is one, else in
// PostgreSQL. A job only says what to look at: what must not be lost is a row, and a schedule finds rows left undone.
import { type JobsOptions, type Queue, UnrecoverableError, type Worker } from 'bullmq';
import { inTime } from '../in-time.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { asPartOf, requestId } from '../request-id.ts';
import { tracingHere } from '../tracing/tracing.ts';
import { type JobDesk, openDesk } from './desk.ts';
import { openOnPostgres } from './postgres.ts';
import { openOnRedis } from './redis.ts';
import { keepSchedules, type Schedule } from './schedules.ts';

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

export interface Jobs<H extends Handlers> extends JobDesk {
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

// A worker that was killed holds its job for this long; the next look for such jobs gives it to another one.
const LOCK_MS = 8_000;
const STALLED_MS = 2_000;
// How long a worker waits that found nobody at the other end.
const RETRY_MS = 1_000;
const ANSWER_MS = 1_000;

export async function openJobs<H extends Handlers>(options: JobsOptionsOf, work: Work<H>): Promise<Jobs<H>> {
  const { service, redisUrl, lifecycle, log, metrics } = options;
  const needs = { ...options, process: traced(service, processorOf(work.handlers)), options: workerOptions(work) };
  const opened = await (redisUrl ? openOnRedis({ ...needs, redisUrl }) : openOnPostgres(needs));
  const { queue, worker, isReachable } = opened;
  const waiting = (error: Error) => log.debug({ err: error }, 'jobs are waiting for their database');
  worker.on('error', waiting);
  queue.on('error', waiting);
  worker.on('failed', (job, error) =>
    asPartOf(job?.data?.request_id, () =>
      log.warn({ err: error, job: job?.name, attempt: job?.attemptsMade }, 'a job failed'),
    ),
  );
  const every = (work.every ?? {}) as Schedule;
  keepSchedules({ queue, isReachable, every, options: RETRIES, ending: lifecycle.ending, log });
  lifecycle.atEnd('jobs', () => close(opened));
  const desk = openDesk(queue, (ask) => answer(opened, ask));
  metrics.gaugesBy('jobs', 'Jobs by what has become of them.', 'state', desk.counts, { service });
  return {
    ...desk,
    add: async (kind, data, id) => {
      const job = { ...data, request_id: requestId() };
      await answer(opened, () => queue.add(kind, job, { ...RETRIES, ...sameAs(kind, id) }));
    },
  };
}

function sameAs(kind: string, id: string | undefined): JobsOptions {
  return id === undefined ? {} : { deduplication: { id: `${kind}-${id}`, keepLastIfActive: true } };
}

/** BullMQ waits for a connection for as long as it takes; who asks for a job does not. */
async function answer<T>({ isReachable }: Opened, ask: () => Promise<T>): Promise<T> {
  if (!isReachable()) throw new Error('the jobs are out of reach');
  return inTime(ask(), ANSWER_MS);
}

/** Waits for jobs that are being done, but not for a database that is gone. */
async function close(opened: Opened): Promise<void> {
  const { queue, worker } = opened;
  const closed = worker.close().then(() => queue.close());
  const isThere = answer(opened, () => queue.count()).then(
    () => true,
    () => false,
  );
  if (await Promise.race([closed.then(() => true), isThere])) return closed;
  await inTime(closed, ANSWER_MS);
}

export type Process = (job: { name: string; data: Told | undefined }) => Promise<void>;

/** What a job was given, and the request that asked for it. */
type Told = Record<string, unknown> & { request_id?: string };

function processorOf(handlers: Handlers): Process {
  return async ({ name, data: told = {} }) => {
    const handle = handlers[name];
    if (!handle) throw new Hopeless(`nobody does "${name}" here`);
    const { request_id, ...data } = told;
    await asPartOf(request_id, () => handle(data));
  };
}

function traced(service: string, process: Process): Process {
  const tracing = tracingHere();
  if (!tracing) return process;
  return (job) => tracing.whole(`job ${job.name}`, { service, request_id: job.data?.request_id }, () => process(job));
}

export interface Opened {
  queue: Queue;
  worker: Worker;
  /** Whether it is worth asking. */
  isReachable: () => boolean;
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
