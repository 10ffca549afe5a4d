// The genres of TMDb, under their numbers there.
import { GENRES } from '../tags.ts';
import { GenreList } from './answers.ts';
import type { Tmdb } from './client.ts';
import type { MirrorCore } from './core.ts';
import { addGenres, renameGenres } from './mirrored.repository.ts';
import { textOf } from './values.ts';

/** Below the numbers of genres that were added here. */
const FIRST_OWN_GENRE = 1_000_000_000;

export function namedGenres(genres: readonly { id: number; name: string }[]): { id: number; name: string }[] {
  return genres
    .map(({ id, name }) => ({ id, name: textOf(name, 255) }))
    .filter(({ id, name }) => Number.isInteger(id) && id > 0 && id < FIRST_OWN_GENRE && name !== '');
}

export async function fillGenres({ database, cache }: MirrorCore, tmdb: Tmdb): Promise<void> {
  for (const media of ['movie', 'tv']) {
    const list = await tmdb.get(`/genre/${media}/list`, {}, GenreList);
    const genres = namedGenres(list?.genres ?? []);
    await addGenres(database, genres);
    await renameGenres(database, genres);
  }
  await cache.purge([GENRES]);
}
