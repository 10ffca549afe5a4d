// Films as the movie service tells of them.
import type { MovieFacts } from '@movies/contract';
import { deleteInBatches, type Sql, type Transaction } from '@movies/service-kit';

export interface KnownMovie {
  id: number;
  title: string;
}

export async function saveMovies(tx: Transaction, movies: readonly MovieFacts[]): Promise<void> {
  if (movies.length === 0) return;
  // Of several words about one film the last counts.
  const rows = [...new Map(movies.map(({ movie_id: id, title, imdb_id }) => [id, { id, title, imdb_id }])).values()];
  await tx.run(
    `INSERT INTO movies AS known (id, title, imdb_id)
     SELECT id, title, imdb_id FROM jsonb_to_recordset($1) AS told (id integer, title text, imdb_id text)
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, imdb_id = excluded.imdb_id
     WHERE (known.title, known.imdb_id) IS DISTINCT FROM (excluded.title, excluded.imdb_id)`,
    [JSON.stringify(rows)],
  );
}

const HANGING = ['subscriptions', 'inbox', 'announcements'];

export async function removeMovie(tx: Transaction, id: number): Promise<void> {
  await tx.rows('SELECT FROM movies WHERE id = $1 FOR UPDATE', [id]);
  for (const table of HANGING) await deleteInBatches(tx, table, 'movie_id = $1', [id]);
  await tx.run('DELETE FROM movies WHERE id = $1', [id]);
}

const LARGEST_ID = 2_147_483_647;

export async function movieByRef(sql: Sql, ref: number | string): Promise<KnownMovie | undefined> {
  const [, imdbId] = /^imdb:(.*)$/.exec(String(ref)) ?? [];
  if (imdbId) return sql.row('SELECT id, title FROM movies WHERE imdb_id = $1 LIMIT 1', [imdbId]);
  // What was mirrored from TMDb has its number there as its id here.
  const id = Number(String(ref).replace('tmdb:', ''));
  if (!(id <= LARGEST_ID)) return undefined;
  return sql.row('SELECT id, title FROM movies WHERE id = $1', [id]);
}
