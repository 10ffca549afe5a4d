// What the doctor finds: a thing looked at, how it is, and where it is not well, how to mend it.

export interface Finding {
  subject: string;
  /** `doubtful`: it works, and not as it should. */
  state: 'well' | 'doubtful' | 'broken';
  says: string;
  mend?: string;
}

/** Looks at one thing. What it throws is what is broken. */
export type Check = () => Promise<Finding[]>;

export function well(subject: string, says: string): Finding {
  return { subject, state: 'well', says };
}

export function doubtful(subject: string, says: string, mend: string): Finding {
  return { subject, state: 'doubtful', says, mend };
}

export function broken(subject: string, says: string, mend: string): Finding {
  return { subject, state: 'broken', says, mend };
}

/** A check of one subject: what it throws, in words, and how to mend what nobody thought of. */
export function looking(subject: string, mend: string, look: () => Promise<Finding[]>): Check {
  return async () => look().catch((error) => [broken(subject, `${messageOf(error)}.`, mend)]);
}

export function messageOf(error: unknown): string {
  const { message = '', code = '' } = error as { message?: string; code?: string };
  return (message || code || String(error)).replace(/\.$/, '');
}
