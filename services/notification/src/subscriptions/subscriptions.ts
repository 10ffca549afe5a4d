// Members who follow the reviews of a movie.
import type { Subscription } from '@movies/contract';
import { AppError, type Caller, pageOf, type Sql } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { holdMember } from '../members/members.ts';
import { movieOf } from '../movies/finding.ts';

type Ref = number | string;
const MOST = 5_000;

export async function subscribe(
  context: Context,
  caller: Caller,
  ref: Ref,
): Promise<{ isNew: boolean; subscription: Subscription }> {
  const { id, title } = await movieOf(context, ref);
  return context.database.transaction(async (tx) => {
    await holdMember(tx, caller);
    // So that the film is still there when it is followed.
    if (!(await tx.row('SELECT id FROM movies WHERE id = $1 FOR KEY SHARE', [id]))) throw movieGone();
    const known = await subscriptionTo(tx, caller.userId, id);
    if (!known && (await countOf(tx, caller.userId)) >= MOST) throw tooMany();
    const at = known ?? (await add(tx, caller.userId, id));
    return { isNew: !known, subscription: { movie_id: id, movie_title: title, created_at: at } };
  });
}

export async function unsubscribe(context: Context, caller: Caller, ref: Ref): Promise<void> {
  const { id } = await movieOf(context, ref);
  const removed = await context.database.run('DELETE FROM subscriptions WHERE movie_id = $1 AND user_id = $2', [
    id,
    caller.userId,
  ]);
  if (removed === 0) throw new AppError('missing', 'not_followed', 'You do not follow this movie.');
}

export async function subscriptionsOf({ database }: Context, userId: number, query: { page?: number; limit?: number }) {
  const { limit, offset } = pageOf(query);
  const subscriptions = await database.rows<Subscription>(
    `SELECT s.movie_id, m.title AS movie_title, s.created_at FROM subscriptions s JOIN movies m ON m.id = s.movie_id
     WHERE s.user_id = $1 ORDER BY s.created_at DESC, s.movie_id DESC LIMIT $2 OFFSET $3`,
    [userId, limit, offset],
  );
  return { subscriptions, total: await countOf(database, userId) };
}

async function subscriptionTo(sql: Sql, userId: number, movieId: number): Promise<string | undefined> {
  const text = 'SELECT created_at FROM subscriptions WHERE movie_id = $1 AND user_id = $2';
  return (await sql.row<{ created_at: string }>(text, [movieId, userId]))?.created_at;
}

async function add(sql: Sql, userId: number, movieId: number): Promise<string> {
  const text = 'INSERT INTO subscriptions (movie_id, user_id) VALUES ($1, $2) RETURNING created_at';
  return (await sql.row<{ created_at: string }>(text, [movieId, userId]))?.created_at as string;
}

async function countOf(sql: Sql, userId: number): Promise<number> {
  const text = 'SELECT count(*) AS total FROM subscriptions WHERE user_id = $1';
  return (await sql.row<{ total: number }>(text, [userId]))?.total ?? 0;
}

function movieGone(): AppError {
  return new AppError('missing', 'movie_not_found', 'Movie not found');
}

function tooMany(): AppError {
  return new AppError('conflict', 'too_many_subscriptions', `Nobody can follow more than ${MOST} movies.`);
}
