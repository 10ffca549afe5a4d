// Starts and ends a process in order: what was opened last is closed first, each step within its time.
import { AppError, StartupError } from './errors.ts';
import { inTime } from './in-time.ts';
import type { Log } from './log.ts';

const STEP_MS = 10_000;

export interface Lifecycle {
  /** What to do at the end; the last one added runs first. */
  atEnd(name: string, close: () => Promise<unknown> | unknown): void;
  readonly ending: AbortSignal;
  end(): Promise<void>;
}

export function createLifecycle(log: Log, stepMs = STEP_MS): Lifecycle {
  const steps: { name: string; close: () => unknown }[] = [];
  const controller = new AbortController();
  let ended: Promise<void> | undefined;

  async function closeAll(): Promise<void> {
    controller.abort();
    for (let step = steps.pop(); step; step = steps.pop()) {
      const { name, close } = step;
      await inTime((async () => close())(), stepMs).catch((error) =>
        log.warn({ err: error }, `${name} did not close cleanly`),
      );
    }
  }

  return {
    ending: controller.signal,
    atEnd: (name, close) => {
      steps.push({ name, close });
      if (controller.signal.aborted) void closeAll();
    },
    end: () => {
      ended ??= closeAll();
      return ended;
    },
  };
}

/** Runs a whole process: start, wait for SIGTERM or SIGINT, end in order. A start that fails says why in a sentence. */
export async function runProcess(log: Log, start: (lifecycle: Lifecycle) => Promise<void>): Promise<void> {
  const lifecycle = createLifecycle(log);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      log.info(`stopping (${signal})`);
      void lifecycle.end().then(() => process.exit(0));
    });
  }
  const fail = async (error: unknown, what: string) => {
    if (stopping) return;
    stopping = true;
    // Also where nothing is left that would keep the process until its end.
    process.exitCode = 1;
    if (error instanceof StartupError || error instanceof AppError) process.stderr.write(`${error.message}\n`);
    else log.fatal({ err: error }, what);
    await lifecycle.end();
    process.exit(1);
  };
  process.on('uncaughtException', (error) => void fail(error, 'stopping after an error nobody handled'));
  await start(lifecycle).catch((error) => fail(error, 'could not start'));
}
