// The three exchanges of the document, word for word, with a plain client through the gateway.
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import * as api from '@movies/contract';
import { io, type Socket } from 'socket.io-client';
import { join, type Member } from '../people.ts';
import { findPlatform, type Platform } from '../platform.ts';

let platform: Platform;
let ada: Member;
let movieId: number;
const sockets: Socket[] = [];

beforeAll(async () => {
  platform = await findPlatform();
  ada = await join(platform);
  movieId = await addFilm();
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});

async function addFilm(): Promise<number> {
  const body = { title: 'A film for sockets', description: 'Waves.' };
  const answer = await platform.api(api.createMovie, { token: ada.token, body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.id;
}

function connect(token?: string): Socket {
  const socket = io(platform.url, { transports: ['websocket'], forceNew: true, ...(token ? { auth: { token } } : {}) });
  sockets.push(socket);
  return socket;
}

const next = <T>(socket: Socket, event: string): Promise<T> => new Promise((tell) => socket.once(event, tell));

describe('over a socket', () => {
  test('a room is joined and left', async () => {
    const socket = connect(ada.token);
    const user_id = String(ada.profile.id);
    const room_id = String(movieId);
    const joined = next(socket, 'message');
    socket.emit('join_notification', { user_id, room_id });
    expect(await joined).toEqual({ message: `User ${user_id} has joined the room ${room_id}` });
    const left = next(socket, 'message');
    socket.emit('leave_notification', { user_id, room_id });
    expect(await left).toEqual({ message: `User ${user_id} has left the room ${room_id}` });
  });

  test('a review is told to the room once, and its author may say so', async () => {
    const film = await addFilm();
    const listener = connect();
    const heard: api.NewReview[] = [];
    listener.on('new_review', (review) => heard.push(review));
    await listener.timeout(5_000).emitWithAck('join_notification', { user_id: 'guest', room_id: String(film) });
    const { status } = await platform.api(api.writeReview, {
      token: ada.token,
      params: { id: String(film) },
      body: { title: 'Wet', review: 'So much water.', rating: 4 },
    });
    expect(status).toBe(201);
    const user_id = String(ada.profile.id);
    const message = `User ${user_id} added a new review: Wet`;
    const author = connect(ada.token);
    const said = { user_id, room_id: String(film), review_title: 'Wet' };
    expect(await author.timeout(5_000).emitWithAck('new_review', said)).toEqual({ status: 'ok', message });
    const other = { ...said, review_title: 'Never written' };
    const refused = await author.timeout(5_000).emitWithAck('new_review', other);
    expect(refused).toMatchObject({ status: 'error', code: 'review_not_found' });
    expect(heard).toMatchObject([{ message, user_id: ada.profile.id, movie_id: film, review_title: 'Wet', rating: 4 }]);
  });

  test('a follower hears at once, finds it in the inbox, and is alone when logged out', async () => {
    const film = await addFilm();
    const [follower, author] = [await join(platform), await join(platform)];
    const { token } = follower;
    const followed = await platform.api(api.followMovie, { token, params: { id: String(film) } });
    expect(followed.status).toBe(201);
    const socket = connect(token);
    await next(socket, 'connect');
    const told = next<api.Notification>(socket, 'notification');
    const body = { title: 'Dry', review: 'Hardly any water.' };
    await platform.api(api.writeReview, { token: author.token, params: { id: String(film) }, body });
    expect(await told).toMatchObject({ kind: 'new_review', movie_id: film, from: { id: author.profile.id } });
    const inbox = await platform.api(api.inbox, { token });
    expect(inbox.body).toMatchObject({ unread_count: 1, data: [await told] });
    const exported = await platform.api(api.exportMyData, { token });
    expect(exported.body).toMatchObject({ notification: { subscriptions: [{ movie_id: film }] } });
    const closed = next(socket, 'disconnect');
    await platform.api(api.logOut, { token });
    expect(await closed).toBe('io server disconnect');
  });
});
