// Which films people are busy with these days, and which are well known.
import type { Cache, Database } from '@movies/service-kit';
import { MOVIES } from '../tags.ts';

/**
 * What someone did last counts most: it is worth half as much with every two days. Films in the order of their ids, as
 * everyone locks them.
 */
const TRENDS = `
  WITH done AS (
    SELECT movie_id, updated_at AS at FROM movie_ratings WHERE updated_at > now() - interval '14 days'
    UNION ALL SELECT movie_id, created_at FROM movie_reviews WHERE created_at > now() - interval '14 days'
    UNION ALL SELECT movie_id, created_at FROM user_movie_interactions WHERE created_at > now() - interval '14 days'
  ), trends AS (
    SELECT movie_id, sum(power(0.5, extract(epoch FROM now() - at) / 172800)) AS trend FROM done GROUP BY movie_id
  ), changed AS (
    SELECT s.movie_id, coalesce(t.trend, 0) AS trend
    FROM movies m JOIN movie_scores s ON s.movie_id = m.id LEFT JOIN trends t ON t.movie_id = m.id
    WHERE s.trend <> coalesce(t.trend, 0) ORDER BY m.id FOR NO KEY UPDATE OF m, s
  )
  UPDATE movie_scores s SET trend = changed.trend FROM changed WHERE s.movie_id = changed.movie_id`;

/** A search puts the best known first. That it need not know at once, so ratings don't wait for it. */
const FAME = `
  UPDATE movie_search AS f SET fame = s.popularity FROM movie_scores AS s
  WHERE f.movie_id = s.movie_id AND f.movie_id = ANY (ARRAY(
    SELECT movie_id FROM movie_search JOIN movie_scores USING (movie_id)
    WHERE abs(fame - popularity) > 0.02 * (1 + popularity) LIMIT 1000
  ))`;

export async function findTrends(database: Database, cache: Cache): Promise<void> {
  await database.transaction(async (tx) => {
    const changed = (await tx.run(TRENDS)) + (await tx.run(FAME));
    if (changed > 0) tx.afterCommit(() => cache.purge([MOVIES]));
  });
}
