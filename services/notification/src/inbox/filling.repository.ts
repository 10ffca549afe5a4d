// What comes into inboxes, and what goes from them again. With each entry come the deliveries to webhooks.
import { deleteInBatches, type Transaction } from '@movies/service-kit';

export interface Entry {
  eventId: string;
  kind: 'new_review' | 'comment' | 'like';
  movieId: number;
  reviewId: number;
  commentId?: number;
  fromId: number;
  reviewTitle?: string;
}

const ENTRY = '$1::varchar, $2::varchar, $3::integer, $4::integer, $5::integer, $6::integer, $7::varchar';

function values({ eventId, kind, movieId, reviewId, commentId, fromId, reviewTitle }: Entry): unknown[] {
  return [eventId, kind, movieId, reviewId, commentId ?? null, fromId, reviewTitle ?? ''];
}

// A statement has a second.
const SUBSCRIBERS_AT_ONCE = 20_000;

/** For all who follow the movie and want to hear of it, but its author. */
export async function fillForSubscribers(tx: Transaction, entry: Entry): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined; ) {
    const told: { last: number; subscribers: number } | undefined = await tx.row(
      `WITH part AS (
         SELECT user_id FROM subscriptions WHERE movie_id = $3 AND user_id > $8 ORDER BY user_id LIMIT $9
       ), filled AS (
         INSERT INTO inbox (event_id, kind, movie_id, review_id, comment_id, from_id, review_title, user_id)
         SELECT ${ENTRY}, user_id FROM part JOIN members USING (user_id)
         WHERE user_id <> $6 AND followed_movies AND NOT gone
         ON CONFLICT (user_id, event_id) DO NOTHING RETURNING id, user_id, kind
       ), ${DELIVERIES}
       SELECT max(user_id) AS last, count(*) AS subscribers FROM part`,
      [...values(entry), after, SUBSCRIBERS_AT_ONCE],
    );
    after = told && told.subscribers === SUBSCRIBERS_AT_ONCE ? told.last : undefined;
  }
}

const DELIVERIES = `delivered AS (
  INSERT INTO deliveries (webhook_id, inbox_id, event)
  SELECT w.id, filled.id, filled.kind FROM filled JOIN webhooks w USING (user_id)
  WHERE filled.kind = ANY (w.events) AND w.disabled_reason IS NULL
)`;

/** For one member, unless they do not want to hear of such things, or did it themselves. */
export async function fillFor(tx: Transaction, userId: number, wish: 'replies' | 'likes', entry: Entry): Promise<void> {
  if (userId === entry.fromId) return;
  await tx.run('INSERT INTO members (user_id) VALUES ($1) ON CONFLICT DO NOTHING', [userId]);
  await tx.run(
    `WITH filled AS (
       INSERT INTO inbox (event_id, kind, movie_id, review_id, comment_id, from_id, review_title, user_id)
       SELECT ${ENTRY}, user_id FROM members WHERE user_id = $8 AND ${wish} AND NOT gone
         AND EXISTS (SELECT FROM movies WHERE id = $3)
       ON CONFLICT (user_id, event_id) DO NOTHING RETURNING id, user_id, kind
     ), ${DELIVERIES} SELECT FROM filled`,
    [...values(entry), userId],
  );
}

export async function emptyOfReview(tx: Transaction, reviewId: number): Promise<void> {
  await deleteInBatches(tx, 'inbox', 'review_id = $1', [reviewId]);
}

export async function emptyOfComment(tx: Transaction, reviewId: number, commentId: number): Promise<void> {
  await tx.run('DELETE FROM inbox WHERE review_id = $1 AND comment_id = $2', [reviewId, commentId]);
}

export async function emptyOfLike(tx: Transaction, reviewId: number, fromId: number): Promise<void> {
  await tx.run(`DELETE FROM inbox WHERE review_id = $1 AND kind = 'like' AND from_id = $2`, [reviewId, fromId]);
}

export async function retitle(tx: Transaction, reviewId: number, title: string): Promise<void> {
  await tx.run('UPDATE inbox SET review_title = $2 WHERE review_id = $1 AND kind = $3 AND review_title <> $2', [
    reviewId,
    title,
    'new_review',
  ]);
}
