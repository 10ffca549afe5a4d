// Finding films by words that are not quite theirs.
import type { MovieSearchQuery } from '@movies/contract';
import type { Context } from '../context.ts';
import { listMovies, type ShownMovies } from './browsing.ts';

export async function searchMovies(context: Context, query: MovieSearchQuery, viewer?: number): Promise<ShownMovies> {
  return listMovies(context, query, viewer);
}
