// Jobs kept in Redis, over connections of their own: a worker's waits for work, and would keep all others waiting.
import { once } from 'node:events';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { inTime } from '../in-time.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { Opened, Process } from './jobs.ts';

interface Needs {
  service: string;
  redisUrl: string;
  lifecycle: Lifecycle;
  process: Process;
  options: object;
}

const PREFIX = 'movies';
const ANSWER_MS = 1_000;

export async function openOnRedis({ service, redisUrl, lifecycle, process, options }: Needs): Promise<Opened> {
  const retryStrategy = (attempt: number) => Math.min(attempt * 100, 1_000);
  const producer = new Redis(redisUrl, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: ANSWER_MS,
    retryStrategy,
  });
  const consumer = new Redis(redisUrl, { maxRetriesPerRequest: null, retryStrategy });
  for (const client of [producer, consumer]) client.on('error', () => undefined);
  lifecycle.atEnd('redis of the jobs', () => {
    producer.disconnect();
    consumer.disconnect();
  });
  const queue = new Queue(service, { connection: producer, prefix: PREFIX });
  const worker = new Worker(service, process, { ...options, connection: consumer, prefix: PREFIX });
  // So that the first job can be asked for right away; with Redis away the service starts all the same.
  await inTime(once(producer, 'ready'), ANSWER_MS).catch(() => undefined);
  return { queue, worker, isReachable: () => producer.status === 'ready' };
}
