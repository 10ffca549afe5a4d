// What members say to reviews.
import { type Comment, commentRemoved, commentWritten } from '@movies/contract';
import { type Caller, pageOf, type Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { holdAuthor } from '../members/authors.ts';
import { seesHidden } from '../members/people.ts';
import { reviewTag } from '../tags.ts';
import { commentById, type FoundComment, insertComment, pageOfComments, removeComment } from './comments.repository.ts';
import { commentMissing, notYourComment, reviewMissing } from './failures.ts';
import { type FoundReview, heldReview, maySee, reviewById } from './reviews.repository.ts';

type Viewer = Caller | undefined;

export async function commentsOf(
  { database }: Context,
  reviewId: number,
  query: { page?: number; limit?: number },
  viewer: Viewer,
): Promise<{ comments: Comment[]; total: number }> {
  const review = await reviewById(database, reviewId, viewer?.userId);
  if (!review || !maySee(viewer, review)) throw reviewMissing();
  const hiddenOf = viewer?.isStaff ? 'everyone' : (viewer?.userId ?? null);
  const { comments, total } = await pageOfComments(database, reviewId, hiddenOf, pageOf(query));
  return { comments: comments.map(shown), total };
}

function shown({ hidden, ...comment }: FoundComment): Comment {
  return { ...comment, ...(hidden ? { hidden } : {}) };
}

export async function writeComment(context: Context, caller: Caller, reviewId: number, text: string): Promise<Comment> {
  return context.database.transaction(async (tx) => {
    const username = await holdAuthor(tx, caller);
    const review = await heldReview(tx, reviewId, caller.userId);
    if (!review || !maySee(caller, review)) throw reviewMissing();
    const added = await insertComment(tx, reviewId, caller.userId, text);
    const comment = { ...added, review_id: reviewId, user_id: caller.userId, username, text };
    await tellCommented(context, tx, review, comment);
    return comment;
  });
}

export async function deleteComment(context: Context, caller: Caller, id: number): Promise<void> {
  await context.database.transaction(async (tx) => {
    await holdAuthor(tx, caller);
    const comment = await commentById(tx, id);
    if (!comment || (comment.hidden && !seesHidden(caller, comment.user_id))) throw commentMissing();
    if (!seesHidden(caller, comment.user_id)) throw notYourComment();
    await heldReview(tx, comment.review_id, caller.userId);
    const removed = await removeComment(tx, id);
    if (!removed) throw commentMissing();
    await tellUncommented(context, tx, { ...comment, ...removed });
  });
}

type Told = Pick<FoundComment, 'id' | 'user_id' | 'username'>;

export async function tellCommented(
  { events, cache }: Pick<Context, 'events' | 'cache'>,
  tx: Transaction,
  review: FoundReview,
  { id: comment_id, user_id, username }: Told,
): Promise<void> {
  const { id: review_id, user_id: author_id, movie_id, movie_title } = review;
  const told = { comment_id, review_id, author_id, user_id, username, movie_id, movie_title };
  await events.tell(tx, commentWritten, `user:${user_id}`, told);
  tx.afterCommit(() => cache.purge([reviewTag(review_id)]));
}

/** One that was out of sight is told as removed already. */
export async function tellUncommented(
  { events, cache }: Pick<Context, 'events' | 'cache'>,
  tx: Transaction,
  { id: comment_id, review_id, user_id, hidden }: FoundComment,
): Promise<void> {
  if (!hidden) await events.tell(tx, commentRemoved, `user:${user_id}`, { comment_id, review_id, user_id });
  tx.afterCommit(() => cache.purge([reviewTag(review_id)]));
}
