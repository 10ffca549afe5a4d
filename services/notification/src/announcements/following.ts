// What this service does about what happens to movies and reviews. All of it is in one transaction with the place up to
// which the movie service's log was read; what is emitted is read from the rows once they are committed.
import {
  commentRemoved,
  commentWritten,
  type DataOf,
  type EventRecord,
  type EventType,
  type MovieFacts,
  movieChanged,
  movieCreated,
  movieDeleted,
  type ReviewFacts,
  reviewEdited,
  reviewLiked,
  reviewRemoved,
  reviewUnliked,
  reviewWritten,
} from '@movies/contract';
import type { Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import {
  emptyOfComment,
  emptyOfLike,
  emptyOfReview,
  fillFor,
  fillForSubscribers,
  retitle,
} from '../inbox/filling.repository.ts';
import { holdInboxes } from '../members/erasure.ts';
import { removeMovie, saveMovies } from '../movies/movies.repository.ts';
import { announce, changeAnnounced, unannounce } from './announcements.repository.ts';

type Apply = (tx: Transaction, event: EventRecord) => Promise<void>;

/** For following the movie service. `deliver` is asked to send what there is to send, once it is committed. */
export function movieEvents({ bell }: Pick<Context, 'bell'>, deliver: () => Promise<void>) {
  return async (events: EventRecord[], tx: Transaction): Promise<void> => {
    await holdInboxes(tx);
    let movies: MovieFacts[] = [];
    const save = async () => {
      await saveMovies(tx, movies);
      movies = [];
    };
    for (const event of events) {
      if (event.type === movieCreated.name || event.type === movieChanged.name) movies.push(event.data as MovieFacts);
      const apply = APPLY.get(event.type);
      if (!apply) continue;
      await save();
      await apply(tx, event);
    }
    await save();
    tx.afterCommit(() => bell.ring());
    tx.afterCommit(deliver);
  };
}

const APPLY = new Map<string, Apply>([
  on(movieDeleted, (tx, { movie_id }) => removeMovie(tx, movie_id)),
  on(reviewWritten, write),
  on(reviewEdited, async (tx, review) => {
    await changeAnnounced(tx, review);
    await retitle(tx, review.review_id, review.title);
  }),
  on(reviewRemoved, async (tx, { review_id }) => {
    await unannounce(tx, review_id);
    await emptyOfReview(tx, review_id);
  }),
  on(commentWritten, async (tx, comment, { id: eventId }) => {
    if (await isGone(tx, comment)) return;
    const { author_id, movie_id: movieId, review_id: reviewId, comment_id: commentId, user_id: fromId } = comment;
    await fillFor(tx, author_id, 'replies', { eventId, kind: 'comment', movieId, reviewId, commentId, fromId });
  }),
  on(commentRemoved, (tx, { review_id, comment_id }) => emptyOfComment(tx, review_id, comment_id)),
  on(reviewLiked, async (tx, like, { id: eventId }) => {
    if (await isGone(tx, like)) return;
    const { author_id, movie_id: movieId, review_id: reviewId, user_id: fromId } = like;
    await fillFor(tx, author_id, 'likes', { eventId, kind: 'like', movieId, reviewId, fromId });
  }),
  on(reviewUnliked, (tx, { review_id, user_id }) => emptyOfLike(tx, review_id, user_id)),
]);

function on<E extends EventType>(
  type: E,
  apply: (tx: Transaction, data: DataOf<E>, event: EventRecord) => Promise<void>,
): [string, Apply] {
  return [type.name, (tx, event) => apply(tx, event.data as DataOf<E>, event)];
}

const WORTH_TELLING_MS = 7 * 24 * 3600 * 1_000;

async function write(tx: Transaction, review: ReviewFacts, { id: eventId, at }: EventRecord): Promise<void> {
  const isOld = Date.now() - Date.parse(at) > WORTH_TELLING_MS;
  if (isOld || (await isGone(tx, review))) return;
  await announce(tx, eventId, review);
  const { movie_id: movieId, review_id: reviewId, user_id: fromId, title: reviewTitle } = review;
  await fillForSubscribers(tx, { eventId, kind: 'new_review', movieId, reviewId, fromId, reviewTitle });
}

/** Whoever did something is known from now on; of someone who has left meanwhile nobody is told. */
async function isGone(tx: Transaction, { user_id, username }: { user_id: number; username: string }): Promise<boolean> {
  const member = await tx.row<{ gone: boolean }>(
    `INSERT INTO members AS known (user_id, username) VALUES ($1, $2)
     ON CONFLICT (user_id) DO UPDATE
       SET username = CASE WHEN known.username = '' AND NOT known.gone THEN excluded.username ELSE known.username END
     RETURNING gone`,
    [user_id, username],
  );
  return member?.gone ?? false;
}
