// When a model is trained without anybody asking.

export interface Standing {
  now: number;
  /** Ratings and interactions set or removed since the beginning, and when that was last so. */
  changes: number;
  changedAt: number;
  /** The last run that came to an end. */
  last?: { changes: number; ratings: number; finishedAt: number };
  /** Runs that failed since, and when the last of them did. */
  failures: number;
  failedAt: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const LEAST_CHANGES = 20;
const SHARE_CHANGED = 0.05;
/** Whoever rates a row of films, or imports them, is let finish. */
const QUIET_MS = 3 * SECOND;
/** Where it never gets quiet. */
const PATIENCE_MS = 10 * MINUTE;
/** What came with the first model's data, only a little later, waits for more. */
const LEAST_AGE_MS = 30 * SECOND;
const MANY_FOR_A_FIRST = 5_000;

/** Why it is time for a training, in words; nothing where it is not. `hours` is how old a model may get. */
export function whyDue(standing: Standing, hours: number): string | undefined {
  const { now, changes, changedAt, last, failures, failedAt } = standing;
  if (hours === 0 || now < failedAt + pauseAfter(failures)) return undefined;
  const missed = changes - (last?.changes ?? 0);
  const quiet = now - changedAt >= QUIET_MS;
  if (!last) {
    const isEnough = missed >= LEAST_CHANGES && (quiet || missed >= MANY_FOR_A_FIRST);
    return isEnough ? 'There is no model yet.' : undefined;
  }
  const age = now - last.finishedAt;
  const isMuch = missed >= Math.max(LEAST_CHANGES, SHARE_CHANGED * last.ratings);
  if (isMuch && ((quiet && age >= LEAST_AGE_MS) || age >= PATIENCE_MS))
    return `${missed.toLocaleString('en')} changes since the last training.`;
  if (missed > 0 && age >= hours * HOUR) return `The last training is ${Math.floor(age / HOUR)} hours ago.`;
  return undefined;
}

function pauseAfter(failures: number): number {
  return failures === 0 ? 0 : Math.min(HOUR, 15 * SECOND * 2 ** failures);
}
