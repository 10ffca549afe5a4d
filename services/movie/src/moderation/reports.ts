// Members who say that something should not stand here.
import type { ReportInput } from '@movies/contract';
import type { Caller } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { holdAuthor } from '../members/authors.ts';
import { seesHidden } from '../members/people.ts';
import { commentById } from '../reviews/comments.repository.ts';
import { commentMissing, ownReview, reviewMissing } from '../reviews/failures.ts';
import { heldReview, maySee } from '../reviews/reviews.repository.ts';
import { ownComment } from './failures.ts';
import { insertReport } from './reports.repository.ts';

export interface Reported {
  id: number;
  isNew: boolean;
}

export async function reportReview(
  { database }: Context,
  caller: Caller,
  id: number,
  input: ReportInput,
): Promise<Reported> {
  return database.transaction(async (tx) => {
    await holdAuthor(tx, caller);
    const review = await heldReview(tx, id, caller.userId);
    if (!review || !maySee(caller, review)) throw reviewMissing();
    if (review.user_id === caller.userId) throw ownReview('report');
    return insertReport(tx, caller.userId, { review_id: id, comment_id: null }, input);
  });
}

export async function reportComment(
  { database }: Context,
  caller: Caller,
  id: number,
  input: ReportInput,
): Promise<Reported> {
  return database.transaction(async (tx) => {
    await holdAuthor(tx, caller);
    const before = await commentById(tx, id);
    if (before) await heldReview(tx, before.review_id, caller.userId);
    // Now that nobody can take it away.
    const comment = before && (await commentById(tx, id));
    if (!comment || (comment.hidden && !seesHidden(caller, comment.user_id))) throw commentMissing();
    if (comment.user_id === caller.userId) throw ownComment();
    return insertReport(tx, caller.userId, { review_id: null, comment_id: id }, input);
  });
}
