// What Prometheus reads: rate, errors and duration of every operation, and what a service counts itself.
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  /** A number that is asked for when the metrics are read. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    gauge: (name, help, read) => {
      new Gauge({
        name,
        help,
        registers: [registry],
        async collect() {
          this.set(await inTime(read));
        },
      });
    },
  };
}

const READ_MS = 1_000;

/** What can't be known right now is not a number; the rest is told all the same. */
async function inTime(read: () => number | Promise<number>): Promise<number> {
  const late = sleep(READ_MS, Number.NaN, { ref: false });
  return Promise.race([(async () => read())().catch(() => Number.NaN), late]);
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Times every request of an app. In one process several services share a registry; `service` tells them apart. */
export function measureRequests(app: FastifyInstance, { registry }: Metrics, service: string): void {
  const name = 'http_request_seconds';
  const duration =
    (registry.getSingleMetric(name) as Histogram<'service' | 'route' | 'method' | 'status'> | undefined) ??
    new Histogram({
      name,
      help: 'How long requests took.',
      labelNames: ['service', 'route', 'method', 'status'],
      buckets: SECONDS,
      registers: [registry],
    });
  const timers = new Map<string, { observe(seconds: number): void }>();
  app.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const { url: route = 'none' } = request.routeOptions;
    const key = `${method} ${route} ${reply.statusCode}`;
    const timer = timers.get(key) ?? duration.labels({ service, route, method, status: reply.statusCode });
    timers.set(key, timer);
    timer.observe(reply.elapsedTime / 1_000);
    done();
  });
}

export function metricsRoute(app: FastifyInstance, { registry }: Metrics): void {
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}
