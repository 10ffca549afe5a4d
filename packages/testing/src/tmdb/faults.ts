// What may be wrong with a server that answers over the Internet.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, BROKEN, OVER_LIMIT } from './answers.ts';

export type Fault =
  | { kind: 'slow'; ms: number }
  /** Takes the request, says nothing. */
  | { kind: 'hang' }
  /** Begins an answer and never ends it. */
  | { kind: 'drip' }
  | { kind: 'too many requests'; retryAfter?: string }
  | { kind: 'broken' }
  | { kind: 'moved'; to: string }
  | { kind: 'html' }
  | { kind: 'truncated' }
  /** JSON, but not what was asked for: each field of a wrong type. */
  | { kind: 'wrong types' }
  /** A text of 25 MB. */
  | { kind: 'huge' }
  /** Closes connections instead of answering. */
  | { kind: 'down' };

const MB = 1024 * 1024;

/** Answers in the way of the fault. */
export function misbehave(fault: Fault, request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  switch (fault.kind) {
    case 'slow':
      setTimeout(() => send(response, 'status_code' in answer ? 404 : 200, answer), fault.ms).unref();
      return;
    case 'hang':
      return;
    case 'drip':
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":');
      return;
    case 'down':
      request.socket.destroy();
      return;
    case 'huge':
      sendHuge(response, answer);
      return;
    default:
      sendWrong(fault, response, answer);
  }
}

type Wrong = Exclude<Fault, { kind: 'slow' | 'hang' | 'drip' | 'down' | 'huge' }>;

function sendWrong(fault: Wrong, response: ServerResponse, answer: Answer): void {
  const text = JSON.stringify(answer);
  if (fault.kind === 'too many requests') {
    const { retryAfter } = fault;
    send(
      response,
      429,
      { success: false, ...OVER_LIMIT },
      retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    );
  }
  if (fault.kind === 'broken') send(response, 500, { success: false, ...BROKEN });
  if (fault.kind === 'moved') response.writeHead(302, { location: fault.to }).end();
  if (fault.kind === 'html') response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Back soon</html>');
  if (fault.kind === 'truncated')
    response.writeHead(200, { 'content-type': 'application/json' }).end(text.slice(0, -9));
  if (fault.kind === 'wrong types') send(response, 200, wronged(answer) as Answer);
}

export function send(response: ServerResponse, status: number, answer: Answer, headers: Record<string, string> = {}) {
  response
    .writeHead(status, { 'content-type': 'application/json;charset=utf-8', ...headers })
    .end(JSON.stringify(answer));
}

/** Without a length beforehand, so that only who counts can notice. */
function sendHuge(response: ServerResponse, answer: Answer): void {
  response.on('error', () => undefined).writeHead(200, { 'content-type': 'application/json' });
  response.write(`${JSON.stringify(answer).slice(0, -1)},"overview":"`);
  for (let sent = 0; sent < 25; sent += 1) response.write('x'.repeat(MB));
  response.end('"}');
}

function wronged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(wronged);
  if (typeof value === 'string') return { text: value };
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return [value];
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, wronged(inside)]));
}
