// Everything this service knows of a member, for that member.
import type { Sql } from '@movies/service-kit';

// What the movie service has (ratings, lists) and the auth service (preferences) they tell themselves.
const PARTS = {
  dismissals: 'SELECT movie_id, created_at FROM dismissals WHERE user_id = $1 ORDER BY created_at, movie_id',
  predictions: `SELECT movie_id, predicted_rating, score, place, reason, created_at
    FROM predictions WHERE user_id = $1 ORDER BY place`,
  forecasts: `SELECT movie_id, predicted_rating, rating, rated_at
    FROM forecasts WHERE user_id = $1 ORDER BY rated_at, movie_id`,
};

export async function exportOf(sql: Sql, userId: number): Promise<Record<string, unknown[]>> {
  const parts: Record<string, unknown[]> = {};
  for (const [name, text] of Object.entries(PARTS)) parts[name] = await sql.rows(text, [userId]);
  return parts;
}
