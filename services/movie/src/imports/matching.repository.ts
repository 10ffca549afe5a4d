// All SQL that finds the films that lines of a file mean.
import type { Sql } from '@movies/service-kit';
import type { ImportLine } from './import.entity.ts';

export interface Candidate {
  place: number;
  id: number;
  imdb_id: string | null;
  tmdb_id: number | null;
  media_type: string;
  year: number | null;
  /** Whether it is the film's original title that is like the one in the line. */
  is_original: boolean;
  /** From 0 to 1. */
  likeness: number;
  ratings: number;
}

/** MovieLens numbers the films of all its data sets alike, but those of the oldest. */
const NUMBERED_ALIKE = 'movielens';

export function filmsById(sql: Sql, lines: readonly ImportLine[]): Promise<{ place: number; id: number }[]> {
  const given = lines.map(({ place, said }) => ({ place, ...said }));
  return sql.rows(
    `SELECT * FROM (
       SELECT given.place, coalesce(own.id, imdb.id, tmdb.id, lens.movie_id) AS id
       FROM jsonb_to_recordset($1::jsonb) AS given
         (place int, movie_id int, imdb_id text, tmdb_id int, media_type text, movielens_id int)
       LEFT JOIN movies AS own ON own.id = given.movie_id
       LEFT JOIN movies AS imdb ON imdb.imdb_id = given.imdb_id
       LEFT JOIN movies AS tmdb ON tmdb.tmdb_id = given.tmdb_id
         AND tmdb.media_type = coalesce(given.media_type, 'movie')
       LEFT JOIN movielens_movies AS lens
         ON lens.data_set = '${NUMBERED_ALIKE}' AND lens.movielens_id = given.movielens_id
     ) AS found WHERE id IS NOT NULL`,
    [JSON.stringify(given)],
  );
}

const NAMED = 'jsonb_to_recordset($1::jsonb) AS given (place int, title text, year int)';
const FILM = `m.id, m.imdb_id, m.tmdb_id, m.media_type, extract(year FROM m.release_date)::int AS year`;
const RATINGS = '(SELECT rating_count FROM movie_scores WHERE movie_id = m.id) AS ratings';
/** Where no year is given, any film will do. */
const IN_TIME = `(given.year IS NULL OR m.release_date IS NULL
  OR m.release_date BETWEEN make_date(given.year - 1, 1, 1) AND make_date(given.year + 1, 12, 31))`;

/** Films with the very title, but for accents and case. */
export async function filmsByTitle(sql: Sql, lines: readonly ImportLine[]): Promise<Candidate[]> {
  if (lines.length === 0) return [];
  return sql.rows(
    `SELECT given.place, ${FILM}, false AS is_original, 1 AS likeness, ${RATINGS}
     FROM ${NAMED} JOIN movies m ON plain(m.title) = plain(given.title) AND ${IN_TIME}
     UNION ALL
     SELECT given.place, ${FILM}, true, 1, ${RATINGS}
     FROM ${NAMED} JOIN movies m ON plain(m.original_title) = plain(given.title) AND m.original_title <> ''
       AND plain(m.title) <> plain(m.original_title) AND ${IN_TIME}`,
    [named(lines)],
  );
}

const MOST_AT_ONCE = 10;
const SHORTEST = 4;

/** A few at a time: each looks through many films, and a statement has its time. */
export async function similarFilms(sql: Sql, lines: readonly ImportLine[]): Promise<Candidate[]> {
  const longEnough = lines.filter(({ title }) => title.length >= SHORTEST);
  const found: Candidate[] = [];
  for (let from = 0; from < longEnough.length; from += MOST_AT_ONCE) {
    found.push(...(await sql.rows<Candidate>(SIMILAR, [named(longEnough.slice(from, from + MOST_AT_ONCE))])));
  }
  return found;
}

const SIMILAR = `
  SELECT given.place, best.*
  FROM ${NAMED}
  CROSS JOIN LATERAL (
    SELECT ${FILM}, by_original > by_title AS is_original, greatest(by_title, by_original) AS likeness, ${RATINGS}
    FROM movie_search f JOIN movies m ON m.id = f.movie_id
    CROSS JOIN LATERAL (
      SELECT similarity(plain(m.title), plain(given.title)) AS by_title,
        similarity(plain(m.original_title), plain(given.title)) AS by_original
    ) AS like_it
    WHERE (words_of(given.title) <% f.title OR words_of(given.title) <% f.original_title) AND ${IN_TIME}
    ORDER BY likeness DESC, m.id LIMIT 5
  ) AS best
  WHERE best.likeness > 0.7`;

function named(lines: readonly ImportLine[]): string {
  return JSON.stringify(lines.map(({ place, title, year }) => ({ place, title, year })));
}
