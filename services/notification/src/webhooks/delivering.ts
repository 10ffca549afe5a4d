// Sends what waits to be sent to webhooks. Each delivery is a row with the time of its next try, so nothing is lost with
// the jobs; a job only says which one to look at.
import type { Context } from '../context.ts';
import { entryById } from '../inbox/inbox.repository.ts';
import type { Send, Sent } from './sending.ts';
import {
  countFailure,
  type DueDelivery,
  dueDeliveries,
  putOff,
  setDelivered,
  setFailed,
  takeDelivery,
} from './webhooks.repository.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** How long after each try that failed comes the next; after the last of them it is given up. */
const PAUSES_MS = [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE, 360 * MINUTE];
const MOST_FAILURES = 20;
const AT_ONCE = 100;

type Core = Pick<Context, 'database'>;

export async function deliver({ database }: Core, send: Send, id: number): Promise<void> {
  const delivery = await takeDelivery(database, id);
  if (!delivery) return;
  const told = await entryById(database, delivery.inbox_id);
  if (!told) return setFailed(database, id, { status: null, error: 'what it told of is gone' });
  const { read: _, ...notification } = told;
  const body = JSON.stringify({ delivery_id: id, event: delivery.event, notification });
  const sent = await send(delivery.url, delivery.secret, body);
  if (sent.error === null) await setDelivered(database, delivery, sent.status);
  else await fail({ database }, delivery, sent);
}

async function fail({ database }: Core, { id, webhook_id, attempts }: DueDelivery, sent: Sent): Promise<void> {
  const pause = PAUSES_MS[attempts - 1];
  if (pause !== undefined) return putOff(database, id, sent, pause);
  await setFailed(database, id, sent);
  const reason = `${MOST_FAILURES} deliveries in a row failed; the last one: ${sent.error}`;
  await countFailure(database, webhook_id, MOST_FAILURES, reason);
}

/** Asks for a job for each delivery that is due. */
export async function deliverDue({ database }: Core, askFor: (id: number) => Promise<void>): Promise<void> {
  for (const id of await dueDeliveries(database, AT_ONCE)) await askFor(id);
}
