// The genres of films.
import type { Genre } from '@movies/contract';
import type { Sql, Transaction } from '@movies/service-kit';
import type { FilmWithId } from './film.ts';

/** Those that films have; all that are known, where there is no film yet. */
export function listGenres(sql: Sql): Promise<Genre[]> {
  return sql.rows(`
    SELECT id, name FROM genres
    WHERE EXISTS (SELECT FROM movie_genres WHERE genre_id = genres.id) OR NOT EXISTS (SELECT FROM movie_genres)
    ORDER BY plain(name)`);
}

/** The first of these numbers that no genre has. */
export async function unknownGenre(sql: Sql, ids: readonly number[]): Promise<number | undefined> {
  if (ids.length === 0) return undefined;
  const unknown = await sql.row<{ id: number }>(
    'SELECT id FROM unnest($1::integer[]) AS given (id) WHERE NOT EXISTS (SELECT FROM genres WHERE genres.id = given.id)',
    [ids],
  );
  return unknown?.id;
}

/** Replaces the genres of those films for which some are given. */
export async function saveGenres(
  tx: Transaction,
  films: readonly FilmWithId[],
  isNew: (id: number) => boolean,
): Promise<void> {
  const given = films.filter(({ genres }) => genres !== undefined);
  const rows = given.flatMap(({ id, genres = [] }) =>
    genres.map((genre, place) => ({ movie_id: id, place, ...referred(genre) })),
  );
  const names = rows.flatMap(({ name }) => name ?? []);
  if (names.length > 0) await tx.run(ADD_GENRES, [names]);
  const others = given.map(({ id }) => id).filter((id) => !isNew(id));
  if (others.length > 0) await tx.run('DELETE FROM movie_genres WHERE movie_id = ANY ($1::integer[])', [others]);
  if (rows.length > 0) await tx.run(GIVE_GENRES, [JSON.stringify(rows)]);
}

function referred(genre: number | string): { number?: number; name?: string } {
  return typeof genre === 'number' ? { number: genre } : { name: genre.trim() };
}

const ADD_GENRES = `
  INSERT INTO genres (id, name)
  SELECT nextval('own_genres'), name
  FROM (
    SELECT DISTINCT ON (plain(name)) name FROM unnest($1::text[]) WITH ORDINALITY AS all_given (name, place)
    ORDER BY plain(name), place
  ) AS given
  WHERE NOT EXISTS (SELECT FROM genres WHERE plain(genres.name) = plain(given.name))
  ON CONFLICT DO NOTHING`;

const GIVE_GENRES = `
  INSERT INTO movie_genres (movie_id, genre_id, place)
  SELECT movie_id, coalesce(numbered.id, named.id), min(place)
  FROM jsonb_to_recordset($1::jsonb) AS given (movie_id integer, place integer, number integer, name text)
  LEFT JOIN genres AS numbered ON numbered.id = given.number
  LEFT JOIN genres AS named ON plain(named.name) = plain(given.name)
  WHERE numbered.id IS NOT NULL OR named.id IS NOT NULL
  GROUP BY 1, 2`;

/** Genres that someone names, by number or by name in any case. */
export async function genresNamed(sql: Sql, names: readonly string[]): Promise<{ id: number; name: string }[]> {
  return sql.rows('SELECT id, name FROM genres WHERE id::text = ANY ($1) OR lower(name) = ANY ($2) ORDER BY id', [
    names,
    names.map((name) => name.toLowerCase()),
  ]);
}
