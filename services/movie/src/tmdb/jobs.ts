// What is done about TMDb without anyone asking.
import type { Context } from '../context.ts';
import { refreshStale } from './refresh.ts';

const HOUR = 3_600_000;

const EVERY = { 'refresh-from-tmdb': HOUR, 'mirror-trending': 6 * HOUR, 'fill-genres': 7 * 24 * HOUR };

/** Nothing is done without a mirror, also where a schedule was left from when there was one. */
export function tmdbJobs({ database, log, mirror }: Pick<Context, 'database' | 'log' | 'mirror'>, ending: AbortSignal) {
  return {
    handlers: {
      'refresh-from-tmdb': () => refreshStale({ database, log }, mirror, ending),
      'mirror-trending': async () => {
        await mirror?.trending();
        await mirror?.popular();
      },
      'fill-genres': async () => mirror?.fillGenres(),
    },
    every: mirror ? EVERY : {},
  };
}
