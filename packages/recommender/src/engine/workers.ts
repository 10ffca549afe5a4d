// The crew of many: worker threads that share one memory and a counter of pieces.
// A phase ends when every worker said so; it fails when one of them dies, when nothing moves for too long, or when it is called off.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { workerDied, workerStalled } from '../errors.ts';
import type { Piece } from './kernels.ts';

export interface Crew {
  readonly threads: number;
  run(pieces: readonly Piece[]): Promise<void>;
  leave(): Promise<void>;
}

interface Hiring {
  memory: WebAssembly.Memory;
  module: WebAssembly.Module | null;
  threads: number;
  scratch: number;
  scratchBytes: number;
  signal?: AbortSignal;
  patienceMs?: number;
  worker?: URL;
}

const WORKER = new URL('./worker.ts', import.meta.url);
const PATIENCE_MS = 120_000;
/** A machine that starts a thread no sooner is better served by one. */
const START_MS = 30_000;

/** Nothing where threads are refused; the caller then works alone. */
export async function hireWorkers(hiring: Hiring): Promise<Crew | undefined> {
  const workers: Worker[] = [];
  try {
    for (let thread = 0; thread < hiring.threads; thread++) workers.push(hire(hiring, thread));
    await Promise.all(workers.map((worker) => isReady(worker)));
  } catch {
    await dismiss(workers);
    return undefined;
  }
  return {
    threads: workers.length,
    run: (pieces) => runPhase(workers, hiring, pieces),
    leave: () => dismiss(workers),
  };
}

function hire({ memory, module, scratch, scratchBytes, worker = WORKER }: Hiring, thread: number): Worker {
  const workerData = { memory, module, scratch: scratch + thread * scratchBytes };
  const hired = new Worker(worker, { workerData });
  // Between two phases nobody listens for errors; the exit that follows is noticed by the next one.
  return hired.on('error', () => undefined);
}

async function isReady(worker: Worker): Promise<void> {
  const early = once(worker, 'exit').then(() => Promise.reject(workerDied('it never began')));
  await Promise.race([once(worker, 'message', { signal: AbortSignal.timeout(START_MS) }), early]);
}

async function dismiss(workers: Worker[]): Promise<void> {
  await Promise.all(workers.map((worker) => worker.terminate()));
}

async function runPhase(
  workers: Worker[],
  { memory, signal, patienceMs = PATIENCE_MS }: Hiring,
  pieces: readonly Piece[],
): Promise<void> {
  signal?.throwIfAborted();
  const counter = new Int32Array(memory.buffer, 0, 1);
  Atomics.store(counter, 0, 0);
  const phase = watchPhase(workers, counter, patienceMs, signal);
  for (const worker of workers) worker.postMessage(pieces);
  await phase;
}

/** Listens to every worker until all are done, or the first thing goes wrong. */
function watchPhase(workers: Worker[], counter: Int32Array, patienceMs: number, signal?: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let busy = workers.length;
  const done = () => {
    busy -= 1;
    if (busy === 0) resolve();
  };
  const died = (cause: unknown) => reject(workerDied(cause));
  const calledOff = () => reject(signal?.reason);
  for (const worker of workers) {
    worker.on('message', done).on('error', died).on('exit', died);
    if (worker.threadId === -1) died('it had ended before');
  }
  signal?.addEventListener('abort', calledOff);
  const stalled = onceStill(counter, patienceMs, () => reject(workerStalled(patienceMs / 1_000)));
  return promise.finally(() => {
    clearInterval(stalled);
    signal?.removeEventListener('abort', calledOff);
    for (const worker of workers) worker.off('message', done).off('error', died).off('exit', died);
  });
}

function onceStill(counter: Int32Array, patienceMs: number, tell: () => void): NodeJS.Timeout {
  let last = -1;
  return setInterval(() => {
    const now = Atomics.load(counter, 0);
    if (now === last) tell();
    last = now;
  }, patienceMs);
}
