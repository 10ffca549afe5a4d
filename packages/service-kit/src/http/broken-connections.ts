// Answers connections whose bytes are no HTTP request, or come too slowly, in the same shape as everything else.
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { problemOf } from './failures.ts';

const REASONS: Record<string, [status: number, reason: string, code: string, message: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'too_slow', 'The request took too long to arrive.'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'headers_too_large', 'The headers are too large.'],
};
const MALFORMED: [number, string, string, string] = [
  400,
  'Bad Request',
  'malformed',
  'This is not a valid HTTP request.',
];

export function answerBrokenConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const [status, reason, code, message] = REASONS[error.code ?? ''] ?? MALFORMED;
  const id = randomUUID();
  const body = JSON.stringify(problemOf({ status, code, message }, id));
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nX-Request-Id: ${id}\r\nConnection: close\r\n\r\n${body}`,
  );
}
