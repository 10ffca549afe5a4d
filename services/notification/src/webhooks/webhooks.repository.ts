// All SQL of webhooks and of what was sent to them.
import type { Delivery, Webhook } from '@movies/contract';
import type { Sql } from '@movies/service-kit';

const SHOWN = 'id, url, events, disabled_reason, created_at';

export function webhooksOf(sql: Sql, userId: number): Promise<Webhook[]> {
  return sql.rows(`SELECT ${SHOWN} FROM webhooks WHERE user_id = $1 ORDER BY id`, [userId]);
}

export async function insertWebhook(
  sql: Sql,
  userId: number,
  { url, events, secret }: { url: string; events: string[]; secret: string },
): Promise<Webhook> {
  const text = `INSERT INTO webhooks (user_id, url, events, secret) VALUES ($1, $2, $3, $4) RETURNING ${SHOWN}`;
  return (await sql.row<Webhook>(text, [userId, url, events, secret])) as Webhook;
}

export async function deleteWebhook(sql: Sql, userId: number, id: number): Promise<boolean> {
  return (await sql.run('DELETE FROM webhooks WHERE user_id = $1 AND id = $2', [userId, id])) > 0;
}

export async function isWebhookOf(sql: Sql, userId: number, id: number): Promise<boolean> {
  return (await sql.row('SELECT FROM webhooks WHERE user_id = $1 AND id = $2', [userId, id])) !== undefined;
}

export async function pageOfDeliveries(sql: Sql, id: number, { limit, offset }: { limit: number; offset: number }) {
  const deliveries = await sql.rows<Delivery>(
    `SELECT id, event, status, attempts, response_status, error, created_at, delivered_at
     FROM deliveries WHERE webhook_id = $1 ORDER BY id DESC LIMIT $2 OFFSET $3`,
    [id, limit, offset],
  );
  const row = await sql.row<{ total: number }>('SELECT count(*) AS total FROM deliveries WHERE webhook_id = $1', [id]);
  return { deliveries, total: row?.total ?? 0 };
}

export interface DueDelivery {
  id: number;
  webhook_id: number;
  inbox_id: number;
  event: string;
  attempts: number;
  url: string;
  secret: string;
}

export async function dueDeliveries(sql: Sql, limit: number): Promise<number[]> {
  const text = `SELECT id FROM deliveries WHERE status = 'waiting' AND due_at <= now() ORDER BY due_at LIMIT $1`;
  return (await sql.rows<{ id: number }>(text, [limit])).map(({ id }) => id);
}

/** Longer than a try takes: whoever dies with a delivery in hand holds it no longer than this. */
const LEASE = "interval '30 seconds'";

/** Takes a delivery that is due, so that nobody else does; one to a webhook that is no longer served is given up. */
export async function takeDelivery(sql: Sql, id: number): Promise<DueDelivery | undefined> {
  return sql.row(
    `UPDATE deliveries d SET due_at = now() + ${LEASE}, attempts = d.attempts + 1 FROM webhooks w
     WHERE d.id = $1 AND d.status = 'waiting' AND d.due_at <= now() AND w.id = d.webhook_id
     RETURNING d.id, d.webhook_id, d.inbox_id, d.event, d.attempts, w.url, w.secret`,
    [id],
  );
}

export async function setDelivered(sql: Sql, { id, webhook_id }: DueDelivery, status: number | null): Promise<void> {
  await sql.run(
    `UPDATE deliveries SET status = 'delivered', response_status = $2, error = NULL, delivered_at = now() WHERE id = $1`,
    [id, status],
  );
  await sql.run('UPDATE webhooks SET failures = 0 WHERE id = $1 AND failures > 0', [webhook_id]);
}

interface Failure {
  status: number | null;
  error: string | null;
}

export async function putOff(sql: Sql, id: number, { status, error }: Failure, pauseMs: number): Promise<void> {
  await sql.run(
    `UPDATE deliveries SET response_status = $2, error = $3, due_at = now() + $4 * interval '1 millisecond' WHERE id = $1`,
    [id, status, error, pauseMs],
  );
}

export async function setFailed(sql: Sql, id: number, { status, error }: Failure): Promise<void> {
  await sql.run(`UPDATE deliveries SET status = 'failed', response_status = $2, error = $3 WHERE id = $1`, [
    id,
    status,
    error,
  ]);
}

/** Counts one more delivery that was given up; with too many in a row nothing more is sent there. */
export async function countFailure(sql: Sql, webhookId: number, most: number, reason: string): Promise<void> {
  await sql.run(
    `UPDATE webhooks SET failures = failures + 1,
       disabled_reason = CASE WHEN failures + 1 >= $2 THEN coalesce(disabled_reason, $3) ELSE disabled_reason END
     WHERE id = $1`,
    [webhookId, most, reason],
  );
  await sql.run(
    `UPDATE deliveries SET status = 'failed', error = 'the webhook was disabled' WHERE status = 'waiting'
     AND webhook_id = (SELECT id FROM webhooks WHERE id = $1 AND disabled_reason IS NOT NULL)`,
    [webhookId],
  );
}
