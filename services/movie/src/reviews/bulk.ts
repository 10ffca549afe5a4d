// Keeps any number of reviews and comments of any members in a constant number of statements: demo data, imports.
import { type ReviewFacts, reviewWritten } from '@movies/contract';
import type { Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { movieTag, REVIEWS, reviewsOfMovieTag, reviewTag } from '../tags.ts';

type Core = Pick<Context, 'events' | 'cache'>;

export interface ReviewToSave {
  user_id: number;
  movie_id: number;
  title?: string;
  review: string;
  contains_spoilers?: boolean;
  created_at: string;
}

/** Those that are new; a film that someone has reviewed already keeps that review. For whoever holds authors and films. */
export async function saveReviews(
  { events, cache }: Core,
  tx: Transaction,
  reviews: readonly ReviewToSave[],
): Promise<ReviewFacts[]> {
  if (reviews.length === 0) return [];
  const written = await tx.rows<ReviewFacts>(SAVE_REVIEWS, [JSON.stringify(reviews)]);
  const told = written.map((data) => ({ subject: `user:${data.user_id}`, data }));
  await events.tellAll(tx, reviewWritten, told);
  const movies = written.map(({ movie_id }) => movie_id);
  tx.afterCommit(() => cache.purge([REVIEWS, ...movies.map(reviewsOfMovieTag), ...movies.map(movieTag)]));
  return written;
}

const SAVE_REVIEWS = `
  WITH written AS (
    INSERT INTO movie_reviews (user_id, movie_id, title, review, contains_spoilers, rating, created_at)
    SELECT user_id, movie_id, coalesce(given.title, ''), given.review, coalesce(given.contains_spoilers, false),
      rated.rating, given.created_at
    FROM jsonb_to_recordset($1::jsonb) AS given (user_id integer, movie_id integer, title text, review text,
      contains_spoilers boolean, created_at timestamptz)
    LEFT JOIN movie_ratings AS rated USING (user_id, movie_id)
    ORDER BY movie_id, user_id
    ON CONFLICT DO NOTHING
    RETURNING id, user_id, movie_id, title, rating, contains_spoilers, created_at
  )
  SELECT written.id AS review_id, user_id, username, movie_id, movies.title AS movie_title, written.title, rating,
    contains_spoilers, written.created_at
  FROM written JOIN movies ON movies.id = movie_id JOIN authors USING (user_id) ORDER BY written.id`;

export interface CommentToSave {
  review_id: number;
  user_id: number;
  text: string;
  created_at: string;
}

/** Nobody is told of them: they are older than whoever would want to know. */
export async function saveComments(
  { cache }: Core,
  tx: Transaction,
  comments: readonly CommentToSave[],
): Promise<void> {
  await tx.run(
    `INSERT INTO review_comments (review_id, user_id, text, created_at)
     SELECT review_id, user_id, text, created_at
     FROM jsonb_to_recordset($1::jsonb) AS given (review_id integer, user_id integer, text text, created_at timestamptz)
     ORDER BY review_id, created_at`,
    [JSON.stringify(comments)],
  );
  tx.afterCommit(() => cache.purge(comments.map(({ review_id }) => reviewTag(review_id))));
}
