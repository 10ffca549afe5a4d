import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as contract from '@movies/contract';
import { eventually, type TestMember } from '@movies/testing';
import { type Receiver, startReceiver } from '../testing/receiver.ts';
import { caughtUp, type NotificationUnderTest, newMovie, newReview, startNotificationForTest } from '../testing.ts';
import { deliver } from './delivering.ts';

let service: NotificationUnderTest;
let receiver: Receiver;

beforeAll(async () => {
  [service, receiver] = await Promise.all([startNotificationForTest(), startReceiver()]);
});
afterAll(async () => {
  await service.stop();
  await receiver.stop();
});

type Kinds = contract.WebhookInput['events'];

async function add({ token }: TestMember, url: string, events: Kinds = ['new_review']): Promise<contract.NewWebhook> {
  const { status, body } = await service.api(contract.addWebhook, { token, body: { url, events } });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

async function deliveriesOf({ token }: TestMember, id: number): Promise<contract.Delivery[]> {
  const { body } = await service.api(contract.webhookDeliveries, { token, params: { id } });
  return body as contract.Delivery[];
}

/** Someone with a webhook, of whose notifications one is on its way. */
async function someoneTold(url: string, events?: Kinds) {
  const movieId = await newMovie(service);
  const member = service.newMember();
  await service.api(contract.followMovie, { token: member.token, params: { id: String(movieId) } });
  const webhook = await add(member, url, events);
  const review = await newReview(service, movieId, service.newMember());
  return { member, webhook, review, movieId };
}

describe('a webhook', () => {
  test('shows its secret once, and is listed and removed by its member alone', async () => {
    const [member, other] = [service.newMember(), service.newMember()];
    const { id, secret, ...shown } = await add(member, 'https://EXAMPLE.org/a%20b#c');
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(shown).toMatchObject({ url: 'https://example.org/a%20b', events: ['new_review'], disabled_reason: null });
    const listed = await service.api(contract.myWebhooks, { token: member.token });
    expect(listed.body).toEqual([{ id, ...shown }]);
    for (const call of [contract.removeWebhook, contract.webhookDeliveries])
      expect((await service.api(call, { token: other.token, params: { id } })).status).toBe(404);
    expect((await service.api(contract.removeWebhook, { token: member.token, params: { id } })).status).toBe(200);
    expect((await service.api(contract.myWebhooks, { token: member.token })).body).toEqual([]);
  });

  test('is one of ten at most', async () => {
    const member = service.newMember();
    for (let count = 0; count < 10; count += 1) await add(member, `https://example.org/${count}`);
    const body = { url: 'https://example.org/', events: ['like' as const] };
    const answer = await service.api(contract.addWebhook, { token: member.token, body });
    expect(answer).toMatchObject({ status: 409, body: { code: 'too_many_webhooks' } });
  });

  test.each(['ftp://example.org/', 'https://user:word@example.org/', 'not a url', 'javascript:alert(1)'])(
    'does not lead to %s',
    async (url) => {
      const { token } = service.newMember();
      const answer = await service.api(contract.addWebhook, { token, body: { url, events: ['like'] } });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'url' }] } });
    },
  );

  test('does not lead to this machine or its networks, unless that is allowed', async () => {
    const careful = await service.another({ WEBHOOKS_TO_PRIVATE_ADDRESSES: '0' });
    const { token } = service.newMember();
    for (const host of ['127.0.0.1', 'localhost', '10.1.2.3', '[::1]', '2130706433', '169.254.169.254']) {
      const response = await fetch(`${careful.url}/api/user/webhooks`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ url: `http://${host}/`, events: ['like'] }),
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'private_address' });
    }
    await careful.stop();
  });
});

describe('a delivery', () => {
  test('is the notification, and logged as delivered', async () => {
    receiver.answer((response) => response.writeHead(204).end());
    const { member, webhook, review } = await someoneTold(receiver.url);
    await eventually(async () => {
      expect(await deliveriesOf(member, webhook.id)).toMatchObject([
        { event: 'new_review', status: 'delivered', attempts: 1, response_status: 204, error: null },
      ]);
    });
    const [delivery] = await deliveriesOf(member, webhook.id);
    expect(JSON.parse(receiver.got.at(-1)?.body ?? '')).toEqual({
      delivery_id: delivery?.id,
      event: 'new_review',
      notification: {
        id: expect.any(Number),
        kind: 'new_review',
        text: expect.stringContaining(review.title),
        movie_id: review.movie_id,
        review_id: review.review_id,
        from: { id: review.user_id, username: review.username },
        created_at: expect.any(String),
      },
    });
  });

  test('is only of the kinds that were asked for', async () => {
    const { member, webhook } = await someoneTold(receiver.url, ['like', 'comment']);
    await caughtUp(service);
    expect(await deliveriesOf(member, webhook.id)).toEqual([]);
  });

  test('that failed is tried again later, each time later', async () => {
    receiver.answer((response) => response.writeHead(500).end());
    const { member, webhook } = await someoneTold(receiver.url);
    const failed = await eventually(async () => {
      const [delivery] = await deliveriesOf(member, webhook.id);
      expect(delivery).toMatchObject({ status: 'waiting', attempts: 1, response_status: 500, error: 'answered 500' });
      return delivery as contract.Delivery;
    });
    const wait = async () =>
      (
        await service.context.database.row<{ seconds: number }>(
          'SELECT extract(epoch FROM due_at - now())::float AS seconds FROM deliveries WHERE id = $1',
          [failed.id],
        )
      )?.seconds ?? 0;
    const first = await wait();
    expect(first).toBeGreaterThan(5);
    receiver.answer((response) => response.end());
    await service.context.database.run('UPDATE deliveries SET due_at = now() WHERE id = $1', [failed.id]);
    await eventually(async () =>
      expect(await deliveriesOf(member, webhook.id)).toMatchObject([{ status: 'delivered' }]),
    );
  });

  test('is sent once, though several try at once', async () => {
    receiver.answer((response) => response.end());
    const { member, webhook } = await someoneTold(receiver.url);
    await eventually(async () =>
      expect(await deliveriesOf(member, webhook.id)).toMatchObject([{ status: 'delivered' }]),
    );
    const [{ id } = { id: 0 }] = await deliveriesOf(member, webhook.id);
    await service.context.database.run(`UPDATE deliveries SET status = 'waiting', due_at = now() WHERE id = $1`, [id]);
    let sent = 0;
    const send = async () => {
      sent += 1;
      return { status: 200, error: null };
    };
    await Promise.all([1, 2, 3].map(() => deliver(service.context, send, id)));
    expect(sent).toBeLessThanOrEqual(1);
  });

  test('of what is gone is not sent', async () => {
    const before = receiver.got.length;
    const send = async () => ({ status: 200, error: null });
    receiver.answer((response) => response.writeHead(500).end());
    const { member, webhook, review } = await someoneTold(receiver.url);
    await eventually(async () =>
      expect(await deliveriesOf(member, webhook.id)).toMatchObject([{ attempts: 1, error: 'answered 500' }]),
    );
    const { review_id, user_id, movie_id } = review;
    await service.movie.tell(contract.reviewRemoved, { review_id, user_id, movie_id });
    await caughtUp(service);
    const [{ id } = { id: 0 }] = await deliveriesOf(member, webhook.id);
    await service.context.database.run('UPDATE deliveries SET due_at = now() WHERE id = $1', [id]);
    await deliver(service.context, send, id);
    await eventually(async () => expect(await deliveriesOf(member, webhook.id)).toMatchObject([{ status: 'failed' }]));
    expect(receiver.got.length).toBe(before + 1);
  });

  test('that failed to the end counts, and with twenty in a row nothing more is sent there', async () => {
    const { member, webhook, movieId } = await someoneTold('http://127.0.0.1:1/');
    const { database } = service.context;
    await eventually(async () =>
      expect(await deliveriesOf(member, webhook.id)).toMatchObject([{ attempts: 1, error: 'no connection' }]),
    );
    await database.run('UPDATE webhooks SET failures = 19 WHERE id = $1', [webhook.id]);
    await database.run('UPDATE deliveries SET attempts = 6, due_at = now() WHERE webhook_id = $1', [webhook.id]);
    await eventually(async () => {
      const { body } = await service.api(contract.myWebhooks, { token: member.token });
      expect(body).toMatchObject([{ disabled_reason: expect.stringMatching(/^20 deliveries in a row failed/) }]);
    });
    expect(await deliveriesOf(member, webhook.id)).toMatchObject([{ status: 'failed', error: 'no connection' }]);
    await newReview(service, movieId, service.newMember());
    await caughtUp(service);
    expect(await deliveriesOf(member, webhook.id)).toHaveLength(1);
  });
});
