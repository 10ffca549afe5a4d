// Does what lines say: ratings, lists and reviews of one member, many at once.
import { interactionSet } from '@movies/contract';
import type { Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { saveRatings } from '../ratings/bulk.ts';
import { saveReviews } from '../reviews/bulk.ts';
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

async function writeReviews(core: Core, tx: Transaction, user_id: number, changes: Change[]): Promise<Change[]> {
  const reviews = changes.map(({ movie_id, after }) => ({
    user_id,
    movie_id,
    review: after.review as string,
    created_at: after.at as string,
  }));
  const written = await saveReviews(core, tx, reviews);
  return written.map(({ movie_id, review_id }) => ({
    movie_id,
    kind: 'review' as const,
    before: null,
    after: { id: review_id },
  }));
}
