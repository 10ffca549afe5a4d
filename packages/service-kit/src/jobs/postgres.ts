// Jobs kept in PostgreSQL: BullMQ's tables, in a schema of their own, and how it must be kept from harm there.
import { setTimeout as sleep } from 'node:timers/promises';
import { type BackendFactory, createPostgresBackend, Queue, runMigrations, Worker, type WorkerOptions } from 'bullmq';
import pg from 'pg';
import { jobsSchema } from '../database/provision.ts';
import type { Opened, Process } from './jobs.ts';

interface Needs {
  service: string;
  databaseUrl: string;
  process: Process;
  options: Omit<WorkerOptions, 'connection'>;
}

const TRY_AGAIN_MS = 500;
// Who asks for a job waits for less than this: see `answer`.
const CONNECT_MS = 10_000;

export async function openOnPostgres({ service, databaseUrl, process, options }: Needs): Promise<Opened> {
  const schema = jobsSchema(service);
  await migrateJobs(databaseUrl, service);
  const connection = (answerMs: number) =>
    ({
      connectionString: databaseUrl,
      schema,
      max: 2,
      application_name: `movies-${service}-jobs`,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: answerMs,
      keepAlive: true,
    }) as never;
  // Whoever asks for a job is not kept waiting; a worker has time.
  const queue = new Queue(service, { connection: connection(1_000) }, createPostgresBackend as never);
  const worker = new Worker(service, process, { ...options, connection: connection(5_000) }, patientBackend as never);
  // Now, since BullMQ asks once whether all is ready, and believes a no for ever.
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
  return { queue, worker, isReachable: () => true };
}

/** A worker that can't look for a job would look again at once, and take a whole processor for it. */
const patientBackend: BackendFactory = (...all) => {
  const backend = createPostgresBackend(...(all as unknown as Parameters<typeof createPostgresBackend>));
  const look = backend.moveToActive.bind(backend);
  backend.moveToActive = async (...job) => {
    try {
      return await look(...job);
    } catch (error) {
      await sleep(TRY_AGAIN_MS, undefined, { ref: false });
      throw error;
    }
  };
  return backend;
};

export async function migrateJobs(databaseUrl: string, service: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // CREATE SCHEMA wants a right on the whole database even where the schema is there; provisioning made it.
    const inOwnSchema = {
      query: (text: string, values?: unknown[]) =>
        text.startsWith('CREATE SCHEMA') ? Promise.resolve({ rows: [] }) : client.query(text, values),
    };
    await runMigrations(inOwnSchema as never, jobsSchema(service));
  } finally {
    await client.end();
  }
}
