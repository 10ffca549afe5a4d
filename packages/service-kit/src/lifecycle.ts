// Starts and ends a process in order: what was opened last is closed first, each step within its time.
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, StartupError } from './errors.ts';
import { inTime } from './in-time.ts';
import type { Log } from './log.ts';

const STEP_MS = 10_000;

export interface Lifecycle {
  /** What to do at the end; the last one added runs first. */
  atEnd(name: string, close: () => Promise<unknown> | unknown): void;
  /** Says that it will end, and goes on for as long as was set, so that others turn away while they are still answered. */
  leave(): Promise<void>;
  leaveSlowly(ms: number): void;
  readonly leaving: AbortSignal;
  readonly ending: AbortSignal;
  end(): Promise<void>;
}

export function createLifecycle(log: Log, stepMs = STEP_MS): Lifecycle {
  const steps: { name: string; close: () => unknown }[] = [];
  const leaving = new AbortController();
  const controller = new AbortController();
  let leaveMs = 0;
  let ended: Promise<void> | undefined;

  async function closeAll(): Promise<void> {
    leaving.abort();
    controller.abort();
    for (let step = steps.pop(); step; step = steps.pop()) {
      const { name, close } = step;
      await inTime((async () => close())(), stepMs).catch((error) =>
        log.warn({ err: error }, `${name} did not close cleanly`),
      );
    }
  }

  return {
    leaving: leaving.signal,
    ending: controller.signal,
    leaveSlowly: (ms) => {
      leaveMs = ms;
    },
    leave: async () => {
      leaving.abort();
      await sleep(leaveMs);
    },
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
      // Whoever presses Ctrl-C waits for it.
      const left = signal === 'SIGTERM' ? lifecycle.leave() : Promise.resolve();
      void left.then(lifecycle.end).then(() => process.exit(0));
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
