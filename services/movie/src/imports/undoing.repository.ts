// All SQL that takes back what an import wrote, and nothing else.
import type { Transaction } from '@movies/service-kit';
import type { InteractionType } from '../lists/interaction.entity.ts';
import type { Change } from './deciding.ts';

const CHANGES_AT_ONCE = 1_000;

export function takeChanges(tx: Transaction, importId: number): Promise<Change[]> {
  return tx.rows(
    `DELETE FROM import_changes WHERE import_id = $1 AND ctid = ANY (ARRAY(
       SELECT ctid FROM import_changes WHERE import_id = $1 LIMIT ${CHANGES_AT_ONCE}
     )) RETURNING movie_id, kind, before, after`,
    [importId],
  );
}

/** In one order, as everyone does who writes opinions. */
export async function holdFilms(tx: Transaction, changes: readonly Change[]): Promise<void> {
  const ids = changes.map(({ movie_id }) => movie_id);
  await tx.rows('SELECT FROM movies WHERE id = ANY ($1::integer[]) ORDER BY id FOR KEY SHARE', [ids]);
}

const RATED = `jsonb_to_recordset($2::jsonb) AS given (movie_id int, rating real, at timestamptz, was real, was_at timestamptz)`;
const STILL_SO = `known.user_id = $1 AND known.movie_id = given.movie_id
  AND known.rating = given.rating AND known.updated_at = given.at`;
const REVIEWED = '(SELECT id FROM movie_reviews r WHERE r.user_id = $1 AND r.movie_id = known.movie_id) AS reviewed';

const rated = (changes: readonly Change[]) =>
  JSON.stringify(
    changes.map(({ movie_id, before, after }) => ({ movie_id, ...after, was: before?.rating, was_at: before?.at })),
  );

export function removeRatings(
  tx: Transaction,
  userId: number,
  changes: readonly Change[],
): Promise<{ movie_id: number; reviewed: number | null }[]> {
  return tx.rows(
    `DELETE FROM movie_ratings AS known USING ${RATED} WHERE ${STILL_SO} AND given.was IS NULL
     RETURNING known.movie_id, ${REVIEWED}`,
    [userId, rated(changes)],
  );
}

interface RestoredRating {
  movie_id: number;
  rating: number;
  previous: number;
  rated_at: string;
  reviewed: number | null;
}

export function restoreRatings(tx: Transaction, userId: number, changes: readonly Change[]): Promise<RestoredRating[]> {
  return tx.rows(
    `UPDATE movie_ratings AS known SET rating = given.was, updated_at = given.was_at
     FROM ${RATED} WHERE ${STILL_SO} AND given.was IS NOT NULL
     RETURNING known.movie_id, known.rating, given.rating AS previous, known.updated_at AS rated_at, ${REVIEWED}`,
    [userId, rated(changes)],
  );
}

export function removeReviews(
  tx: Transaction,
  userId: number,
  changes: readonly Change[],
): Promise<{ movie_id: number; review_id: number }[]> {
  return tx.rows(
    `DELETE FROM movie_reviews WHERE user_id = $1 AND id = ANY ($2::integer[]) AND edited_at IS NULL
     RETURNING movie_id, id AS review_id`,
    [userId, changes.map(({ after }) => after.id)],
  );
}

const LISTED = `jsonb_to_recordset($2::jsonb) AS given
  (movie_id int, type text, watched_at date, at timestamptz, was boolean, was_watched_at date)`;
const STILL_LISTED = `known.user_id = $1 AND known.movie_id = given.movie_id AND known.interaction_type = given.type
  AND known.watched_at IS NOT DISTINCT FROM given.watched_at`;

const listed = (changes: readonly Change[]) =>
  JSON.stringify(
    changes.map(({ movie_id, kind, before, after }) => ({
      movie_id,
      type: kind,
      ...after,
      was: before !== null,
      was_watched_at: before?.watched_at,
    })),
  );

export function removeFromLists(
  tx: Transaction,
  userId: number,
  changes: readonly Change[],
): Promise<{ movie_id: number; type: InteractionType }[]> {
  return tx.rows(
    `DELETE FROM user_movie_interactions AS known USING ${LISTED}
     WHERE ${STILL_LISTED} AND NOT given.was AND known.created_at = given.at
     RETURNING known.movie_id, known.interaction_type AS type`,
    [userId, listed(changes)],
  );
}

export function restoreWatched(
  tx: Transaction,
  userId: number,
  changes: readonly Change[],
): Promise<{ movie_id: number; type: InteractionType; watched_at: string | null }[]> {
  return tx.rows(
    `UPDATE user_movie_interactions AS known SET watched_at = given.was_watched_at
     FROM ${LISTED} WHERE ${STILL_LISTED} AND given.was
     RETURNING known.movie_id, known.interaction_type AS type, known.watched_at`,
    [userId, listed(changes)],
  );
}
