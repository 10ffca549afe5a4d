// Where tracing hooks in. Without an address to send traces to, nothing of OpenTelemetry is loaded and nothing is done.
import type { FastifyInstance } from 'fastify';
import type { Dispatcher } from 'undici';
import type { Lifecycle } from '../lifecycle.ts';

export type Facts = Record<string, string | number | undefined>;

export interface Tracing {
  /** Notes each request of an app. At the edge a trace begins, whatever a client says of one. */
  requests(app: FastifyInstance, service: string, isEdge: boolean): void;
  /** Notes what is asked of other services, and tells them which trace it is a part of. */
  readonly asking: Dispatcher.DispatcherComposeInterceptor;
  /** Notes work that is a part of something that is noted already; none other. */
  part<T>(name: string, facts: Facts, work: () => Promise<T>): Promise<T>;
  /** Notes work that nobody waits for. */
  whole<T>(name: string, facts: Facts, work: () => Promise<T>): Promise<T>;
}

export interface TracingSettings {
  OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  OTEL_TRACES_SAMPLER_ARG?: number | undefined;
}

let tracing: Tracing | undefined;

export function tracingHere(): Tracing | undefined {
  return tracing;
}

/** Before anything is opened that is to be traced. `name` is what the process is called in traces. */
export async function startTracing(name: string, settings: TracingSettings, lifecycle: Lifecycle): Promise<void> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: share = 1 } = settings;
  if (endpoint === undefined) return;
  const { openTracing } = await import('./opentelemetry.ts');
  tracing = openTracing({ name, endpoint, share }, lifecycle);
  lifecycle.atEnd('tracing', () => {
    tracing = undefined;
  });
}
