// Finds a film that someone means. What the movie service did a moment ago is known here a moment later: whoever looks for it
// looks more than once.
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, type Sql } from '@movies/service-kit';
import { filmByRef, type KnownFilm } from './shown.repository.ts';

const PAUSES_MS = [50, 100, 150];

export async function filmOf(sql: Sql, ref: number | string): Promise<KnownFilm> {
  for (const ms of PAUSES_MS) {
    const found = await filmByRef(sql, ref);
    if (found) return found;
    await sleep(ms);
  }
  const found = await filmByRef(sql, ref);
  if (!found) throw movieMissing();
  return found;
}

export function movieMissing(): AppError {
  return new AppError('missing', 'movie_not_found', 'Movie not found');
}
