// Everything this service knows of a member, for that member.
import type { Sql } from '@movies/service-kit';

const PARTS = {
  subscriptions: `SELECT s.movie_id, m.title AS movie_title, s.created_at
    FROM subscriptions s JOIN movies m ON m.id = s.movie_id WHERE s.user_id = $1 ORDER BY s.created_at`,
  inbox: `SELECT id, kind, movie_id, review_id, from_id, review_title, read, created_at
    FROM inbox WHERE user_id = $1 ORDER BY id`,
  webhooks: 'SELECT id, url, events, disabled_reason, created_at FROM webhooks WHERE user_id = $1 ORDER BY id',
  announcements: `SELECT id, movie_id, movie_title, review_id, review_title, created_at
    FROM announcements WHERE user_id = $1 ORDER BY place`,
};

export async function exportOf(sql: Sql, userId: number): Promise<Record<string, unknown[]>> {
  const parts: Record<string, unknown[]> = {};
  for (const [name, text] of Object.entries(PARTS)) parts[name] = await sql.rows(text, [userId]);
  return parts;
}
