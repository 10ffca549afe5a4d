// All SQL of the inboxes.
import type { InboxQuery, Notification } from '@movies/contract';
import type { Sql } from '@movies/service-kit';
import { textOf } from './texts.ts';

interface InboxRow {
  id: number;
  user_id: number;
  kind: Notification['kind'];
  movie_id: number;
  movie_title: string;
  review_id: number;
  review_title: string;
  from_id: number;
  username: string;
  read: boolean;
  created_at: string;
}

const SELECT = `
  SELECT i.id, i.user_id, i.kind, i.movie_id, m.title AS movie_title, i.review_id, i.review_title, i.from_id,
    coalesce(f.username, '') AS username, i.read, i.created_at
  FROM inbox i JOIN movies m ON m.id = i.movie_id LEFT JOIN members f ON f.user_id = i.from_id`;

function notificationOf(row: InboxRow): Notification {
  const { id, kind, movie_id, review_id, from_id, username, read, created_at } = row;
  return { id, kind, text: textOf(row), movie_id, review_id, from: { id: from_id, username }, read, created_at };
}

/** One more than asked for, so that it is known whether there is more. */
export async function pageOfInbox(sql: Sql, userId: number, { cursor, limit = 20, unread }: InboxQuery) {
  const rows = await sql.rows<InboxRow>(
    `${SELECT} WHERE i.user_id = $1 AND i.id < $2 ${unread ? 'AND NOT i.read' : ''} ORDER BY i.id DESC LIMIT $3`,
    [userId, Number(cursor ?? LARGEST_ID), limit + 1],
  );
  return rows.map(notificationOf);
}

const LARGEST_ID = 2_147_483_647;

export async function unreadOf(sql: Sql, userId: number): Promise<number> {
  const text = 'SELECT count(*) AS unread FROM inbox WHERE user_id = $1 AND NOT read';
  return (await sql.row<{ unread: number }>(text, [userId]))?.unread ?? 0;
}

export async function setRead(sql: Sql, userId: number, ids: readonly number[] | 'all'): Promise<void> {
  const text = 'UPDATE inbox SET read = true WHERE user_id = $1 AND NOT read';
  if (ids === 'all') await sql.run(text, [userId]);
  else await sql.run(`${text} AND id = ANY ($2)`, [userId, ids]);
}

export async function lastInboxId(sql: Sql): Promise<number> {
  return (await sql.row<{ last: number }>('SELECT coalesce(max(id), 0) AS last FROM inbox'))?.last ?? 0;
}

/** What came after one entry and up to another for any of these members, with whose it is. */
export async function newEntriesFor(sql: Sql, userIds: readonly number[], after: number, upTo: number) {
  const rows = await sql.rows<InboxRow>(
    `${SELECT} WHERE i.id > $1 AND i.id <= $2 AND i.user_id = ANY ($3) ORDER BY i.id`,
    [after, upTo, userIds],
  );
  return rows.map((row) => ({ userId: row.user_id, notification: notificationOf(row) }));
}

export async function entryById(sql: Sql, id: number): Promise<Notification | undefined> {
  const row = await sql.row<InboxRow>(`${SELECT} WHERE i.id = $1`, [id]);
  return row && notificationOf(row);
}

/** What came to a member since a time and was not read, newest first. */
export async function unreadSince(sql: Sql, userId: number, since: string | null, limit: number) {
  const rows = await sql.rows<InboxRow>(
    `${SELECT} WHERE i.user_id = $1 AND NOT i.read AND i.created_at > coalesce($2, '-infinity'::timestamptz)
     ORDER BY i.id DESC LIMIT $3`,
    [userId, since, limit],
  );
  return rows.map(notificationOf);
}
