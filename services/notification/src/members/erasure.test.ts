import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as contract from '@movies/contract';
import { eventually, type TestMember } from '@movies/testing';
import {
  caughtUp,
  type NotificationUnderTest,
  newMovie,
  newReview,
  prefer,
  startNotificationForTest,
} from '../testing.ts';

let service: NotificationUnderTest;

beforeAll(async () => {
  service = await startNotificationForTest();
});
afterAll(() => service.stop());

const PERSON = /^(user_id|from_id)$/;

/** Every table with a row that names the member, by number or by name. */
async function rowsAbout({ id, username }: TestMember): Promise<string[]> {
  const { database } = service.context;
  const tables = await database.rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'notification' AND table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await database.rows<{ row: Record<string, unknown> }>(`SELECT to_jsonb(t) AS row FROM ${name} t`);
    const isAbout = ({ row }: { row: Record<string, unknown> }) =>
      Object.entries(row).some(([key, value]) => PERSON.test(key) && value === id) ||
      JSON.stringify(row).includes(`"${username}"`);
    if (rows.some(isAbout)) found.push(name);
  }
  return found.sort();
}

/** Someone who left something in every table. */
async function someoneKnown() {
  const id = await newMovie(service);
  const [member, other] = [service.newMember(), service.newMember()];
  for (const { token } of [member, other]) {
    await service.api(contract.followMovie, { token, params: { id: String(id) } });
    const body = { url: 'https://example.org/hook', events: ['like' as const] };
    await service.api(contract.addWebhook, { token, body });
  }
  await newReview(service, id, member);
  await newReview(service, id, other);
  await caughtUp(service);
  return { member, other, id };
}

const leave = async ({ id: user_id }: TestMember) => {
  await service.auth.tell(contract.userDeleted, { user_id });
  await caughtUp(service);
};

describe('someone who left', () => {
  test('is nowhere any more but as a number that may not come back', async () => {
    const { member } = await someoneKnown();
    expect(await rowsAbout(member)).toEqual(['announcements', 'inbox', 'members', 'subscriptions', 'webhooks']);
    await leave(member);
    expect(await rowsAbout(member)).toEqual(['members']);
    const row = await service.context.database.row('SELECT * FROM members WHERE user_id = $1', [member.id]);
    expect(row).toMatchObject({ username: '', gone: true });
  });

  test('takes along what others were told of them, and nothing else', async () => {
    const { member, other, id } = await someoneKnown();
    const { eventId } = await newReview(service, id, service.newMember());
    await leave(member);
    expect(await rowsAbout(other)).toEqual(['announcements', 'inbox', 'members', 'subscriptions', 'webhooks']);
    const inbox = await service.api(contract.inbox, { token: other.token });
    expect(inbox.body).toMatchObject({ unread_count: 1 });
    expect(eventId).toBeDefined();
  });

  test('does not come back through what is told late', async () => {
    const { member, id } = await someoneKnown();
    await leave(member);
    await newReview(service, id, member);
    await service.auth.tell(contract.userRenamed, { user_id: member.id, username: 'ghost', name: 'Ghost' });
    await prefer(service, member, { email_digest: 'daily' });
    await caughtUp(service);
    expect(await rowsAbout(member)).toEqual(['members']);
  });

  test('can leave nothing more with a token that is still good', async () => {
    const { member, id } = await someoneKnown();
    await leave(member);
    const { token } = member;
    const followed = await service.api(contract.followMovie, { token, params: { id: String(id) } });
    const body = { url: 'https://example.org/hook', events: ['like' as const] };
    const added = await service.api(contract.addWebhook, { token, body });
    for (const answer of [followed, added])
      expect(answer).toMatchObject({ status: 401, body: { code: 'account_gone' } });
    expect(await rowsAbout(member)).toEqual(['members']);
  });

  test('gets nothing that is being filled in at the same moment', async () => {
    const { member, id } = await someoneKnown();
    for (let count = 0; count < 20; count += 1) await newReview(service, id, service.newMember());
    await leave(member);
    await eventually(async () => expect(await rowsAbout(member)).toEqual(['members']));
  });
});

describe('what the auth service asks about a member', () => {
  const ask = async (path: string, secret: string = service.internalSecret) => {
    const response = await fetch(`${service.url}/internal/${path}`, { headers: { 'x-internal-secret': secret } });
    return { status: response.status, body: await response.json() };
  };

  test('is everything they have here, and no secret', async () => {
    const { member, id } = await someoneKnown();
    const { status, body } = await ask(`export/${member.id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      subscriptions: [{ movie_id: id }],
      inbox: [{ kind: 'new_review' }],
      webhooks: [{ url: 'https://example.org/hook', events: ['like'] }],
      announcements: [{ movie_id: id }],
    });
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  test('has an id that is one, and is told to services alone', async () => {
    for (const id of ['x', '0', '-1', '2147483648'])
      expect(await ask(`export/${id}`)).toMatchObject({ status: 404, body: { code: 'person_not_found' } });
    expect(await ask('export/1', 'a guess')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});
