// Everything this service knows of a member, for that member.
import type { Sql } from '@movies/service-kit';

const PARTS = {
  ratings: `SELECT r.movie_id, m.title, r.rating, r.created_at, r.updated_at
    FROM movie_ratings r JOIN movies m ON m.id = r.movie_id WHERE r.user_id = $1 ORDER BY r.id`,
  reviews: `SELECT r.id, r.movie_id, m.title AS movie_title, r.title, r.review, r.contains_spoilers, r.created_at, r.edited_at
    FROM movie_reviews r JOIN movies m ON m.id = r.movie_id WHERE r.user_id = $1 ORDER BY r.id`,
  comments: 'SELECT id, review_id, text, created_at FROM review_comments WHERE user_id = $1 ORDER BY id',
  liked_reviews: 'SELECT review_id, created_at FROM review_likes WHERE user_id = $1 ORDER BY created_at',
  lists: `SELECT i.interaction_type AS list, i.movie_id, m.title, i.watched_at, i.created_at
    FROM user_movie_interactions i JOIN movies m ON m.id = i.movie_id WHERE i.user_id = $1 ORDER BY i.id`,
  imports: `SELECT id, file, source, status, dry_run, total AS lines, added, changed, created_at FROM imports
    WHERE user_id = $1 AND status <> 'staging' ORDER BY id`,
  movies_added: 'SELECT id, title, created_at FROM movies WHERE created_by = $1 ORDER BY id',
  reports: `SELECT id, review_id, comment_id, reason, note, status, created_at FROM reports
    WHERE reporter_id = $1 ORDER BY id`,
};

export async function exportOf(sql: Sql, userId: number): Promise<Record<string, unknown[]>> {
  const parts: Record<string, unknown[]> = {};
  for (const [name, text] of Object.entries(PARTS)) parts[name] = await sql.rows(text, [userId]);
  return parts;
}

/** How much a member has done, for their profile. */
export async function countsOf(sql: Sql, userId: number) {
  const row = await sql.row<Record<'ratings' | 'reviews' | 'favorites' | 'watchlist', number>>(
    `SELECT (SELECT count(*) FROM movie_ratings WHERE user_id = $1) AS ratings,
       (SELECT count(*) FROM movie_reviews WHERE user_id = $1) AS reviews,
       count(*) FILTER (WHERE interaction_type = 'liked') AS favorites,
       count(*) FILTER (WHERE interaction_type = 'bookmarked') AS watchlist
     FROM user_movie_interactions WHERE user_id = $1`,
    [userId],
  );
  return row ?? { ratings: 0, reviews: 0, favorites: 0, watchlist: 0 };
}
