// The trainer as a process of its own: serving never waits for it, its memory goes when it ends, and it may be killed.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { RecommendationSettings } from '../settings.ts';
import { AFTER_OTHERS, yieldToOthers } from './priority.ts';
import type { Result, Trainer } from './training.ts';

const PROGRAM = join(import.meta.dirname, 'trainer-main.ts');

export type TrainerSettings = Pick<RecommendationSettings, 'DATABASE_URL' | 'TRAINING_MEMORY_MB' | 'TRAINING_THREADS'>;

/** What the trainer is told when it starts. */
export interface Task {
  runId: number;
  databaseUrl: string;
  memoryLimit: number;
  threads: number;
}

export function trainerProcess(settings: TrainerSettings): (runId: number) => Trainer {
  return (runId) => {
    const child = fork(PROGRAM, {
      execArgv: ['--max-semi-space-size=16'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    yieldToOthers(child.pid, AFTER_OTHERS);
    const task: Task = {
      runId,
      databaseUrl: settings.DATABASE_URL,
      memoryLimit: settings.TRAINING_MEMORY_MB * 2 ** 20,
      threads: settings.TRAINING_THREADS,
    };
    const ended = new Promise<Result>((resolve) => {
      let result: Result | undefined;
      child.on('message', (message) => {
        result = message as Result;
      });
      child.once('error', (error) => resolve({ failure: `The trainer could not be started: ${error.message}` }));
      child.once('exit', (code, signal) =>
        resolve(result ?? { failure: `The trainer was ended by ${signal ?? `code ${code}`}.` }),
      );
    });
    child.send(task, () => undefined);
    return { ended, kill: () => void child.kill('SIGKILL') };
  };
}
