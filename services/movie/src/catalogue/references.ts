// Which film a client means: by our id, by IMDb's or by TMDb's.
import type { Context } from '../context.ts';
import { movieMissing } from './failures.ts';

const LARGEST_ID = 2_147_483_647;
/** Ids from here on are of films that were added here; below are TMDb's. */
const FIRST_OWN_ID = 1_000_000_000;

export interface Reference {
  /** Our id, which is TMDb's for a film that was mirrored. */
  id?: number;
  imdbId?: string;
}

export function referenceOf(text: number | string): Reference {
  const [, imdbId] = /^imdb:(.*)$/.exec(String(text)) ?? [];
  if (imdbId) return { imdbId };
  return { id: Number(String(text).replace('tmdb:', '')) };
}

/** The id of a film we have; one that only TMDb has is mirrored first. */
export async function movieIdOf(context: Context, text: number | string): Promise<number> {
  const reference = referenceOf(text);
  const known = await knownId(context, reference);
  const id = known ?? (await context.mirror?.bring(reference));
  if (id === undefined) throw movieMissing();
  return id;
}

async function knownId({ database }: Context, { id, imdbId }: Reference): Promise<number | undefined> {
  if (imdbId) return (await database.row<{ id: number }>('SELECT id FROM movies WHERE imdb_id = $1', [imdbId]))?.id;
  if (id === undefined || id > LARGEST_ID) return undefined;
  return (await database.row<{ id: number }>('SELECT id FROM movies WHERE id = $1', [id]))?.id;
}

export function mayBeTmdbId(id: number | undefined): id is number {
  return id !== undefined && id < FIRST_OWN_ID;
}
