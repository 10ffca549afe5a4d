// All SQL about the films of a data set: which of them are here.
import type { Sql, Transaction } from '@movies/service-kit';
import type { LensFilm } from './films.ts';

export async function knownFilms(sql: Sql, dataSet: string): Promise<Map<number, number>> {
  const text = 'SELECT movielens_id, movie_id FROM movielens_movies WHERE data_set = $1';
  const rows = await sql.rows<{ movielens_id: number; movie_id: number }>(text, [dataSet]);
  return new Map(rows.map(({ movielens_id, movie_id }) => [movielens_id, movie_id]));
}

/**
 * By the number of TMDb or IMDb; without one, by the very title and year, unless that film is another one of the data
 * set already.
 */
const HERE = `
  SELECT DISTINCT ON (given.number) given.number, m.id
  FROM jsonb_to_recordset($2::jsonb) AS given (number int, title text, year int, tmdb_id int, imdb_id text)
  JOIN LATERAL (
    SELECT id, 1 AS place FROM movies WHERE tmdb_id = given.tmdb_id AND media_type = 'movie'
    UNION ALL SELECT id, 2 FROM movies WHERE imdb_id = given.imdb_id
    UNION ALL SELECT id, 3 FROM movies
      WHERE given.tmdb_id IS NULL AND given.imdb_id IS NULL AND plain(title) = plain(given.title)
        AND extract(year FROM release_date) = given.year
        AND NOT EXISTS (SELECT FROM movielens_movies WHERE data_set = $1 AND movie_id = movies.id)
  ) AS m ON true
  ORDER BY given.number, m.place, m.id`;

export async function filmsHere(sql: Sql, dataSet: string, films: readonly LensFilm[]): Promise<Map<number, number>> {
  const rows = await sql.rows<{ number: number; id: number }>(HERE, [dataSet, JSON.stringify(films)]);
  return new Map(rows.map(({ number, id }) => [number, id]));
}

export async function rememberFilms(
  tx: Transaction,
  dataSet: string,
  films: readonly { number: number; id: number }[],
): Promise<void> {
  await tx.run(
    `INSERT INTO movielens_movies (data_set, movielens_id, movie_id)
     SELECT $1, number, id FROM jsonb_to_recordset($2::jsonb) AS given (number int, id int)
     ON CONFLICT DO NOTHING`,
    [dataSet, JSON.stringify(films)],
  );
}
