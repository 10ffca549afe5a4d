// A film as it is saved: by a member, from TMDb, from an import.
import type { MovieRow } from './movie.entity.ts';

type Column = Exclude<keyof MovieRow, 'id' | 'created_at' | 'updated_at' | 'search_title'>;

export interface FilmPerson {
  name: string;
  tmdb_id?: number | null | undefined;
  profile_path?: string | null | undefined;
}

export interface FilmPlayer extends FilmPerson {
  character?: string | null | undefined;
}

/** What is not given stays as it is; where the film is new, it is what the column says. */
type Details = { [Name in Column]?: MovieRow[Name] | undefined } & {
  /** Ids, or names; a name that no genre has becomes a genre. */
  genres?: readonly (number | string)[] | undefined;
  directors?: readonly FilmPerson[] | undefined;
  cast?: readonly FilmPlayer[] | undefined;
};

/** Without an id: the film that TMDb knows by its `tmdb_id`, else a new one. */
export type Film = Details & ({ id?: number | undefined; title: string } | { id: number });
export type FilmWithId = Film & { id: number };

export interface SavedFilm {
  id: number;
  isNew: boolean;
}

/** The type of each column, and what it holds where nothing was given (undefined: NULL). */
const COLUMNS: Record<Column, readonly [type: string, usually?: string]> = {
  tmdb_id: ['integer'],
  imdb_id: ['text'],
  media_type: ['text', "'movie'"],
  title: ['text'],
  original_title: ['text', "''"],
  overview: ['text', "''"],
  tagline: ['text', "''"],
  given_rating: ['real'],
  poster_path: ['text', "''"],
  poster_url: ['text', "''"],
  backdrop_path: ['text', "''"],
  backdrop_url: ['text', "''"],
  release_date: ['date'],
  runtime: ['integer'],
  vote_average: ['real'],
  vote_count: ['integer', '0'],
  popularity: ['double precision', '0'],
  original_language: ['text', "''"],
  budget: ['bigint'],
  revenue: ['bigint'],
  release_status: ['text', "''"],
  production_companies: ['jsonb', "'[]'"],
  production_countries: ['jsonb', "'[]'"],
  spoken_languages: ['jsonb', "'[]'"],
  created_by: ['integer'],
  synced_at: ['timestamptz'],
};

const columns = Object.entries(COLUMNS);
const names = columns.map(([name]) => name).join(', ');
const record = columns.map(([name, [type]]) => `${name} ${type}`).join(', ');

/** `$1` is a list of films, each with its id. An IMDb id that another film has got stays with that one. */
const GIVEN = `
  WITH given AS (
    SELECT (film ->> 'id')::integer AS id, film, facts.*,
      facts.tmdb_id IS NOT NULL AND EXISTS (
        SELECT FROM movies AS other WHERE other.imdb_id = facts.imdb_id AND other.id <> (film ->> 'id')::integer
      ) AS is_imdb_taken
    FROM jsonb_array_elements($1::jsonb) AS film, jsonb_to_record(film) AS facts (${record})
  )`;

function value([name, [, usually]]: (typeof columns)[number]): string {
  if (name === 'imdb_id') return 'CASE WHEN NOT given.is_imdb_taken THEN given.imdb_id END';
  return usually ? `coalesce(given.${name}, ${usually})` : `given.${name}`;
}

export const INSERT_FILMS = `${GIVEN}
  INSERT INTO movies (id, ${names})
  SELECT id, ${columns.map(value).join(', ')} FROM given WHERE title IS NOT NULL
  ORDER BY tmdb_id, media_type, imdb_id, id
  ON CONFLICT DO NOTHING RETURNING id`;

export const UPDATE_FILMS = `${GIVEN}
  UPDATE movies SET updated_at = now(),
    ${columns.map((column) => `${column[0]} = CASE WHEN film ? '${column[0]}' THEN ${value(column)} ELSE movies.${column[0]} END`).join(', ')}
  FROM given WHERE movies.id = given.id
  RETURNING movies.id`;
