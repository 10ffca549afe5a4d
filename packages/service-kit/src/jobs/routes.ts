// Where the gateway asks for the jobs of a service.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { JobDesk } from './desk.ts';

const Which = Type.Object({ id: Type.Optional(Type.String({ maxLength: 200 })) });

export function jobRoutes(internal: FastifyInstance, desk: JobDesk): void {
  internal.get('/internal/jobs', () => desk.overview());
  internal.post<{ Body: Static<typeof Which> }>(
    '/internal/jobs/retry',
    { schema: { body: Which } },
    async (request) => ({
      retried: await desk.retry(request.body.id),
    }),
  );
}
