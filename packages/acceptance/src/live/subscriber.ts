// Someone who wants to hear of every review, as anyone would write it: after a broken connection it joins again and says
// what it has seen last, and it counts what comes twice.
import { io } from 'socket.io-client';

export interface Subscriber {
  /** How often each event came, by its id. */
  seen: Map<string, number>;
  /** Which review each event told of. */
  reviews: Map<string, number>;
  stop(): void;
}

interface Joined {
  status: 'ok' | 'error';
  since: string;
  more?: boolean;
}

const PATIENCE_MS = 3_000;

export async function subscribe(url: string): Promise<Subscriber> {
  const seen = new Map<string, number>();
  const reviews = new Map<string, number>();
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 100,
    reconnectionDelayMax: 500,
  });
  let since: string | undefined;
  let isCaughtUp = false;

  async function join(): Promise<void> {
    if (socket.recovered && isCaughtUp) return;
    isCaughtUp = false;
    while (socket.connected && !isCaughtUp) {
      const asked = { user_id: 'subscriber', room_id: 'reviews', ...(since === undefined ? {} : { since }) };
      const answer: Joined = await socket
        .timeout(PATIENCE_MS)
        .emitWithAck('join_notification', asked)
        .catch(() => ({ status: 'error', since }));
      if (answer.status !== 'ok') continue;
      since = answer.since;
      isCaughtUp = !answer.more;
    }
  }

  socket.on('new_review', ({ id, review_id }: { id: string; review_id: number }) => {
    seen.set(id, (seen.get(id) ?? 0) + 1);
    reviews.set(id, review_id);
    // While it is told what it missed, what is new comes in between and says nothing of what was missed.
    if (isCaughtUp) since = id;
  });
  const joined = new Promise<void>((first) => {
    socket.on('connect', () => void join().then(first));
  });
  await joined;
  return { seen, reviews, stop: () => socket.disconnect() };
}
