// Waits for something to become true, and no longer than that.
import { setTimeout as sleep } from 'node:timers/promises';

export async function eventually<T>(look: () => Promise<T> | T, withinMs = 10_000): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(10);
    }
  }
}
