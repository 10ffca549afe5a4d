// Films as the movie service tells of them.
import type { MovieFacts } from '@movies/contract';
import { deleteInBatches, type Transaction } from '@movies/service-kit';

export async function saveMovies(tx: Transaction, movies: readonly MovieFacts[]): Promise<void> {
  // Of several words about one film the last counts.
  const rows = [...new Map(movies.map((movie) => [movie.movie_id, movie])).values()];
  if (rows.length > 0)
    await tx.run(SAVE, [JSON.stringify(rows.map(({ cast, ...rest }) => ({ ...rest, people: cast })))]);
}

const FACTS = `media_type, title, release_date, genres, directors, people, original_language, popularity, vote_average,
  vote_count, tmdb_id, imdb_id, poster_url`;

const SAVE = `
  INSERT INTO movies AS known (id, ${FACTS})
  SELECT movie_id, ${FACTS}
  FROM jsonb_to_recordset($1) AS told (
    movie_id integer, media_type text, title text, release_date date, genres jsonb, directors text[], people text[],
    original_language text, popularity float8, vote_average float8, vote_count integer, tmdb_id integer, imdb_id text,
    poster_url text)
  ORDER BY movie_id
  ON CONFLICT (id) DO UPDATE SET (${FACTS}) = ROW (${FACTS.split(/,\s+/)
    .map((name) => `excluded.${name}`)
    .join(', ')})`;

const HANGING = ['ratings', 'interactions', 'dismissals', 'predictions', 'candidates', 'forecasts'];

export async function removeMovie(tx: Transaction, id: number): Promise<void> {
  await tx.rows('SELECT FROM movies WHERE id = $1 FOR UPDATE', [id]);
  for (const table of HANGING) await deleteInBatches(tx, table, 'movie_id = $1', [id]);
  await tx.run('DELETE FROM movies WHERE id = $1', [id]);
}
