// What nobody waits for gives way to what somebody does.
import { setPriority } from 'node:os';

/** For a process: it gets what others leave. */
export const AFTER_OTHERS = 19;
/** For a thread: a tenth of what others get. With less it would keep them waiting for locks that a process's threads share. */
export const BESIDE_OTHERS = 10;

/** A process before it has threads, which have the same priority; or, on Linux, one thread by its number. */
export function yieldToOthers(id: number | undefined, priority: number): void {
  try {
    if (id !== undefined) setPriority(id, priority);
  } catch {
    // Where it is refused, or nobody has that number any more, it is no harm.
  }
}
