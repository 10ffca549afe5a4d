// What people ask of a service's jobs: how many there are, why some failed, and to try those again.
import type { Queue } from 'bullmq';

export interface FailedJob {
  id: string;
  kind: string;
  reason: string;
  attempts: number;
  failed_at: string;
}

export interface JobOverview {
  counts: Record<string, number>;
  /** Those that failed for good, the latest first. */
  failed: FailedJob[];
}

export interface JobDesk {
  counts(): Promise<Record<string, number>>;
  overview(): Promise<JobOverview>;
  /** Has those that failed done again: the one of that id, or all. Answers how many. */
  retry(id?: string): Promise<number>;
}

const STATES = ['waiting', 'active', 'delayed', 'completed', 'failed'] as const;
const MOST_SHOWN = 100;
const REASON_LENGTH = 500;

type Ask = <T>(ask: () => Promise<T>) => Promise<T>;

/** `answer` sees to it that nobody waits for jobs that are out of reach. */
export function openDesk(queue: Queue, answer: Ask): JobDesk {
  const counts = () => answer(() => queue.getJobCounts(...STATES));
  return {
    counts,
    overview: async () => {
      const failed = await answer(() => queue.getFailed(0, MOST_SHOWN - 1));
      return { counts: await counts(), failed: failed.map(told) };
    },
    retry: (id) => (id === undefined ? retryAll(queue, answer) : retryOne(queue, id, answer)),
  };
}

type Job = Awaited<ReturnType<Queue['getFailed']>>[number];

function told({ id = '', name, failedReason = '', attemptsMade, finishedOn, timestamp }: Job): FailedJob {
  return {
    id,
    kind: name,
    reason: failedReason.slice(0, REASON_LENGTH),
    attempts: attemptsMade,
    failed_at: new Date(finishedOn ?? timestamp).toISOString(),
  };
}

async function retryOne(queue: Queue, id: string, answer: Ask): Promise<number> {
  const job = await answer(() => queue.getJob(id));
  if (!job || !(await answer(() => job.isFailed()))) return 0;
  await answer(() => job.retry('failed'));
  return 1;
}

async function retryAll(queue: Queue, answer: Ask): Promise<number> {
  const count = await answer(() => queue.getFailedCount());
  if (count > 0) await answer(() => queue.retryJobs({ state: 'failed' }));
  return count;
}
