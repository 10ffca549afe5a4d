// A training as a process: told what to do by whoever started it, and gone when that is.
import type { Task } from './trainer-process.ts';
import type { Result } from './training.ts';

process.once('disconnect', () => process.exit(1));

const { promise: told, resolve } = Promise.withResolvers<Task>();
process.once('message', (task: Task) => resolve(task));

/** Nobody waits for its statements. */
const ANSWER_MS = 600_000;

async function work({ runId, databaseUrl, memoryLimit, threads }: Task): Promise<Result> {
  // Loaded late, so that it knows how to end before anything else.
  const [{ createLog, openDatabase }, { schema }, { trainModel }] = await Promise.all([
    import('@movies/service-kit'),
    import('../database.ts'),
    import('./trainer.ts'),
  ]);
  const log = createLog('trainer', 'warn');
  const database = await openDatabase({ ...schema, url: databaseUrl, log, poolSize: 1, answerMs: ANSWER_MS });
  try {
    return await trainModel(database, runId, { memoryLimit, ...(threads > 0 && { threads }) });
  } finally {
    await database.close();
  }
}

const result = await work(await told).catch((error: unknown) => ({
  failure: error instanceof Error ? error.message : String(error),
}));
process.send?.(result, () => process.exit(0));
