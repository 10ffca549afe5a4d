// Time, so that tests need not wait for it.
import { setTimeout as sleep } from 'node:timers/promises';

export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  wait(ms: number): Promise<void>;
}

export const clock: Clock = {
  now: () => performance.now(),
  wait: (ms) => sleep(ms),
};
