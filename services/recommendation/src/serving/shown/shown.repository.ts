// Films as lists show them.
import type { Recommendation } from '@movies/contract';
import type { Sql } from '@movies/service-kit';

export type ShownFilm = Recommendation['movie'];

/** In any order; without those that are gone. */
export async function filmsByIds(sql: Sql, ids: readonly number[]): Promise<Map<number, ShownFilm>> {
  const films = ids.length === 0 ? [] : await sql.rows<ShownFilm>(FILMS, [ids]);
  return new Map(films.map((film) => [film.id, film]));
}

const FILMS = `
  SELECT id, title, media_type, release_date, coalesce(genres #>> '{0,name}', '') AS genre, genres, directors,
    original_language, poster_url, rating_count,
    CASE WHEN rating_count > 0 THEN round((rating_sum / rating_count)::numeric, 1)::double precision END AS rating
  FROM movies WHERE id = ANY ($1)`;

export interface KnownFilm {
  id: number;
  title: string;
}

const LARGEST_ID = 2_147_483_647;

export async function filmByRef(sql: Sql, ref: number | string): Promise<KnownFilm | undefined> {
  const [, imdbId] = /^imdb:(.*)$/.exec(String(ref)) ?? [];
  if (imdbId) return sql.row('SELECT id, title FROM movies WHERE imdb_id = $1 LIMIT 1', [imdbId]);
  // What was mirrored from TMDb has its number there as its id here.
  const id = Number(String(ref).replace('tmdb:', ''));
  if (!(id <= LARGEST_ID)) return undefined;
  return sql.row('SELECT id, title FROM movies WHERE id = $1', [id]);
}
