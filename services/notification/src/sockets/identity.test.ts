import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sessionRevoked, userDeleted, userRolesChanged } from '@movies/contract';
import { createMembers, eventually, openDoor, type TestMember } from '@movies/testing';
import { closed, connect } from '../testing/clients.ts';
import { caughtUp, type NotificationUnderTest, newMovie, newReview, startNotificationForTest } from '../testing.ts';

let service: NotificationUnderTest;

beforeAll(async () => {
  service = await startNotificationForTest();
});
afterAll(() => service.stop());

const claimsOf = ({ token }: TestMember): { sid: string; ver: number } =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('a token', () => {
  test.each(['auth.token', 'the Authorization header'])('says who it is, in %s', async (place) => {
    const id = await newMovie(service);
    const { id: user_id, token } = service.newMember();
    const options = place === 'auth.token' ? { token } : { extraHeaders: { authorization: `Bearer ${token}` } };
    const client = await connect(service.socketUrl, options);
    const answer = await client.ask('join_notification', { user_id, room_id: id });
    expect(answer).toMatchObject({ status: 'ok', message: `User ${user_id} has joined the room ${id}` });
    expect(answer).not.toHaveProperty('guest');
  });

  test('lets nobody speak for another', async () => {
    const id = await newMovie(service);
    const [me, other] = [service.newMember(), service.newMember()];
    const client = await connect(service.socketUrl, { token: me.token });
    for (const event of ['join_notification', 'leave_notification', 'new_review']) {
      const answer = await client.ask(event, { user_id: String(other.id), room_id: id, review_title: 'x' });
      expect(answer).toMatchObject({ status: 'error', code: 'not_you' });
    }
    await newReview(service, id, other);
    await caughtUp(service);
    expect(client.reviews).toEqual([]);
  });

  test('of somebody else’s making, or nonsense, is refused with a reason', async () => {
    const forged = createMembers().newMember().token;
    for (const token of [forged, 'nonsense', 'a.b.c', `${service.newMember().token}x`, 7 as unknown as string]) {
      const refusal = connect(service.socketUrl, { token, reconnection: false });
      await expect(refusal).rejects.toMatchObject({
        message: 'The access token is not valid. Log in again.',
        data: { code: 'invalid_token' },
      });
    }
  });

  test('that has expired is refused with a reason', async () => {
    const token = service.members.tokenOf(service.newMember(), -1);
    await expect(connect(service.socketUrl, { token, reconnection: false })).rejects.toMatchObject({
      data: { code: 'token_expired' },
    });
  });

  test('that expires closes the socket, and the client comes back with a new one by itself', async () => {
    const member = service.newMember();
    const tokens = [service.members.tokenOf(member, 2), member.token];
    const auth = (give: (auth: object) => void) => give({ token: tokens.shift() ?? member.token });
    const client = await connect(service.socketUrl, { auth });
    expect(await closed(client)).toBe('transport close');
    await eventually(() => expect(client.socket.connected).toBe(true));
    expect(tokens).toEqual([]);
  });
});

describe('while the auth service is away', () => {
  test('guests may listen, and members are let in as soon as it is back', async () => {
    const door = await openDoor(service.auth.url);
    door.shut();
    const replica = await service.another({ AUTH_URL: new URL(door.url).origin });
    const guest = await connect(replica.socketUrl);
    expect(await guest.ask('join_notification', { room_id: 'reviews' })).toMatchObject({ status: 'ok' });
    const member = connect(replica.socketUrl, { token: service.newMember().token });
    const early = await Promise.race([
      member.then(() => 'let in'),
      guest.ask('leave_notification', { room_id: 'reviews' }),
    ]);
    expect(early).not.toBe('let in');
    door.open();
    expect((await member).socket.connected).toBe(true);
    await replica.stop();
    await door.close();
  });
});

describe('without a token', () => {
  test('someone is a guest who may listen under any name', async () => {
    const id = await newMovie(service);
    const client = await connect(service.socketUrl);
    const answer = await client.ask('join_notification', { user_id: '1', room_id: id });
    expect(answer).toMatchObject({ status: 'ok', guest: true, message: `User 1 has joined the room ${id}` });
  });
});

describe('the sockets of a session that ends', () => {
  test('are closed within a second, and its token opens none any more', async () => {
    const member = service.newMember();
    const sockets = await Promise.all([1, 2].map(() => connect(service.socketUrl, { token: member.token })));
    const bystander = await connect(service.socketUrl, { token: service.newMember().token });
    const ended = Promise.all(sockets.map(closed));
    const { sid, ver } = claimsOf(member);
    const from = performance.now();
    await service.auth.tell(sessionRevoked, { session_id: sid, valid_from_version: ver + 1 });
    expect(await ended).toEqual(['io server disconnect', 'io server disconnect']);
    expect(performance.now() - from).toBeLessThan(1_000);
    expect(bystander.socket.connected).toBe(true);
    const again = connect(service.socketUrl, { token: member.token, reconnection: false });
    await expect(again).rejects.toMatchObject({ data: { code: 'invalid_token' } });
  });

  test('stay open where only older tokens of it are void', async () => {
    const member = service.newMember();
    const client = await connect(service.socketUrl, { token: member.token });
    const { sid, ver } = claimsOf(member);
    await service.auth.tell(sessionRevoked, { session_id: sid, valid_from_version: ver });
    const other = service.newMember();
    const last = await connect(service.socketUrl, { token: other.token });
    const ended = closed(last);
    await service.auth.tell(userDeleted, { user_id: other.id });
    await ended;
    expect(client.socket.connected).toBe(true);
  });

  test('are those of someone who left or was suspended, too', async () => {
    const [left, suspended] = [service.newMember(), service.newMember()];
    const sockets = await Promise.all([left, suspended].map(({ token }) => connect(service.socketUrl, { token })));
    const ended = Promise.all(sockets.map(closed));
    await service.auth.tell(userDeleted, { user_id: left.id });
    const roles = { is_active: false, is_staff: false, is_superuser: false };
    await service.auth.tell(userRolesChanged, { user_id: suspended.id, ...roles });
    await ended;
  });
});
