// Training on request, and what became of it.
import { type TrainingRun, train, trainingRuns } from '@movies/contract';
import type { Database } from '@movies/service-kit';
import { answer, pageHeaders, pageOf, type Serve } from '@movies/service-kit';
import { trainingWaits } from './failures.ts';
import { countRuns, queueRun, type RunRow, runs } from './runs.repository.ts';

export interface Asking {
  database: Database;
  /** Has somebody look at once for a run that waits. */
  trainNow: () => Promise<void>;
}

export function trainingRoutes(serve: Serve, { database, trainNow }: Asking): void {
  serve(train, async ({ body, caller }) => {
    const run = await queueRun(database, body.reason ?? `Asked for by ${caller.username}.`, caller.userId);
    if (!run) throw trainingWaits();
    // What can't be asked for now is found by the next look.
    await trainNow().catch(() => undefined);
    return answer(202, toRun(run));
  });

  serve(trainingRuns, async ({ query, request }) => {
    const page = pageOf(query);
    const [found, total] = await Promise.all([runs(database, page), countRuns(database)]);
    return answer(200, found.map(toRun), pageHeaders(request, page, total));
  });
}

function toRun({ started_at, finished_at, error, memory_bytes, changes: _, ...run }: RunRow): TrainingRun {
  const seconds = started_at && finished_at ? (Date.parse(finished_at) - Date.parse(started_at)) / 1_000 : null;
  const metrics = memory_bytes === null ? run.metrics : { ...run.metrics, memory_bytes };
  return { ...run, metrics, started_at, seconds, ...(error === null ? {} : { error }) };
}
