// Sees to it that models are trained: when much has changed or staff ask, one run at a time over all replicas, each in a
// process of its own. What is true is in the rows: whoever is killed leaves a run that falls silent, and others declare it dead.
import type { Database, Log } from '@movies/service-kit';
import { whyDue } from './due.ts';
import {
  beat,
  claimRun,
  failRun,
  failSilentRuns,
  forgetOldRuns,
  giveBackRun,
  queueRun,
  wasPromoted,
} from './runs.repository.ts';
import { standing } from './standing.repository.ts';

/** Whether the model was promoted, or why there is none. */
export type Result = { promoted: boolean } | { failure: string };

export interface Trainer {
  /** Resolves when it has ended, however it did. */
  ended: Promise<Result>;
  /** Ends it, at once. */
  kill(): void;
}

export interface Training {
  database: Database;
  log: Log;
  ending: AbortSignal;
  startTrainer: (runId: number) => Trainer;
}

/** A job that comes by itself. */
export async function seeToTraining(
  { database }: Pick<Training, 'database'>,
  hours: number,
  trainNow: () => Promise<void>,
): Promise<void> {
  await failSilentRuns(database);
  const waiting = await database.row<{ status: string }>(
    `SELECT status FROM training_runs WHERE status IN ('queued', 'running') ORDER BY status DESC LIMIT 1`,
  );
  if (waiting?.status === 'running') return;
  const why = waiting ? undefined : whyDue(await standing(database), hours);
  if (why !== undefined) await queueRun(database, why);
  if (waiting || why !== undefined) await trainNow();
}

/** Does the run that waits, if none is running. */
export async function runWaiting(training: Training, promoted: () => Promise<void>): Promise<void> {
  const { database, log, ending } = training;
  await failSilentRuns(database);
  const id = ending.aborted ? undefined : await claimRun(database);
  if (id === undefined) return;
  const result = await supervise(training, id);
  if (ending.aborted) return giveBackRun(database, id);
  if ('failure' in result && (await failRun(database, id, result.failure))) {
    log.warn({ run: id, why: result.failure }, 'a training failed');
  } else if (await wasPromoted(database, id)) await promoted();
  await forgetOldRuns(database);
}

const BEAT_MS = 2_000;

/** Waits for the trainer and says, as long as it lives, that the run goes on; unless others have declared it dead. */
async function supervise({ database, ending, startTrainer }: Training, id: number): Promise<Result> {
  const trainer = startTrainer(id);
  const goOn = async () => {
    if (!(await beat(database, id))) trainer.kill();
  };
  const beats = setInterval(() => void goOn().catch(() => undefined), BEAT_MS);
  const end = () => trainer.kill();
  ending.addEventListener('abort', end);
  try {
    return await trainer.ended;
  } finally {
    clearInterval(beats);
    ending.removeEventListener('abort', end);
  }
}
