// Traces as OpenTelemetry has them, sent by OTLP over HTTP. Loaded only where someone wants them.
import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Lifecycle } from '../lifecycle.ts';
import { requestId } from '../request-id.ts';
import { askingWith } from './asking.ts';
import type { Facts, Tracing } from './tracing.ts';

interface Options {
  name: string;
  endpoint: string;
  /** How many of all traces are kept, from 0 to 1. */
  share: number;
}

export function openTracing({ name, endpoint, share }: Options, lifecycle: Lifecycle): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': name }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 })],
  });
  // A receiver that is away costs traces and nothing else.
  lifecycle.atEnd('traces', () => provider.shutdown().catch(() => undefined));
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const tracer = provider.getTracer('movies');
  return {
    requests: (app, service, isEdge) => noteRequests(app, provider.getTracer(service), isEdge),
    asking: askingWith(tracer),
    part: (what, facts, work) => (trace.getActiveSpan() ? noted(tracer, what, facts, context.active(), work) : work()),
    whole: (what, facts, work) => noted(tracer, what, facts, ROOT_CONTEXT, work),
  };
}

async function noted<T>(
  tracer: Tracer,
  name: string,
  facts: Facts,
  parent: Context,
  work: () => Promise<T>,
): Promise<T> {
  const attributes = { request_id: requestId(), ...facts };
  const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }, parent);
  try {
    return await context.with(trace.setSpan(parent, span), work);
  } catch (error) {
    // What it is, and not its message: drivers put values into theirs.
    span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).name });
    throw error;
  } finally {
    span.end();
  }
}

/** Asked for all the time, or for as long as there is nothing to tell. */
const NOT_NOTED = /^\/(health|metrics|internal\/events)/;

function noteRequests(app: FastifyInstance, tracer: Tracer, isEdge: boolean): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  app.addHook('onRequest', (request, _reply, done) => {
    if (NOT_NOTED.test(request.url)) return done();
    const parent = isEdge ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, request.headers);
    const { url: route = 'none' } = request.routeOptions;
    const attributes = { 'http.request.method': request.method, 'http.route': route, request_id: request.id };
    const span = tracer.startSpan(`${request.method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
    spans.set(request, span);
    return context.with(trace.setSpan(parent, span), done);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request);
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
}
