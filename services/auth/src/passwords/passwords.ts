// Hashes and checks passwords with argon2id. Each one takes memory and a core for a while, so only a few run at a time
// and the rest wait in a line that has an end.
import { availableParallelism } from 'node:os';
import { unavailable } from '@movies/service-kit';
import argon2 from 'argon2';

export interface Passwords {
  hash(password: string): Promise<string>;
  matches(hash: string, password: string): Promise<boolean>;
  /** The work of a check without an account: how long an answer takes must not tell whether there is one. */
  pretendToCheck(password: string): Promise<false>;
  /** Whether a hash was made with weaker parameters than today's. */
  isOutdated(hash: string): boolean;
}

// OWASP's recommendation for argon2id.
const PARAMETERS = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const USUAL = { atOnce: availableParallelism(), mostWaiting: 200 };

export async function createPasswords({ atOnce, mostWaiting } = USUAL): Promise<Passwords> {
  const inLine = line(atOnce, mostWaiting);
  const decoy = await argon2.hash(crypto.randomUUID(), PARAMETERS);
  return {
    hash: (password) => inLine(() => argon2.hash(password.normalize('NFKC'), PARAMETERS)),
    matches: (hash, password) => inLine(() => argon2.verify(hash, password.normalize('NFKC'))),
    pretendToCheck: async (password) => {
      await inLine(() => argon2.verify(decoy, password.normalize('NFKC')));
      return false;
    },
    isOutdated: (hash) => argon2.needsRehash(hash, PARAMETERS),
  };
}

/** Runs a few at a time, in order; refuses when too many wait. */
export function line(atOnce: number, mostWaiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) throw unavailable('Too many people log in at this moment. Try again shortly.');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
