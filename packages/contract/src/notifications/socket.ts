// What goes over Socket.IO, in both directions.
import { type Static, Type } from 'typebox';
import { Id, Nullable, Text, Timestamp } from '../fields.ts';
import type { Notification } from './schemas.ts';

const SomeId = Type.Union([Id, Text({ min: 1, max: 40 })]);

/** A room is a movie's id, as `603` or `movie:603`, or `reviews` for the reviews of all movies. */
export const JoinRequest = Type.Object({
  user_id: Type.Optional(SomeId),
  room_id: SomeId,
  since: Type.Optional(
    Type.String({ maxLength: 40, pattern: '^movie-\\d+$', description: 'The id of the last event that was seen.' }),
  ),
});
export type JoinRequest = Static<typeof JoinRequest>;

export const LeaveRequest = Type.Object({ user_id: Type.Optional(SomeId), room_id: SomeId });
export type LeaveRequest = Static<typeof LeaveRequest>;

export const ReviewAnnouncement = Type.Object({ user_id: SomeId, room_id: SomeId, review_title: Text({ max: 200 }) });
export type ReviewAnnouncement = Static<typeof ReviewAnnouncement>;

export const NewReview = Type.Object({
  message: Type.String(),
  id: Type.String({ description: 'Never the same for another event: what was seen already has the same id.' }),
  user_id: Id,
  username: Type.String(),
  room_id: Type.String(),
  movie_id: Id,
  movie_title: Type.String(),
  review_id: Id,
  review_title: Type.String(),
  rating: Nullable(Type.Number()),
  contains_spoilers: Type.Boolean(),
  created_at: Timestamp,
});
export type NewReview = Static<typeof NewReview>;

/** What an emitted event is acknowledged with. */
export type SocketAnswer = SocketConsent | { status: 'error'; code: string; message: string };

export interface SocketConsent {
  status: 'ok';
  message: string;
  /** Whether the user id is a label that nobody has checked. */
  guest?: boolean;
  /** After joining: what to send as `since` when the connection was lost before another review came. */
  since?: string;
  /** After joining with `since`: whether there is more to come. Join again with the `since` of this answer. */
  more?: boolean;
}

type Acknowledge = (answer: SocketAnswer) => void;

export interface ServerToClientEvents {
  message: (said: { message: string }) => void;
  new_review: (review: NewReview) => void;
  notification: (notification: Notification) => void;
}

export interface ClientToServerEvents {
  join_notification: (request: JoinRequest, acknowledge?: Acknowledge) => void;
  leave_notification: (request: LeaveRequest, acknowledge?: Acknowledge) => void;
  new_review: (announcement: ReviewAnnouncement, acknowledge?: Acknowledge) => void;
}
