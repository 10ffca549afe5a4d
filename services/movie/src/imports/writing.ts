// Does what lines say: ratings, lists and reviews of one member, many at once.
import { interactionSet, type ReviewFacts, reviewWritten } from '@movies/contract';
import type { Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { saveRatings } from '../ratings/bulk.ts';
import { movieTag, REVIEWS, reviewsOfMovieTag } from '../tags.ts';
import type { Change } from './deciding.ts';

type Core = Pick<Context, 'events' | 'cache'>;

/** Answers the changes as they are to be undone. The films are held. */
export async function write(core: Core, tx: Transaction, userId: number, changes: Change[]): Promise<Change[]> {
  const of = (kind: Change['kind']) => changes.filter((change) => change.kind === kind);
  const ratings = of('rating').map(({ movie_id, after }) => ({
    user_id: userId,
    movie_id,
    rating: after.rating as number,
    rated_at: after.at as string,
  }));
  if (ratings.length > 0) await saveRatings(core, tx, ratings);
  await writeLists(core, tx, userId, [...of('liked'), ...of('bookmarked'), ...of('watched')]);
  const reviews = await writeReviews(core, tx, userId, of('review'));
  return [...changes.filter(({ kind }) => kind !== 'review'), ...reviews];
}

async function writeLists({ events }: Core, tx: Transaction, userId: number, changes: Change[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ movie_id, kind: type, after }) => ({ movie_id, type, ...after }));
  await tx.run(
    `INSERT INTO user_movie_interactions AS known (user_id, movie_id, interaction_type, watched_at, created_at)
     SELECT $1, movie_id, type, watched_at, at
     FROM jsonb_to_recordset($2::jsonb) AS given (movie_id int, type text, watched_at date, at timestamptz)
     ORDER BY movie_id, type
     ON CONFLICT (user_id, movie_id, interaction_type) DO UPDATE SET watched_at = excluded.watched_at`,
    [userId, JSON.stringify(rows)],
  );
  const told = changes.map(({ movie_id, kind, after }) => ({
    subject: `user:${userId}`,
    data: {
      user_id: userId,
      movie_id,
      type: kind as 'liked' | 'bookmarked' | 'watched',
      watched_at: after.watched_at as string | null,
    },
  }));
  await events.tellAll(tx, interactionSet, told);
}

const WRITE_REVIEWS = `
  WITH written AS (
    INSERT INTO movie_reviews (user_id, movie_id, review, rating, created_at)
    SELECT $1, given.movie_id, given.review, rated.rating, given.at
    FROM jsonb_to_recordset($2::jsonb) AS given (movie_id int, review text, at timestamptz)
    LEFT JOIN movie_ratings rated ON rated.user_id = $1 AND rated.movie_id = given.movie_id
    ORDER BY given.movie_id
    ON CONFLICT DO NOTHING
    RETURNING id, user_id, movie_id, title, rating, contains_spoilers, created_at
  )
  SELECT r.id AS review_id, r.user_id, a.username, r.movie_id, m.title AS movie_title, r.title, r.rating,
    r.contains_spoilers, r.created_at
  FROM written r JOIN movies m ON m.id = r.movie_id JOIN authors a ON a.user_id = r.user_id ORDER BY r.id`;

async function writeReviews(
  { events, cache }: Core,
  tx: Transaction,
  userId: number,
  changes: Change[],
): Promise<Change[]> {
  if (changes.length === 0) return [];
  const rows = changes.map(({ movie_id, after }) => ({ movie_id, ...after }));
  const written = await tx.rows<ReviewFacts>(WRITE_REVIEWS, [userId, JSON.stringify(rows)]);
  await events.tellAll(
    tx,
    reviewWritten,
    written.map((data) => ({ subject: `user:${userId}`, data })),
  );
  const movies = written.map(({ movie_id }) => movie_id);
  tx.afterCommit(() => cache.purge([REVIEWS, ...movies.map(reviewsOfMovieTag), ...movies.map(movieTag)]));
  return written.map(({ movie_id, review_id }) => ({
    movie_id,
    kind: 'review' as const,
    before: null,
    after: { id: review_id },
  }));
}
