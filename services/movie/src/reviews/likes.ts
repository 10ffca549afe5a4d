// Members who like what others wrote.
import { type Review, reviewLiked, reviewUnliked } from '@movies/contract';
import type { Caller, Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { holdAuthor } from '../members/authors.ts';
import { LIKES, reviewTag } from '../tags.ts';
import { ownReview, reviewMissing } from './failures.ts';
import { type FoundReview, heldReview, maySee, shownTo } from './reviews.repository.ts';

export async function likeReview(context: Context, caller: Caller, id: number): Promise<Review> {
  return changeLike(context, caller, id, true, async (tx, review, username) => {
    await tx.run('INSERT INTO review_likes (review_id, user_id) VALUES ($1, $2)', [id, caller.userId]);
    const { user_id: author_id, movie_id, movie_title } = review;
    const { userId: user_id } = caller;
    const told = { review_id: id, author_id, user_id, username, movie_id, movie_title };
    await context.events.tell(tx, reviewLiked, `user:${user_id}`, told);
  });
}

export async function unlikeReview(context: Context, caller: Caller, id: number): Promise<Review> {
  return changeLike(context, caller, id, false, async (tx, { user_id: author_id }) => {
    const { userId: user_id } = caller;
    await tx.run('DELETE FROM review_likes WHERE review_id = $1 AND user_id = $2', [id, user_id]);
    await context.events.tell(tx, reviewUnliked, `user:${user_id}`, { review_id: id, author_id, user_id });
  });
}

type Change = (tx: Transaction, review: FoundReview, username: string) => Promise<void>;

async function changeLike(
  { database, cache }: Context,
  caller: Caller,
  id: number,
  liked: boolean,
  change: Change,
): Promise<Review> {
  return database.transaction(async (tx) => {
    const username = await holdAuthor(tx, caller);
    const review = await heldReview(tx, id, caller.userId);
    if (!review || !maySee(caller, review)) throw reviewMissing();
    if (liked && review.user_id === caller.userId) throw ownReview('like');
    if (review.liked === liked) return shownTo(caller, review);
    await change(tx, review, username);
    tx.afterCommit(() => cache.purge([reviewTag(id), LIKES]));
    return shownTo(caller, { ...review, liked, like_count: review.like_count + (liked ? 1 : -1) });
  });
}
