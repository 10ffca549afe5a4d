// What happens on the platform right now, over a socket that opens once something listens, with code that is fetched then.
import type {
  ClientToServerEvents,
  NewReview,
  Notification,
  ServerToClientEvents,
  SocketAnswer,
} from '@movies/contract';
import type { Socket } from 'socket.io-client';
import { currentSession, currentToken, onSession } from '../session/session.ts';

type Room = 'reviews' | number;
type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

const reviewListeners = new Map<Room, Set<(review: NewReview) => void>>();
const noteListeners = new Set<(notification: Notification) => void>();
const returnListeners = new Set<() => void>();
/** The last that was heard in a room: where to go on after a break. */
const heardUpTo = new Map<Room, string>();
const seen = new Set<string>();
const SEEN_AT_MOST = 500;

let socket: LiveSocket | undefined;
let opening: Promise<LiveSocket> | undefined;

export function hearReviews(room: Room, listener: (review: NewReview) => void): () => void {
  const listeners = reviewListeners.get(room) ?? new Set();
  const isFirst = listeners.size === 0;
  reviewListeners.set(room, listeners.add(listener));
  if (isFirst) open().then((opened) => opened.connected && join(opened, room), ignore);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    reviewListeners.delete(room);
    heardUpTo.delete(room);
    if (socket?.connected) socket.emit('leave_notification', { room_id: room });
    closeSoon();
  };
}

export function hearNotifications(listener: (notification: Notification) => void): () => void {
  noteListeners.add(listener);
  open().catch(ignore);
  return () => {
    noteListeners.delete(listener);
    closeSoon();
  };
}

/** After a break: notifications of meanwhile were not heard. Reviews are told again. */
export function hearReturns(listener: () => void): () => void {
  returnListeners.add(listener);
  return () => void returnListeners.delete(listener);
}

function open(): Promise<LiveSocket> {
  if (socket && !socket.active) socket.connect();
  opening ??= import('socket.io-client').then(
    ({ io }) => {
      socket = io({
        transports: ['websocket'],
        auth: (give) =>
          void currentToken().then(
            (token) => give(token ? { token } : {}),
            () => give({}),
          ),
      });
      wire(socket);
      return socket;
    },
    (error) => {
      // Whoever listens next may have more luck with the code.
      opening = undefined;
      throw error;
    },
  );
  return opening;
}

/** Pages do without what is live. */
function ignore(): void {}

const isWanted = () => reviewListeners.size > 0 || noteListeners.size > 0;

/** The next page may listen as well. */
function closeSoon(): void {
  setTimeout(() => isWanted() || socket?.disconnect(), CLOSES_AFTER_MS);
}

const CLOSES_AFTER_MS = 5_000;

function wire(live: LiveSocket): void {
  let isReturn = false;
  live.on('connect', () => {
    if (isReturn) for (const listener of returnListeners) listener();
    isReturn = true;
    for (const room of reviewListeners.keys()) join(live, room);
  });
  // Someone has left, on this or another device: it goes on as whoever is here now.
  live.on('disconnect', (reason) => reason === 'io server disconnect' && connectLater(live));
  live.on('connect_error', () => live.active || connectLater(live));
  live.on('new_review', announce);
  live.on('notification', (notification) => {
    if (isNew(`note-${notification.id}`)) for (const listener of noteListeners) listener(notification);
  });
  let who = memberId();
  onSession(() => {
    if (who === memberId()) return;
    who = memberId();
    live.disconnect();
    connectLater(live, SOON_MS);
  });
}

const AGAIN_MS = 3_000;

/** Once it is known whether anyone on the page still listens. */
const SOON_MS = 100;

function connectLater(live: LiveSocket, afterMs = AGAIN_MS): void {
  setTimeout(() => isWanted() && live.connect(), afterMs);
}

function memberId(): number | undefined {
  const session = currentSession();
  return session.kind === 'member' ? session.profile.id : undefined;
}

function join(live: LiveSocket, room: Room): void {
  const since = heardUpTo.get(room);
  live.emit('join_notification', { room_id: room, ...(since ? { since } : {}) }, (answer: SocketAnswer) => {
    if (answer.status !== 'ok' || !reviewListeners.has(room)) return;
    if (answer.since) heardUpTo.set(room, answer.since);
    if (answer.more) join(live, room);
  });
}

function announce(review: NewReview): void {
  const rooms: Room[] = ['reviews', review.movie_id];
  for (const room of rooms) if (reviewListeners.has(room)) heardUpTo.set(room, review.id);
  if (!isNew(review.id)) return;
  for (const room of rooms) for (const listener of reviewListeners.get(room) ?? []) listener(review);
}

/** Announcements come at least once. */
function isNew(id: string): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  for (const oldest of seen) {
    if (seen.size <= SEEN_AT_MOST) break;
    seen.delete(oldest);
  }
  return true;
}
