// All SQL about favourites, watchlists and watched films.
import type { DiaryQuery } from '@movies/contract';
import type { Sql, Transaction } from '@movies/service-kit';
import type { InteractionType } from './interaction.entity.ts';

export interface ListedRow {
  movie_id: number;
  created_at: string;
  watched_at: string | null;
}

export interface WrittenRow extends ListedRow {
  isNew: boolean;
  isChanged: boolean;
}

const COLUMNS = 'movie_id, created_at, watched_at';

/** `watchedAt` undefined: stays as it is. Undefined is answered where the film is not there (any more). */
export async function putOnList(
  tx: Transaction,
  type: InteractionType,
  { userId, movieId, watchedAt }: { userId: number; movieId: number; watchedAt: string | null | undefined },
): Promise<WrittenRow | undefined> {
  const values = [userId, movieId, type, watchedAt ?? null];
  const added = await tx.row<ListedRow>(ADD, values);
  if (added) return { ...added, isNew: true, isChanged: true };
  const changed = watchedAt === undefined ? undefined : await tx.row<ListedRow>(CHANGE, values);
  if (changed) return { ...changed, isNew: false, isChanged: true };
  const known = await tx.row<ListedRow>(READ, values.slice(0, 3));
  return known && { ...known, isNew: false, isChanged: false };
}

const WHICH = 'user_id = $1 AND movie_id = $2 AND interaction_type = $3';

const ADD = `
  WITH film AS MATERIALIZED (SELECT id FROM movies WHERE id = $2 FOR KEY SHARE)
  INSERT INTO user_movie_interactions (user_id, movie_id, interaction_type, watched_at)
  SELECT $1, id, $3, $4::date FROM film
  ON CONFLICT (user_id, movie_id, interaction_type) DO NOTHING RETURNING ${COLUMNS}`;
const CHANGE = `
  UPDATE user_movie_interactions SET watched_at = $4::date
  WHERE ${WHICH} AND watched_at IS DISTINCT FROM $4::date RETURNING ${COLUMNS}`;
const READ = `SELECT ${COLUMNS} FROM user_movie_interactions WHERE ${WHICH}`;

/** False where it was not there. */
export async function takeOffList(
  tx: Transaction,
  type: InteractionType,
  userId: number,
  movieId: number,
): Promise<boolean> {
  return (await tx.run(`DELETE FROM user_movie_interactions WHERE ${WHICH}`, [userId, movieId, type])) > 0;
}

type Order = NonNullable<DiaryQuery['sort']>;

const ORDERS: Record<Order, string> = {
  newest: 'created_at DESC, id DESC',
  watched: 'watched_at DESC NULLS LAST, created_at DESC, id DESC',
};

export async function pageOfList(
  sql: Sql,
  type: InteractionType,
  userId: number,
  { sort = 'newest', limit, offset }: { sort?: Order | undefined; limit: number; offset: number },
): Promise<{ rows: ListedRow[]; total: number }> {
  const which = 'user_id = $1 AND interaction_type = $2';
  const text = `SELECT count(*) AS total FROM user_movie_interactions WHERE ${which}`;
  const total = (await sql.row<{ total: number }>(text, [userId, type]))?.total ?? 0;
  if (offset >= total) return { rows: [], total };
  const rows = await sql.rows<ListedRow>(
    `SELECT ${COLUMNS} FROM user_movie_interactions WHERE ${which}
     ORDER BY ${ORDERS[sort]} LIMIT $3 OFFSET $4`,
    [userId, type, limit, offset],
  );
  return { rows, total };
}
