// The best for each active member, as they were when last computed: for when the models are away.
import type { Reason, Recommendation } from '@movies/contract';
import type { Sql, Transaction } from '@movies/service-kit';
import type { Excludable, IsWanted } from '../films/wanted.ts';
import { type History, isDone } from '../history/history.ts';
import { filmsByIds } from '../shown/shown.repository.ts';

interface Stored {
  movie_id: number;
  predicted_rating: number | null;
  score: number;
  reason: Reason;
}

interface Asked {
  history: History;
  exclude: readonly Excludable[];
  isWanted: IsWanted;
  limit: number;
}

/** What is stored for someone, without what they have done since. */
export async function storedFor(
  sql: Sql,
  userId: number,
  { history, exclude, isWanted, limit }: Asked,
): Promise<Recommendation[]> {
  const stored = await sql.rows<Stored>(
    'SELECT movie_id, predicted_rating, score, reason FROM predictions WHERE user_id = $1 ORDER BY place',
    [userId],
  );
  const isExcluded = (id: number) => exclude.some((list) => history[list].has(id));
  const left = stored
    .filter(({ movie_id: id }) => isWanted(id) && !isDone(history, id) && !isExcluded(id))
    .slice(0, limit);
  const ids = left.map(({ movie_id }) => movie_id);
  const movies = await filmsByIds(sql, ids);
  return left.flatMap(({ movie_id, ...rest }) => {
    const movie = movies.get(movie_id);
    return movie ? [{ movie, ...rest }] : [];
  });
}

export async function storedRating(sql: Sql, userId: number, movieId: number): Promise<number | null> {
  const row = await sql.row<{ predicted_rating: number | null }>(
    'SELECT predicted_rating FROM predictions WHERE user_id = $1 AND movie_id = $2',
    [userId, movieId],
  );
  return row?.predicted_rating ?? null;
}

/** In place of what was stored for them before; nothing for someone who has left, or of a film that is gone. */
export async function store(
  tx: Transaction,
  userId: number,
  modelId: number,
  list: readonly Recommendation[],
): Promise<void> {
  const rows = list.map(({ movie, predicted_rating, score, reason }, place) => ({
    movie_id: movie.id,
    predicted_rating,
    score,
    place,
    reason,
  }));
  if (!(await tx.row('SELECT FROM members WHERE user_id = $1 AND NOT gone FOR SHARE', [userId]))) return;
  await tx.run('DELETE FROM predictions WHERE user_id = $1', [userId]);
  await tx.run(STORE, [userId, modelId, JSON.stringify(rows)]);
}

const STORE = `
  INSERT INTO predictions (user_id, movie_id, predicted_rating, score, place, reason, model_id)
  SELECT $1, movie_id, predicted_rating, score, place, reason, $2
  FROM jsonb_to_recordset($3) AS told (movie_id integer, predicted_rating double precision, score double precision,
    place smallint, reason jsonb)
  WHERE EXISTS (SELECT FROM movies WHERE id = movie_id FOR KEY SHARE)`;

/** Members who did something lately and whose list is of another model, or a day old. */
export async function membersToServe(sql: Sql, modelId: number, after: number, most: number): Promise<number[]> {
  const rows = await sql.rows<{ user_id: number }>(TO_SERVE, [modelId, after, most]);
  return rows.map(({ user_id }) => user_id);
}

const TO_SERVE = `
  SELECT user_id FROM members AS m
  WHERE user_id > $2 AND NOT gone
    AND (EXISTS (SELECT FROM ratings WHERE user_id = m.user_id AND rated_at > now() - interval '60 days')
      OR EXISTS (SELECT FROM interactions WHERE user_id = m.user_id AND at > now() - interval '60 days'))
    AND NOT EXISTS (SELECT FROM predictions
      WHERE user_id = m.user_id AND model_id = $1 AND created_at > now() - interval '1 day')
  ORDER BY user_id LIMIT $3`;
