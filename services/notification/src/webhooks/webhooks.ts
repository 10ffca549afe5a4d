// Addresses that members have their notifications sent to.
import { randomBytes } from 'node:crypto';
import type { NewWebhook, WebhookInput } from '@movies/contract';
import { AppError, type Caller, invalidField, pageOf } from '@movies/service-kit';
import type { Context } from '../context.ts';
import { holdMember } from '../members/members.ts';
import { addressIn } from './addresses.ts';
import { deleteWebhook, insertWebhook, isWebhookOf, pageOfDeliveries, webhooksOf } from './webhooks.repository.ts';

const MOST = 10;

export async function addWebhook(
  { database, mayReach }: Context,
  caller: Caller,
  { url, events }: WebhookInput,
): Promise<NewWebhook> {
  const place = placeOf(url);
  const address = addressIn(place);
  // A name is looked at each time that something is sent: it may mean another address by then.
  if (place.hostname === 'localhost' ? !mayReach('127.0.0.1') : address !== undefined && !mayReach(address))
    throw invalidField('private_address', 'url', 'must lead to an address of the internet');
  const secret = randomBytes(32).toString('base64url');
  return database.transaction(async (tx) => {
    await holdMember(tx, caller);
    if ((await webhooksOf(tx, caller.userId)).length >= MOST)
      throw new AppError('conflict', 'too_many_webhooks', `Nobody can have more than ${MOST} webhooks.`);
    return {
      ...(await insertWebhook(tx, caller.userId, { url: place.href, events: [...new Set(events)], secret })),
      secret,
    };
  });
}

function placeOf(url: string): URL {
  const place = URL.canParse(url) ? new URL(url) : undefined;
  if (place?.username !== '' || place.password !== '' || place.href.length > 2_000)
    throw invalidField('invalid_url', 'url', 'must be a URL, without a name or password in it');
  place.hash = '';
  return place;
}

export async function removeWebhook({ database }: Context, { userId }: Caller, id: number): Promise<void> {
  if (!(await deleteWebhook(database, userId, id))) throw webhookMissing();
}

export async function deliveriesOf(
  { database }: Context,
  { userId }: Caller,
  id: number,
  query: { page?: number; limit?: number },
) {
  if (!(await isWebhookOf(database, userId, id))) throw webhookMissing();
  return pageOfDeliveries(database, id, pageOf(query));
}

function webhookMissing(): AppError {
  return new AppError('missing', 'webhook_not_found', 'You have no such webhook.');
}
