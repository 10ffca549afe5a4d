// Whether TMDb is asked at all: not while it says that it had too many requests, and for some seconds not after it has
// failed several times in a row; then one request tries whether it is there again.
import type { Log } from '@movies/service-kit';
import type { Clock } from './clock.ts';
import { tmdbAway } from './failures.ts';

const MOST_FAILURES = 5;
const REST_MS = 10_000;

export interface Gate {
  /** Throws where it may not be asked now. */
  look(): void;
  /** Asks, if it may be asked; an `ask` that throws is a failure. */
  pass<T>(ask: () => Promise<T>): Promise<T>;
  closeFor(ms: number): void;
}

export function createGate(clock: Clock, log: Log): Gate {
  let closedUntil = Number.NEGATIVE_INFINITY;
  let failures = 0;
  let trying = false;

  const closeFor = (ms: number) => {
    closedUntil = Math.max(closedUntil, clock.now() + ms);
  };

  function look(): void {
    const wait = closedUntil - clock.now();
    if (wait > 0) throw tmdbAway(wait / 1_000);
    if (trying) throw tmdbAway(1);
  }

  function failed(cause: unknown): void {
    failures += 1;
    if (failures === MOST_FAILURES) log.warn({ err: cause }, 'TMDb does not answer; what is here already is shown');
    if (failures >= MOST_FAILURES) closeFor(REST_MS);
  }

  function answered(): void {
    if (failures >= MOST_FAILURES) log.info('TMDb answers again');
    failures = 0;
  }

  async function pass<T>(ask: () => Promise<T>): Promise<T> {
    look();
    const isTrial = failures >= MOST_FAILURES;
    if (isTrial) trying = true;
    try {
      const answer = await ask();
      answered();
      return answer;
    } catch (cause) {
      failed(cause);
      throw tmdbAway(REST_MS / 1_000, cause);
    } finally {
      if (isTrial) trying = false;
    }
  }

  return { look, pass, closeFor };
}
