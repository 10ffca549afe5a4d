// Makes it as it was before an import, as far as its member has not changed it since.
import { interactionRemoved, interactionSet, ratingRemoved, ratingSet, reviewRemoved } from '@movies/contract';
import type { Transaction } from '@movies/service-kit';
import type { Context } from '../context.ts';
import type { InteractionType } from '../lists/interaction.entity.ts';
import { holdAuthor } from '../members/authors.ts';
import { movieTag, RATINGS, REVIEWS, ratingsOfTag, reviewsOfMovieTag, reviewTag } from '../tags.ts';
import type { Change } from './deciding.ts';
import { importMissing, importRunning } from './failures.ts';
import { heldImport, setStatus } from './imports.repository.ts';
import * as undo from './undoing.repository.ts';

type Core = Pick<Context, 'events' | 'cache'>;

/** One that is interrupted goes on where it was when it is asked for again; one that is done stays so. */
export async function undoImport(context: Context, userId: number, id: number): Promise<void> {
  while (await context.database.transaction((tx) => undoSome(context, tx, userId, id)));
}

async function undoSome(context: Context, tx: Transaction, userId: number, id: number): Promise<boolean> {
  await holdAuthor(tx, { userId, username: '' });
  const entry = await heldImport(tx, id);
  if (entry?.user_id !== userId || entry.status === 'staging') throw importMissing();
  if (entry.status === 'queued' || entry.status === 'running') throw importRunning();
  const changes = await undo.takeChanges(tx, id);
  if (changes.length === 0) {
    await setStatus(tx, id, 'undone', ['done', 'failed']);
    return false;
  }
  await undo.holdFilms(tx, changes);
  await undoRatings(context, tx, userId, changes);
  await undoReviews(context, tx, userId, changes);
  await undoLists(context, tx, userId, changes);
  return true;
}

async function undoRatings({ events, cache }: Core, tx: Transaction, userId: number, all: Change[]): Promise<void> {
  const changes = all.filter(({ kind }) => kind === 'rating');
  if (changes.length === 0) return;
  const subject = `user:${userId}`;
  const removed = await undo.removeRatings(tx, userId, changes);
  const restored = await undo.restoreRatings(tx, userId, changes);
  const gone = removed.map(({ movie_id }) => ({ subject, data: { user_id: userId, movie_id } }));
  await events.tellAll(tx, ratingRemoved, gone);
  await events.tellAll(
    tx,
    ratingSet,
    restored.map(({ reviewed: _, ...data }) => ({ subject, data: { user_id: userId, ...data } })),
  );
  const touched = [...removed, ...restored];
  const reviews = touched.flatMap(({ reviewed }) => (reviewed === null ? [] : [reviewTag(reviewed)]));
  const movies = touched.map(({ movie_id }) => movieTag(movie_id));
  tx.afterCommit(() => cache.purge([RATINGS, ratingsOfTag(userId), ...movies, ...reviews]));
}

async function undoReviews({ events, cache }: Core, tx: Transaction, userId: number, all: Change[]): Promise<void> {
  const changes = all.filter(({ kind }) => kind === 'review');
  if (changes.length === 0) return;
  const removed = await undo.removeReviews(tx, userId, changes);
  const told = removed.map((data) => ({ subject: `user:${userId}`, data: { ...data, user_id: userId } }));
  await events.tellAll(tx, reviewRemoved, told);
  const tags = removed.flatMap(({ movie_id, review_id }) => [
    movieTag(movie_id),
    reviewsOfMovieTag(movie_id),
    reviewTag(review_id),
  ]);
  tx.afterCommit(() => cache.purge([REVIEWS, ...tags]));
}

const LISTS: readonly string[] = ['liked', 'bookmarked', 'watched'];

async function undoLists({ events }: Core, tx: Transaction, userId: number, all: Change[]): Promise<void> {
  const changes = all.filter(({ kind }) => LISTS.includes(kind));
  if (changes.length === 0) return;
  const told = <Data extends { movie_id: number; type: InteractionType }>(rows: Data[]) =>
    rows.map((data) => ({ subject: `user:${userId}`, data: { user_id: userId, ...data } }));
  await events.tellAll(tx, interactionRemoved, told(await undo.removeFromLists(tx, userId, changes)));
  await events.tellAll(tx, interactionSet, told(await undo.restoreWatched(tx, userId, changes)));
}
