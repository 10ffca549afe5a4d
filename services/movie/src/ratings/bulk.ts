// Keeps any number of ratings of any members in a constant number of statements: demo data, imports.
import { ratingSet } from '@movies/contract';
import type { Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { ALL, movieTag, RATINGS, ratingsOfTag, reviewTag } from '../tags.ts';

export interface RatingToSave {
  user_id: number;
  movie_id: number;
  rating: number;
  /** Where it is not said, now. */
  rated_at?: string | undefined;
}

export interface SavedRatings {
  added: number;
  changed: number;
  unchanged: number;
}

interface Saved {
  user_id: number;
  movie_id: number;
  rating: number;
  previous: number | null;
  rated_at: string;
  reviewed: number | null;
}

/**
 * Of several ratings of one film by one member the last given one counts. A film that is not there is left out, and a
 * member who is gone; they count as unchanged.
 */
export async function saveRatings(
  { events, cache }: Pick<Context, 'events' | 'cache'>,
  tx: Transaction,
  given: readonly RatingToSave[],
): Promise<SavedRatings> {
  const rows = JSON.stringify(lastOfEach(given));
  for (const hold of [HOLD_AUTHORS, HOLD_FILMS, HOLD_REVIEWS]) await tx.rows(hold, [rows]);
  const saved = await tx.rows<Saved>(SAVE, [rows]);
  const told = saved.map(({ reviewed: _, ...data }) => ({ subject: `user:${data.user_id}`, data }));
  await events.tellAll(tx, ratingSet, told);
  if (saved.length > 0) tx.afterCommit(() => cache.purge(tagsOf(saved)));
  const added = saved.filter(({ previous }) => previous === null).length;
  return { added, changed: saved.length - added, unchanged: given.length - saved.length };
}

function lastOfEach(given: readonly RatingToSave[]): RatingToSave[] {
  return [...new Map(given.map((row) => [`${row.user_id} ${row.movie_id}`, row])).values()];
}

const GIVEN = `jsonb_to_recordset($1::jsonb) AS given (user_id integer, movie_id integer, rating real, rated_at timestamptz)`;

// The order in which everyone locks, so that nobody waits for someone who waits for them. Films are held more firmly than
// by who rates one: the triggers come to what is counted of them in no order.
const HOLD_AUTHORS = `
  SELECT FROM authors WHERE user_id IN (SELECT user_id FROM ${GIVEN}) ORDER BY user_id FOR NO KEY UPDATE`;
const HOLD_FILMS = `SELECT FROM movies WHERE id IN (SELECT movie_id FROM ${GIVEN}) ORDER BY id FOR NO KEY UPDATE`;
const HOLD_REVIEWS = `
  SELECT FROM movie_reviews AS review JOIN ${GIVEN} USING (user_id, movie_id)
  ORDER BY review.id FOR NO KEY UPDATE OF review`;

const SAVE = `
  WITH before AS (
    SELECT known.user_id, known.movie_id, known.rating
    FROM movie_ratings AS known JOIN ${GIVEN} USING (user_id, movie_id)
  ), written AS (
    INSERT INTO movie_ratings AS known (user_id, movie_id, rating, created_at, updated_at)
    SELECT given.user_id, films.id, given.rating, coalesce(rated_at, now()), coalesce(rated_at, now())
    FROM ${GIVEN}
    JOIN movies AS films ON films.id = given.movie_id
    LEFT JOIN before ON before.user_id = given.user_id AND before.movie_id = given.movie_id
    WHERE before.rating IS DISTINCT FROM given.rating
      AND NOT EXISTS (SELECT FROM authors WHERE user_id = given.user_id AND gone)
    ON CONFLICT (user_id, movie_id) DO UPDATE SET rating = excluded.rating, updated_at = excluded.updated_at
    RETURNING user_id, movie_id, rating, updated_at
  )
  SELECT user_id, movie_id, written.rating, before.rating AS previous, written.updated_at AS rated_at,
    review.id AS reviewed
  FROM written
  LEFT JOIN before USING (user_id, movie_id)
  LEFT JOIN movie_reviews AS review USING (user_id, movie_id)`;

/** Beyond this it is quicker to load all again than to purge each. */
const MOST_TAGS = 500;

function tagsOf(saved: readonly Saved[]): string[] {
  const tags = new Set([RATINGS]);
  for (const { user_id, movie_id, reviewed } of saved) {
    tags.add(movieTag(movie_id)).add(ratingsOfTag(user_id));
    if (reviewed !== null) tags.add(reviewTag(reviewed));
  }
  return tags.size > MOST_TAGS ? [ALL] : [...tags];
}
