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
const USUAL = { memoryCost: 19_456, timeCost: 2, atOnce: availableParallelism(), mostWaiting: 200 };

export async function createPasswords(options: Partial<typeof USUAL> = {}): Promise<Passwords> {
  const { memoryCost, timeCost, atOnce, mostWaiting } = { ...USUAL, ...options };
  const parameters = { type: argon2.argon2id, memoryCost, timeCost, parallelism: 1 } as const;
  const inLine = line(atOnce, mostWaiting);
  const decoy = await argon2.hash(crypto.randomUUID(), parameters);
  return {
    hash: (password) => inLine(() => argon2.hash(password.normalize('NFKC'), parameters)),
    matches: (hash, password) => inLine(() => argon2.verify(hash, password.normalize('NFKC'))),
    pretendToCheck: async (password) => {
      await inLine(() => argon2.verify(decoy, password.normalize('NFKC')));
      return false;
    },
    isOutdated: (hash) => argon2.needsRehash(hash, parameters),
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
