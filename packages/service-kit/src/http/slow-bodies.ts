// A small request arrives at once or is given up: a client that drips one must not hold a connection. Where a route says
// that it `streams`, the body may take its time.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerBrokenConnection } from './broken-connections.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether a body may be large, and slow to arrive. */
    streams?: boolean;
  }
}

export function refuseSlowBodies(app: FastifyInstance, withinMs: number): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (hasBody(request) && !request.routeOptions.config.streams) {
      const timer = setTimeout(() => giveUp(request, reply.sent), withinMs).unref();
      request.raw.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
    }
    done();
  });
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

function giveUp({ raw }: FastifyRequest, isAnswered: boolean): void {
  if (raw.complete || isAnswered) return;
  answerBrokenConnection(Object.assign(new Error('too slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), raw.socket);
}
