// What Prometheus reads: rate, errors and duration of every operation, and what a service counts itself.
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

type Labels = Record<string, string>;

export interface Metrics {
  readonly registry: Registry;
  /** A number that is asked for when the metrics are read. Several may share a name, told apart by their labels. */
  gauge(name: string, help: string, read: () => number | Promise<number>, labels?: Labels): void;
  /** As many numbers as there are, each under its own value of the label `by`. */
  gaugesBy(name: string, help: string, by: string, read: () => Promise<Record<string, number>>, labels?: Labels): void;
  counter(name: string, help: string, labelNames: readonly string[]): { inc(labels: Labels): void };
}

interface Figure {
  labels: Labels;
  value: number;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const readers = new Map<string, (() => Promise<Figure[]>)[]>();

  function read(name: string, help: string, labelNames: string[], figures: () => Promise<Figure[]>): void {
    const all = readers.get(name) ?? [];
    all.push(figures);
    if (readers.has(name)) return;
    readers.set(name, all);
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        this.reset();
        const found = await Promise.all(all.map((one) => one()));
        for (const { labels, value } of found.flat()) this.set(labels, value);
      },
    });
  }

  return {
    registry,
    gauge: (name, help, ask, labels = {}) =>
      read(name, help, Object.keys(labels), async () => [{ labels, value: await inTime(ask, Number.NaN) }]),
    gaugesBy: (name, help, by, ask, labels = {}) =>
      read(name, help, [...Object.keys(labels), by], async () =>
        Object.entries(await inTime(ask, {})).map(([one, value]) => ({ labels: { ...labels, [by]: one }, value })),
      ),
    counter: (name, help, labelNames) => new Counter({ name, help, labelNames, registers: [registry] }),
  };
}

const READ_MS = 1_000;

/** What can't be known right now is left open; the rest is told all the same. */
async function inTime<T>(read: () => T | Promise<T>, otherwise: T): Promise<T> {
  const late = sleep(READ_MS, otherwise, { ref: false });
  return Promise.race([(async () => read())().catch(() => otherwise), late]);
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const LABELS = ['service', 'operation', 'route', 'method', 'status'] as const;

/** Times every request of an app. In one process several services share a registry; `service` tells them apart. */
export function measureRequests(app: FastifyInstance, { registry }: Metrics, service: string): void {
  const name = 'http_request_seconds';
  const duration =
    (registry.getSingleMetric(name) as Histogram<(typeof LABELS)[number]> | undefined) ??
    new Histogram({
      name,
      help: 'How long requests took.',
      labelNames: LABELS,
      buckets: SECONDS,
      registers: [registry],
    });
  const timers = new Map<string, { observe(seconds: number): void }>();
  app.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const { url: route = 'none', config } = request.routeOptions;
    // The operation of the contract that the route belongs to; one operation may have several routes.
    const key = `${method} ${route} ${reply.statusCode}`;
    const timer =
      timers.get(key) ??
      duration.labels({ service, operation: operationOf(config), route, method, status: reply.statusCode });
    timers.set(key, timer);
    timer.observe(reply.elapsedTime / 1_000);
    done();
  });
}

/** The operation of the contract that a route belongs to; one operation may have several routes. */
function operationOf(config: unknown): string {
  return (config as { operation?: { id: string } } | undefined)?.operation?.id ?? 'none';
}

export function metricsRoute(app: FastifyInstance, { registry }: Metrics): void {
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}
