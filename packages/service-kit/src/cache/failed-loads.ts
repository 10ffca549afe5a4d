// Those who wait for one load fail with it. In a queue, each would ask again and wait out the source's whole delay in turn.
import { AppError } from '../errors.ts';

export interface FailedLoads {
  /** Loads, unless a load failed that counts for someone who asked at a time: then it fails for the same reason. */
  attempt<T>(key: string, askedAt: number, load: () => Promise<T>): Promise<T>;
}

interface Failed {
  began: number;
  ended: number;
  reason: unknown;
}

const MOST_REMEMBERED = 1_000;

export function createFailedLoads(): FailedLoads {
  const failed = new Map<string, Failed>();

  return {
    attempt: async (key, askedAt, load) => {
      const last = failed.get(key);
      if (last && countsFor(last, askedAt)) throw last.reason;
      const began = performance.now();
      try {
        return await load();
      } catch (reason) {
        if (failed.size >= MOST_REMEMBERED) failed.clear();
        failed.set(key, { began, ended: performance.now(), reason });
        throw reason;
      }
    },
  };
}

/** A source that is away is away for all who waited; that it has no such thing is only true from when it was asked. */
function countsFor({ began, ended, reason }: Failed, askedAt: number): boolean {
  return askedAt < (isAway(reason) ? ended : began);
}

export function isAway(error: unknown): boolean {
  return error instanceof AppError && error.kind === 'unavailable';
}
