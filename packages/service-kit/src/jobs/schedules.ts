// Sees to it that the jobs that come by themselves do: set at the start or as soon as there is something to set them in,
// and set again when that has lost them, say through a FLUSHALL.
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobsOptions, Queue } from 'bullmq';
import type { Log } from '../log.ts';

/** How often each kind comes, in milliseconds. */
export type Schedule = Record<string, number>;

interface Needs {
  queue: Queue;
  isReachable: () => boolean;
  every: Schedule;
  options: JobsOptions;
  ending: AbortSignal;
  log: Log;
}

const LOOK_EVERY_MS = 1_000;

export function keepSchedules({ queue, isReachable, every, options, ending, log }: Needs): void {
  const keep = async () => {
    while (!ending.aborted) {
      if (isReachable()) {
        await setMissing(queue, every, options).catch((error) =>
          log.debug({ err: error }, 'schedules are not set yet'),
        );
      }
      await sleep(LOOK_EVERY_MS, undefined, { signal: ending, ref: false }).catch(() => undefined);
    }
  };
  if (Object.keys(every).length > 0) void keep();
}

/** One that stands is left alone: to set it again would put off its next run. */
async function setMissing(queue: Queue, every: Schedule, options: JobsOptions): Promise<void> {
  for (const [kind, ms] of Object.entries(every)) {
    const known = await queue.getJobScheduler(kind);
    if (Number(known?.every) !== ms) await queue.upsertJobScheduler(kind, { every: ms }, { name: kind, opts: options });
  }
}
