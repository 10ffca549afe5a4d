// Passes a request on to its service and the answer back, both whole: most are small, and a whole answer costs half as
// much as a stream.
import type { IncomingHttpHeaders } from 'node:http';
import type { Operation } from '@movies/contract';
import type { FastifyRequest } from 'fastify';
import type { Dispatcher } from 'undici';
import { canonicalPath, deadlineOf, failureOf, headersFor, searchOf } from './upstream.ts';

export interface WholeAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Upstream {
  url: string;
  agent: Dispatcher;
}

export function forward(operation: Operation, request: FastifyRequest, upstream: Upstream): Promise<WholeAnswer> {
  const path = canonicalPath(operation, request) + searchOf(request);
  const body = operation.method === 'GET' ? undefined : (request.body as Buffer | undefined);
  return ask(operation, { path, headers: headersFor(operation.service, request), body }, upstream);
}

interface Question {
  path: string;
  headers: Record<string, string>;
  body?: Buffer | undefined;
}

export function ask(
  operation: Operation,
  { path, headers, body }: Question,
  { url, agent }: Upstream,
): Promise<WholeAnswer> {
  return new Promise((resolve, reject) => {
    const answer: WholeAnswer = { status: 0, headers: {}, body: EMPTY };
    const chunks: Buffer[] = [];
    let controller: Dispatcher.DispatchController | undefined;
    let late: TooLate | undefined;
    const fail = (error: Error) => {
      clearTimeout(deadline);
      reject(failureOf(operation.service, error));
    };
    const deadline = setTimeout(() => {
      late = new TooLate();
      fail(late);
      controller?.abort(late);
    }, deadlineOf(operation));
    agent.dispatch(
      { origin: url, path, method: operation.method, headers, body: body ?? null },
      {
        onRequestStart: (started) => {
          controller = started;
          // It waited for a connection until nobody waited for it: what the client was told is lost must not happen now.
          if (late) started.abort(late);
        },
        onResponseStart: (_controller, status, received) => {
          answer.status = status;
          answer.headers = received;
        },
        onResponseData: (_controller, chunk) => void chunks.push(chunk),
        onResponseEnd: () => {
          clearTimeout(deadline);
          answer.body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
          resolve(answer);
        },
        onResponseError: (_controller, error) => fail(error),
      },
    );
  });
}

const EMPTY = Buffer.alloc(0);

class TooLate extends Error {
  readonly code = 'UND_ERR_ABORTED';
}
