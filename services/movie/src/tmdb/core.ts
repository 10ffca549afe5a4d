import type { Context } from '../context.ts';

/** What the mirror works with. */
export type MirrorCore = Pick<Context, 'database' | 'events' | 'cache' | 'log'>;
