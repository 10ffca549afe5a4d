// What nobody waits for gives way to what somebody does.
import { setPriority } from 'node:os';

const LEAST_PRIORITY = 19;

/** A process before it has threads, which have the same; or, on Linux, one thread by its number. */
export function yieldToOthers(id: number | undefined): void {
  try {
    if (id !== undefined) setPriority(id, LEAST_PRIORITY);
  } catch {
    // Where it is refused, or nobody has that number any more, it is no harm.
  }
}
