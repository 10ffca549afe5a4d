// Worker threads, and those that have just finished something: they wait a moment for the next fit, since to start one takes
// longer than a small fit does. A waiting thread keeps no process from ending.
import { Worker } from 'node:worker_threads';
import { workerDied } from '../errors.ts';
import type { Order, Place } from './worker.ts';

const PROGRAM = new URL('./worker.ts', import.meta.url);
/** A machine that starts a thread no sooner is better served by one. */
const START_MS = 30_000;
const WAITS_MS = 3_000;
/** A thread that nothing makes collect its garbage keeps the memories it sat in until it goes: at most so much of them. */
const MOST_KEPT = 64 * 2 ** 20;

/** Each with what sends it away when its time is over. */
const waiting = new Map<Worker, NodeJS.Timeout>();
const keptBytes = new WeakMap<Worker, number>();

/** A thread that sits where it is told to. */
export async function hire(place: Place, program = PROGRAM): Promise<Worker> {
  const worker = (program === PROGRAM && someoneWaiting()) || started(program);
  try {
    await did(worker, { sit: place });
    return worker;
  } catch (cause) {
    await dismiss(worker);
    throw cause;
  }
}

function started(program: URL): Worker {
  const worker = new Worker(program);
  // Between two phases nobody listens for errors; the exit that follows is noticed by the next one.
  return worker.on('error', () => undefined).on('exit', () => forget(worker));
}

function someoneWaiting(): Worker | undefined {
  const [worker] = waiting.keys();
  if (worker) forget(worker);
  worker?.ref();
  return worker;
}

function forget(worker: Worker): void {
  clearTimeout(waiting.get(worker));
  waiting.delete(worker);
}

/** Nobody takes it any more from now on, though it ends a little later. */
export async function dismiss(worker: Worker): Promise<void> {
  forget(worker);
  await worker.terminate();
}

/** After work that ended well. */
export async function release(worker: Worker, memory: WebAssembly.Memory): Promise<void> {
  const kept = (keptBytes.get(worker) ?? 0) + memory.buffer.byteLength;
  if (kept > MOST_KEPT) return dismiss(worker);
  keptBytes.set(worker, kept);
  try {
    await did(worker, 'leave');
  } catch {
    // What it was hired for is done all the same.
    return dismiss(worker);
  }
  worker.unref();
  waiting.set(worker, setTimeout(() => void dismiss(worker), WAITS_MS).unref());
}

function did(worker: Worker, order: Order): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const failed = () => reject(workerDied('it did not answer'));
  const late = setTimeout(failed, START_MS);
  worker.once('message', resolve).once('exit', failed);
  worker.postMessage(order);
  return promise.finally(() => {
    clearTimeout(late);
    worker.off('message', resolve).off('exit', failed);
  });
}
