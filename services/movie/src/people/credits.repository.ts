// Who made which film.
import type { Transaction } from '@movies/service-kit';
import type { FilmPlayer, FilmWithId } from '../catalogue/film.ts';

interface Given {
  movie_id: number;
  role: 'director' | 'cast';
  place: number;
  name: string;
  tmdb_id: number | null;
  profile_path: string;
  character: string;
}

/** Replaces the directors of those films for which directors are given, and so the cast. */
export async function saveCredits(
  tx: Transaction,
  films: readonly FilmWithId[],
  isNew: (id: number) => boolean,
): Promise<void> {
  const sides = films.flatMap(({ id, directors, cast }) => [
    { movie_id: id, role: 'director' as const, people: directors },
    { movie_id: id, role: 'cast' as const, people: cast },
  ]);
  const given = sides.filter(({ people }) => people !== undefined);
  const rows = given.flatMap(({ movie_id, role, people = [] }) =>
    people.map((person, place): Given => ({ movie_id, role, place, ...named(person) })),
  );
  await savePeople(tx, rows);
  const others = given.filter(({ movie_id }) => !isNew(movie_id)).map(({ people: _, ...side }) => side);
  if (others.length > 0) await tx.run(REMOVE, [JSON.stringify(others)]);
  if (rows.length > 0) await tx.run(CREDIT, [JSON.stringify(rows)]);
}

const MOST_OF_NAME = 255;

function named({ name, tmdb_id, profile_path, character }: FilmPlayer) {
  return {
    name: name.trim().slice(0, MOST_OF_NAME),
    tmdb_id: tmdb_id ?? null,
    profile_path: profile_path ?? '',
    character: character ?? '',
  };
}

async function savePeople(tx: Transaction, rows: Given[]): Promise<void> {
  const known = rows.filter(({ tmdb_id }) => tmdb_id !== null);
  const others = rows.filter(({ tmdb_id }) => tmdb_id === null);
  if (known.length > 0) await tx.run(ADD_KNOWN, [JSON.stringify(known)]);
  if (others.length > 0) await tx.run(ADD_OTHERS, [others.map(({ name }) => name)]);
}

const ADD_KNOWN = `
  INSERT INTO people AS known (tmdb_id, name, profile_path)
  SELECT DISTINCT ON (tmdb_id) tmdb_id, name, profile_path
  FROM jsonb_to_recordset($1::jsonb) AS given (tmdb_id integer, name text, profile_path text)
  ORDER BY tmdb_id, profile_path DESC
  ON CONFLICT (tmdb_id) DO UPDATE SET profile_path = excluded.profile_path
  WHERE excluded.profile_path NOT IN ('', known.profile_path)`;

/** People whom TMDb does not know are told apart by their names alone. */
const ADD_OTHERS = `
  INSERT INTO people (name)
  SELECT name FROM (
    SELECT DISTINCT ON (plain(name)) name FROM unnest($1::text[]) WITH ORDINALITY AS all_given (name, place)
    ORDER BY plain(name), place
  ) AS given
  WHERE NOT EXISTS (SELECT FROM people WHERE tmdb_id IS NULL AND plain(people.name) = plain(given.name))
  ON CONFLICT DO NOTHING`;

const REMOVE = `
  DELETE FROM credits USING jsonb_to_recordset($1::jsonb) AS given (movie_id integer, role text)
  WHERE credits.movie_id = given.movie_id AND credits.role = given.role`;

const CREDIT = `
  INSERT INTO credits (movie_id, role, place, person_id, character)
  SELECT movie_id, role, place, coalesce(known.id, other.id), left(character, 255)
  FROM jsonb_to_recordset($1::jsonb) AS given
    (movie_id integer, role text, place integer, name text, tmdb_id integer, character text)
  LEFT JOIN people AS known ON known.tmdb_id = given.tmdb_id
  LEFT JOIN people AS other ON given.tmdb_id IS NULL AND other.tmdb_id IS NULL
    AND plain(other.name) = plain(given.name)`;
