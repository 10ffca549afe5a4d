// Which films people are busy with these days.
import type { Cache, Database } from '@movies/service-kit';
import { MOVIES } from '../tags.ts';

/** What someone did last counts most: it is worth half as much with every two days. */
const TRENDS = `
  WITH done AS (
    SELECT movie_id, updated_at AS at FROM movie_ratings WHERE updated_at > now() - interval '14 days'
    UNION ALL SELECT movie_id, created_at FROM movie_reviews WHERE created_at > now() - interval '14 days'
    UNION ALL SELECT movie_id, created_at FROM user_movie_interactions WHERE created_at > now() - interval '14 days'
  ), trends AS (
    SELECT movie_id, sum(power(0.5, extract(epoch FROM now() - at) / 172800)) AS trend FROM done GROUP BY movie_id
  )
  UPDATE movie_scores s SET trend = coalesce(t.trend, 0)
  FROM movie_scores old LEFT JOIN trends t ON t.movie_id = old.movie_id
  WHERE s.movie_id = old.movie_id AND s.trend <> coalesce(t.trend, 0)`;

export async function findTrends(database: Database, cache: Cache): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.run(TRENDS);
    tx.afterCommit(() => cache.purge([MOVIES]));
  });
}
