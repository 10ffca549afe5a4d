// All SQL about ratings of single members.
//
// Whoever writes opinions locks in one order, so that nobody waits for someone who waits for them: the author, the film,
// ratings, reviews, what hangs on reviews, and last what is counted of the film (by the triggers). Whoever comes to what
// is counted of several films holds these FOR NO KEY UPDATE, in the order of their ids.
import type { Rating, RatingListQuery } from '@movies/contract';
import type { Sql, Transaction } from '@movies/service-kit';

export interface WrittenRating extends Rating {
  /** What it was; null where it is new. */
  previous: number | null;
  /** Of the member's review of the film, which shows the rating. */
  reviewed: number | null;
}

/**
 * In one statement, since many may be waiting for the same film. The same value again writes nothing. Undefined: the
 * film is not there (any more).
 */
export function writeRating(
  tx: Transaction,
  userId: number,
  movieId: number,
  rating: number,
): Promise<WrittenRating | undefined> {
  return tx.row(WRITE, [userId, movieId, rating]);
}

const COLUMNS = 'movie_id, user_id, rating, created_at, updated_at';

const WRITE = `
  WITH before AS (
    SELECT ${COLUMNS} FROM movie_ratings WHERE user_id = $1 AND movie_id = $2
  ), film AS (
    SELECT id FROM movies WHERE id = $2 FOR KEY SHARE
  ), written AS (
    INSERT INTO movie_ratings AS known (user_id, movie_id, rating)
    SELECT $1, id, $3::real FROM film WHERE NOT EXISTS (SELECT FROM before WHERE rating = $3::real)
    ON CONFLICT (user_id, movie_id) DO UPDATE SET rating = excluded.rating, updated_at = now()
    RETURNING ${COLUMNS}
  )
  SELECT now.*, (SELECT rating FROM before) AS previous,
    (SELECT id FROM movie_reviews WHERE user_id = $1 AND movie_id = $2) AS reviewed
  FROM (SELECT * FROM written UNION ALL SELECT * FROM before WHERE rating = $3::real) AS now`;

export function ratingOf(sql: Sql, userId: number, movieId: number): Promise<Rating | undefined> {
  return sql.row(`SELECT ${COLUMNS} FROM movie_ratings WHERE user_id = $1 AND movie_id = $2`, [userId, movieId]);
}

/** Answers the id of the member's review of the film, where there is one; undefined where there was no rating. */
export function removeRating(
  tx: Transaction,
  userId: number,
  movieId: number,
): Promise<{ reviewed: number | null } | undefined> {
  return tx.row(
    `WITH film AS MATERIALIZED (SELECT id FROM movies WHERE id = $2 FOR KEY SHARE)
     DELETE FROM movie_ratings USING film WHERE user_id = $1 AND movie_id = film.id
     RETURNING (SELECT id FROM movie_reviews WHERE user_id = $1 AND movie_id = $2) AS reviewed`,
    [userId, movieId],
  );
}

export interface ListedRating {
  movie_id: number;
  rating: number;
  created_at: string;
  updated_at: string;
}

const ORDERS: Record<NonNullable<RatingListQuery['sort']>, string> = {
  title: 'm.search_title, r.id',
  newest: 'r.updated_at DESC, r.id DESC',
  rating: 'r.rating DESC, r.updated_at DESC, r.id DESC',
};

export async function pageOfRatings(
  sql: Sql,
  userId: number,
  { sort = 'newest', limit, offset }: { sort?: RatingListQuery['sort']; limit: number; offset: number },
): Promise<{ ratings: ListedRating[]; total: number }> {
  const counted = await sql.row<{ total: number }>('SELECT count(*) AS total FROM movie_ratings WHERE user_id = $1', [
    userId,
  ]);
  const total = counted?.total ?? 0;
  if (offset >= total) return { ratings: [], total };
  const ratings = await sql.rows<ListedRating>(
    `SELECT r.movie_id, r.rating, r.created_at, r.updated_at
     FROM movie_ratings r ${sort === 'title' ? 'JOIN movies m ON m.id = r.movie_id' : ''}
     WHERE r.user_id = $1 ORDER BY ${ORDERS[sort]} LIMIT $2 OFFSET $3`,
    [userId, limit, offset],
  );
  return { ratings, total };
}
