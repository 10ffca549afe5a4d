import type { ImportRow } from '@movies/contract';

export type Outcome = ImportRow['outcome'];

export const OUTCOMES = ['added', 'changed', 'unchanged', 'not_found', 'not_understood'] as const satisfies Outcome[];

/** Of a report. */
export const LINES_IN_A_PAGE = 100;
