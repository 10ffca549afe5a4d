// Is this process alive, and can it do its work?
import type { FastifyInstance } from 'fastify';

/** Each check throws when what it looks at does not work. */
export type Checks = Record<string, () => Promise<unknown>>;

export function healthRoutes(app: FastifyInstance, checks: Checks, leaving: AbortSignal): void {
  const look = atOnce(() => results(checks));
  app.get('/health/live', async () => ({ status: 'OK' }));
  app.get('/health/ready', async (_request, reply) => {
    const parts = await look();
    const ready = !leaving.aborted && Object.values(parts).every((state) => state === 'OK');
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

/** Those who ask at the same time share one look: a crowd of them must not wear down what is looked at. */
function atOnce<T>(look: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= look().finally(() => {
      running = undefined;
    });
    return running;
  };
}
