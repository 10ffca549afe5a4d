// The crew of many: worker threads that share one memory and a counter of pieces.
// A phase ends when every worker said so; it fails when one of them dies, when nothing moves for too long, or when it is called off.
import type { Worker } from 'node:worker_threads';
import { workerDied, workerStalled } from '../errors.ts';
import type { Piece } from './kernels.ts';
import { dismiss, hire, release } from './staff.ts';
import type { Order } from './worker.ts';

export interface Crew {
  readonly threads: number;
  run(pieces: readonly Piece[]): Promise<void>;
  /** When all went well. */
  leave(): Promise<void>;
  /** Whatever they are at. */
  dismiss(): Promise<void>;
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

const PATIENCE_MS = 120_000;

/** Nothing where threads are refused; the caller then works alone. */
export async function hireWorkers(hiring: Hiring): Promise<Crew | undefined> {
  const { memory, module, threads, scratch, scratchBytes, worker: program } = hiring;
  const placeOf = (thread: number) => ({ memory, module, scratch: scratch + thread * scratchBytes });
  const asked = await Promise.allSettled(
    Array.from({ length: threads }, (_, thread) => hire(placeOf(thread), program)),
  );
  const workers = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const all = (what: (worker: Worker) => Promise<void>) => Promise.all(workers.map(what)).then(() => undefined);
  if (workers.length < threads) {
    await all(dismiss);
    return undefined;
  }
  return {
    threads,
    run: (pieces) => runPhase(workers, hiring, pieces),
    leave: () => all((worker) => release(worker, memory)),
    dismiss: () => all(dismiss),
  };
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
  const order: Order = { work: pieces };
  for (const worker of workers) worker.postMessage(order);
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
