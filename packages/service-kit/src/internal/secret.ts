// The door of `/internal`: whoever shows the secret is a service of this installation.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { nothingAt } from '../http/failures.ts';

export const SECRET_HEADER = 'x-internal-secret';

/** Registers routes under `/internal` that only services can call. */
export function internalRoutes(
  app: FastifyInstance,
  secret: string,
  routes: (internal: FastifyInstance) => void,
): void {
  const expected = digest(secret);
  app.register(async (internal) => {
    internal.addHook('onRequest', async (request) => {
      const shown = request.headers[SECRET_HEADER];
      // The same answer as for a path that does not exist.
      if (typeof shown !== 'string' || !timingSafeEqual(digest(shown), expected)) throw nothingAt(request);
    });
    routes(internal);
  });
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
