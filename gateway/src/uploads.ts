// A body on its way through. The service may answer before it has all of it: then only the way to the service is broken
// off, and the client can go on sending to nobody until it reads the answer.
import { PassThrough, Readable } from 'node:stream';
import { answerUnread } from '@movies/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Gives the body a stream of its own: with the request's own, the connection to the client would be broken off as well. */
export function detachBody(request: FastifyRequest): void {
  const { raw, body } = request;
  if (!(body instanceof Readable)) return;
  const passed = new PassThrough();
  passed.on('error', () => undefined);
  raw.on('close', () => {
    if (!raw.complete) passed.destroy(new Error('the client went away'));
  });
  request.body = body.pipe(passed);
}

interface StreamedAnswer {
  stream: Readable;
  headers: Record<string, string | undefined>;
}

export function passAnswer({ raw }: FastifyRequest, reply: FastifyReply, { stream, headers }: StreamedAnswer): void {
  if (raw.complete) return void reply.send(stream);
  if (headers['content-length']) reply.header('content-length', headers['content-length']);
  return void reply.send(answerUnread(stream, raw));
}
