// Is this process alive, and can it do its work?
import type { FastifyInstance } from 'fastify';

/** Each check throws when what it looks at does not work. */
export type Checks = Record<string, () => Promise<unknown>>;

export function healthRoutes(app: FastifyInstance, checks: Checks, ending: AbortSignal): void {
  app.get('/health/live', async () => ({ status: 'OK' }));
  app.get('/health/ready', async (_request, reply) => {
    const parts = await results(checks);
    const ready = !ending.aborted && Object.values(parts).every((state) => state === 'OK');
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'OK' : 'ERROR', ...parts });
  });
}

async function results(checks: Checks): Promise<Record<string, string>> {
  const states = Object.entries(checks).map(async ([name, check]) => {
    const state = await check().then(
      () => 'OK',
      () => 'ERROR',
    );
    return [name, state];
  });
  return Object.fromEntries(await Promise.all(states));
}
