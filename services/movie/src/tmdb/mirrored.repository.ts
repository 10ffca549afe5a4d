// What is here of TMDb.
import type { Sql } from '@movies/service-kit';
import type { Media, TmdbFilm } from './films.ts';

export interface MirroredRow {
  id: number;
  tmdb_id: number;
  media_type: Media;
}

export type ListedRow = MirroredRow & { popularity: number; vote_count: number };

/** Those of these films that are here. */
export async function mirroredOf(sql: Sql, films: readonly TmdbFilm[]): Promise<ListedRow[]> {
  return sql.rows(
    `SELECT movies.id, tmdb_id, media_type, popularity, vote_count
     FROM unnest($1::text[], $2::integer[]) AS wanted (media, number)
     JOIN movies ON media_type = wanted.media AND tmdb_id = wanted.number`,
    [films.map(({ media_type }) => media_type), films.map(({ tmdb_id }) => tmdb_id)],
  );
}

export async function mirroredById(sql: Sql, id: number): Promise<(MirroredRow & { whole: boolean }) | undefined> {
  return sql.row(
    `SELECT id, tmdb_id, media_type, synced_at IS NOT NULL AS whole FROM movies
     WHERE id = $1 AND tmdb_id IS NOT NULL`,
    [id],
  );
}

/** Those that were not taken from TMDb for the longest time; then those that only lists have told of. */
export async function staleIds(sql: Sql, most: number): Promise<number[]> {
  const stale = await sql.rows<{ id: number }>(
    `SELECT id FROM movies WHERE tmdb_id IS NOT NULL AND synced_at < now() - interval '7 days'
     ORDER BY synced_at LIMIT $1`,
    [most],
  );
  const partial = await sql.rows<{ id: number }>(
    `SELECT id FROM movies WHERE tmdb_id IS NOT NULL AND synced_at IS NULL ORDER BY popularity DESC, id LIMIT $1`,
    [most - stale.length],
  );
  return [...stale, ...partial].map(({ id }) => id);
}

/** TMDb has nothing more to say of it. */
export async function markSynced(sql: Sql, id: number): Promise<void> {
  await sql.run('UPDATE movies SET synced_at = now() WHERE id = $1', [id]);
}

/**
 * Adds the genres that are new, under their numbers there, and answers what each is here: its number, or its name where
 * another genre has that name.
 */
export async function addGenres(
  sql: Sql,
  genres: readonly { id: number; name: string }[],
): Promise<(number | string)[]> {
  const rows = await sql.rows<{ id: number }>(ADD_GENRES, [genres.map(({ id }) => id), genres.map(({ name }) => name)]);
  const known = new Set(rows.map(({ id }) => id));
  return genres.map(({ id, name }) => (known.has(id) ? id : name));
}

const ADD_GENRES = `
  WITH given AS (SELECT DISTINCT ON (plain(name)) id, name FROM unnest($1::integer[], $2::text[]) AS given (id, name)),
  added AS (
    INSERT INTO genres (id, name) SELECT id, name FROM given
    WHERE NOT EXISTS (SELECT FROM genres WHERE genres.id = given.id OR plain(genres.name) = plain(given.name))
    ON CONFLICT DO NOTHING RETURNING id
  )
  SELECT id FROM added UNION SELECT genres.id FROM genres JOIN given ON given.id = genres.id`;

/** Calls genres as TMDb calls them now. */
export async function renameGenres(sql: Sql, genres: readonly { id: number; name: string }[]): Promise<number> {
  return sql.run(
    `UPDATE genres SET name = given.name FROM unnest($1::integer[], $2::text[]) AS given (id, name)
     WHERE genres.id = given.id AND genres.name <> given.name
       AND NOT EXISTS (SELECT FROM genres AS other WHERE other.id <> given.id AND plain(other.name) = plain(given.name))`,
    [genres.map(({ id }) => id), genres.map(({ name }) => name)],
  );
}
