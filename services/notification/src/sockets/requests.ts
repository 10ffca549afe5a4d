// What clients ask over a socket, and what they are answered.
import { JoinRequest, LeaveRequest, ReviewAnnouncement, type SocketConsent } from '@movies/contract';
import { AppError } from '@movies/service-kit';
import { Compile } from 'typebox/compile';
import { announcedSince, claim, isClaimed, lastId, type Missed } from '../announcements/announcements.repository.ts';
import type { Context } from '../context.ts';
import { movieOf } from '../movies/finding.ts';
import { soon } from '../movies/soon.ts';
import type { Emitting } from './emitting.ts';
import { ALL_REVIEWS, isPublic, movieIn, movieRoom } from './rooms.ts';
import type { ClientSocket } from './types.ts';

/** What requests work with: what rules do, and how far this replica has emitted. */
export type SocketContext = Context & Pick<Emitting, 'emitted'>;

export type Request = (context: SocketContext, socket: ClientSocket, said: unknown) => Promise<SocketConsent>;

const MOST_ROOMS = 100;
const MOST_MISSED = 1_000;

const isJoin = Compile(JoinRequest);
const isLeave = Compile(LeaveRequest);
const isAnnouncement = Compile(ReviewAnnouncement);

export const join: Request = async (context, socket, said) => {
  if (!isJoin.Check(said)) throw malformed('{ user_id, room_id }');
  const { user_id, room_id, since } = said;
  const who = speaker(socket, user_id);
  const movieId = movieMeant(room_id);
  if (movieId !== undefined) await movieOf(context, movieId);
  const room = roomOf(movieId);
  const joined = [...socket.rooms].filter(isPublic);
  if (!joined.includes(room) && joined.length >= MOST_ROOMS)
    throw new AppError('limited', 'too_many_rooms', `Nobody can be in more than ${MOST_ROOMS} rooms.`);
  // What is emitted from here on comes by the room, what was emitted before is what was missed.
  const upTo = context.emitted();
  await socket.join(room);
  const caughtUp =
    since === undefined
      ? { since: await lastId(context.database) }
      : await replay(context, socket, { since, upTo, movieId });
  return { ...consent(socket, `User ${who} has joined the room ${room_id}`), ...caughtUp };
};

async function replay({ database }: Context, socket: ClientSocket, asked: Missed) {
  const missed = await announcedSince(database, asked, MOST_MISSED);
  for (const { review } of missed) socket.emit('new_review', review);
  const more = missed.length === MOST_MISSED;
  return { since: missed.at(-1)?.review.id ?? asked.since, ...(more ? { more } : {}) };
}

export const leave: Request = async (_context, socket, said) => {
  if (!isLeave.Check(said)) throw malformed('{ user_id, room_id }');
  const who = speaker(socket, said.user_id);
  await socket.leave(roomOf(movieMeant(said.room_id)));
  return consent(socket, `User ${who} has left the room ${said.room_id}`);
};

/** The author of a review may announce it, once. It reaches the room once all the same. */
export const announceReview: Request = async ({ database }, socket, said) => {
  if (!isAnnouncement.Check(said)) throw malformed('{ user_id, room_id, review_title }');
  const { caller } = socket.data;
  if (!caller) throw new AppError('unauthenticated', 'login_required', 'Log in to do this: send an access token.');
  const who = speaker(socket, said.user_id);
  const movieId = movieMeant(said.room_id);
  const meant = { userId: caller.userId, movieId, title: said.review_title };
  // One that was announced before may bear the title of the one that is still on its way.
  if (await soon(() => claim(database, meant)))
    return consent(socket, `User ${who} added a new review: ${meant.title}`);
  if (await isClaimed(database, meant))
    throw new AppError('conflict', 'already_announced', 'This review was announced already.');
  throw new AppError('missing', 'review_not_found', 'There is no such new review of yours here.');
};

function movieMeant(room: string | number): number | undefined {
  const movieId = movieIn(room);
  if (movieId === null)
    throw new AppError('invalid', 'room_not_found', `A room is the id of a movie, or "${ALL_REVIEWS}".`);
  return movieId;
}

function roomOf(movieId: number | undefined): string {
  return movieId === undefined ? ALL_REVIEWS : movieRoom(movieId);
}

/** Members speak for themselves alone; a guest's name is only a label. */
function speaker({ data: { caller } }: ClientSocket, userId: string | number | undefined): string {
  if (!caller) return String(userId ?? 'guest');
  if (userId !== undefined && String(userId) !== String(caller.userId))
    throw new AppError('forbidden', 'not_you', 'The user_id is not the one of your access token.');
  return String(caller.userId);
}

function consent({ data: { caller } }: ClientSocket, message: string): SocketConsent {
  return { status: 'ok', message, ...(caller ? {} : { guest: true }) };
}

function malformed(form: string): AppError {
  return new AppError('invalid', 'malformed', `Send ${form}.`);
}
