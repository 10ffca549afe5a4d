// What may stand between a caller and any operation. It is the same everywhere, so no operation lists it.
import type { Operation } from './operation.ts';

export type RefusalStatus = 403 | 413 | 414 | 415 | 429 | 502 | 503 | 504;

/** A page of another site, too much, of a kind nobody reads: only what may change something is looked at so closely. */
const OF_A_WRITE: RefusalStatus[] = [403, 413, 415];
const OF_A_LONG_PATH: RefusalStatus = 414;
const TOO_OFTEN: RefusalStatus = 429;
/** The service breaks off its answer, is away, or takes too long. */
const BEHIND: RefusalStatus[] = [502, 503, 504];

export function refusalsOf({ method, params, budget }: Pick<Operation, 'method' | 'params' | 'budget'>) {
  return [
    ...(method === 'GET' ? [] : OF_A_WRITE),
    ...(params ? [OF_A_LONG_PATH] : []),
    ...(budget === 'none' ? [] : [TOO_OFTEN]),
    ...BEHIND,
  ];
}
