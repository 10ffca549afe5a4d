// Listens to one socket: counts what it says, answers what it asks.
import type { SocketAnswer } from '@movies/contract';
import { AppError } from '@movies/service-kit';
import { take } from './bucket.ts';
import { announceReview, join, leave, type Request, type SocketContext } from './requests.ts';
import { memberRoom, sessionRoom } from './rooms.ts';
import type { ClientSocket } from './types.ts';

const REQUESTS: Record<string, Request> = {
  join_notification: join,
  leave_notification: leave,
  new_review: announceReview,
};

export function converse(context: SocketContext, socket: ClientSocket): void {
  const { caller, bucket } = socket.data;
  if (caller) void socket.join([memberRoom(caller.userId), sessionRoom(caller.sessionId)]);
  socket.use(([event, ...rest]) => {
    const verdict = take(bucket);
    if (verdict === 'unbearable') return void socket.disconnect(true);
    const tell = answerTo(socket, rest);
    if (verdict === 'refused') return tell(TOO_FAST);
    const request = REQUESTS[event];
    if (!request) return tell({ status: 'error', code: 'unknown_event', message: 'Nobody listens to this event.' });
    request(context, socket, rest[0])
      .then(tell)
      .catch((error) => tell(refusal(context, error)));
    return undefined;
  });
  forgetHandshake(socket);
}

const TOO_FAST: SocketAnswer = { status: 'error', code: 'too_many_messages', message: 'Too many messages. Slow down.' };

/** The acknowledgement where one is wanted, and the words as a `message`, as long as they are good news or the only answer. */
function answerTo(socket: ClientSocket, rest: unknown[]): (answer: SocketAnswer) => void {
  const acknowledge = rest.findLast((part) => typeof part === 'function') as
    | ((answer: SocketAnswer) => void)
    | undefined;
  return (answer) => {
    acknowledge?.(answer);
    if (answer.status === 'ok' || !acknowledge) socket.emit('message', { message: answer.message });
  };
}

function refusal({ log }: SocketContext, error: unknown): SocketAnswer {
  if (error instanceof AppError) return { status: 'error', code: error.code, message: error.message };
  log.error({ err: error }, 'a message of a socket could not be answered');
  return { status: 'error', code: 'internal', message: 'Something went wrong on our side. It has been logged.' };
}

/** Ten thousand handshakes weigh more than ten thousand sockets. */
function forgetHandshake(socket: ClientSocket): void {
  Object.assign(socket.conn, { request: null });
  Object.assign(socket, { handshake: { auth: {}, headers: {}, query: {} } });
}
