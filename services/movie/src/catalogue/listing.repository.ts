// Which films a list shows, and in which order.
import type { MovieListQuery } from '@movies/contract';
import type { Sql } from '@movies/service-kit';
import { type Conditions, conditionsOf, type Filters, fromAll, ID } from './filters.ts';

type Sort = NonNullable<MovieListQuery['sort']>;
type Order = NonNullable<MovieListQuery['order']>;

/** The table to begin with, and the order that one of its indexes has; where nothing is known comes last. */
const ORDERS: Record<Sort, { first: 'm' | 's' } & Record<Order, string>> = {
  popularity: {
    first: 's',
    desc: 's.popularity DESC, s.movie_id',
    asc: 's.popularity, s.movie_id DESC',
  },
  rating: {
    first: 's',
    desc: 's.mean DESC NULLS LAST, s.rating_count DESC, s.movie_id',
    asc: 's.mean, s.rating_count DESC, s.movie_id',
  },
  rating_count: { first: 's', desc: 's.rating_count DESC, s.movie_id', asc: 's.rating_count, s.movie_id DESC' },
  release_date: { first: 'm', desc: 'm.release_date DESC NULLS LAST, m.id DESC', asc: 'm.release_date, m.id' },
  title: { first: 'm', desc: 'm.search_title DESC, m.id DESC', asc: 'm.search_title, m.id' },
};

export interface Page {
  limit: number;
  offset: number;
}

export async function idsInOrder(
  sql: Sql,
  { sort = 'popularity', order = sort === 'title' ? 'asc' : 'desc', ...filters }: MovieListQuery,
  { limit, offset }: Page,
): Promise<number[]> {
  const { first, [order]: by } = ORDERS[sort];
  const conditions = conditionsOf(filters, first);
  const { length } = conditions.values;
  const text = `SELECT ${ID[first]} AS id ${fromWhere(conditions)} ORDER BY ${by} LIMIT $${length + 1} OFFSET $${length + 2}`;
  return (await sql.rows<{ id: number }>(text, [...conditions.values, limit, offset])).map(({ id }) => id);
}

export async function countFilms(sql: Sql, filters: Filters): Promise<number> {
  const conditions = conditionsOf(filters, filters.genre ? 'g' : 's');
  const row = await sql.row<{ n: number }>(`SELECT count(*) AS n ${fromWhere(conditions)}`, conditions.values);
  return row?.n ?? 0;
}

function fromWhere({ texts, tables }: Conditions): string {
  return `${fromAll(tables)} ${texts.length > 0 ? `WHERE ${texts.join(' AND ')}` : ''}`;
}

/** What people are busy with, then what is popular. */
export async function trendingIds(sql: Sql, { limit, offset }: Page): Promise<number[]> {
  const rows = await sql.rows<{ movie_id: number }>(TRENDING, [limit + offset, limit, offset]);
  return rows.map(({ movie_id }) => movie_id);
}

const TRENDING = `
  SELECT movie_id FROM (
    (SELECT movie_id, 1 AS part, trend AS worth FROM movie_scores WHERE trend > 0
      ORDER BY trend DESC, movie_id LIMIT $1)
    UNION ALL
    (SELECT movie_id, 2, popularity FROM movie_scores WHERE trend = 0 ORDER BY popularity DESC, movie_id LIMIT $1)
  ) AS both_parts
  ORDER BY part, worth DESC, movie_id LIMIT $2 OFFSET $3`;
