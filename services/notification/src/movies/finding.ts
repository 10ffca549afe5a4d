// Finds a film that someone means.
import { AppError } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { type KnownMovie, movieByRef } from './movies.repository.ts';
import { soon } from './soon.ts';

export async function movieOf({ database }: Pick<Context, 'database'>, ref: number | string): Promise<KnownMovie> {
  const movie = await soon(() => movieByRef(database, ref));
  if (!movie) throw new AppError('missing', 'movie_not_found', 'Movie not found');
  return movie;
}
