// What moderators do about reports. All reports of the same thing share its fate.
import type { Moderation, Report } from '@movies/contract';
import type { Caller, Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { holdAuthor } from '../members/authors.ts';
import { commentById } from '../reviews/comments.repository.ts';
import { tellCommented, tellUncommented } from '../reviews/comments.ts';
import { type FoundReview, heldReview } from '../reviews/reviews.repository.ts';
import { tellRemoved, tellShownAgain } from '../reviews/telling.ts';
import { isHidden, isNotHidden, reportMissing } from './failures.ts';
import { decide, placeOf, reportById, setHidden, type Thing } from './reports.repository.ts';

const STATUS = { hide: 'hidden', restore: 'restored', dismiss: 'dismissed' } as const;

export async function moderate(
  context: Context,
  caller: Caller,
  id: number,
  { action, reason }: Moderation,
): Promise<Report> {
  return context.database.transaction(async (tx) => {
    await holdAuthor(tx, caller);
    const thing = (await reportById(tx, id)) as Thing | undefined;
    const review = thing && (await holdPlace(tx, thing, caller));
    if (!thing || !review) throw reportMissing(id);
    await ACTIONS[action](context, tx, thing, review);
    await decide(tx, thing, STATUS[action], { action, reason, moderatorId: caller.userId });
    const after = await reportById(tx, id);
    if (!after) throw reportMissing(id);
    return after;
  });
}

/** The film first and then the review, as everyone does who changes what is counted of the film. */
async function holdPlace(tx: Transaction, thing: Thing, { userId }: Caller): Promise<FoundReview | undefined> {
  const place = await placeOf(tx, thing);
  if (!place) return undefined;
  await tx.rows('SELECT FROM movies WHERE id = $1 FOR KEY SHARE', [place.movie_id]);
  return heldReview(tx, place.review_id, userId);
}

type Action = (context: Context, tx: Transaction, thing: Thing, review: FoundReview) => Promise<void>;

const ACTIONS: Record<Moderation['action'], Action> = {
  hide: async (context, tx, thing, review) => {
    const isChanged = await setHidden(tx, thing, true);
    if (isChanged) await tellHidden(context, tx, thing, review);
  },
  restore: async (context, tx, thing, review) => {
    if (!(await setHidden(tx, thing, false))) throw isNotHidden();
    await tellShown(context, tx, thing, review);
  },
  dismiss: async (_, tx, thing, review) => {
    if (await isOutOfSight(tx, thing, review)) throw isHidden();
  },
};

async function tellHidden(context: Context, tx: Transaction, thing: Thing, review: FoundReview): Promise<void> {
  if (thing.comment_id === null) return tellRemoved(context, tx, review);
  const comment = await commentById(tx, thing.comment_id);
  if (comment) await tellUncommented(context, tx, { ...comment, hidden: false });
}

async function tellShown(context: Context, tx: Transaction, thing: Thing, review: FoundReview): Promise<void> {
  if (thing.comment_id === null) return tellShownAgain(context, tx, { ...review, hidden: false });
  const comment = await commentById(tx, thing.comment_id);
  if (comment) await tellCommented(context, tx, review, comment);
}

async function isOutOfSight(tx: Transaction, { comment_id }: Thing, review: FoundReview): Promise<boolean> {
  if (comment_id === null) return review.hidden;
  return (await commentById(tx, comment_id))?.hidden ?? false;
}
