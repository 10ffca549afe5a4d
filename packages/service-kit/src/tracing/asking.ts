// What one service asks of another, as a part of the trace at hand.
import { context, propagation, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { Dispatcher } from 'undici';

type Interceptor = Dispatcher.DispatcherComposeInterceptor;

export function askingWith(tracer: Tracer): Interceptor {
  return (dispatch) => (options, handler) => {
    if (!trace.getActiveSpan()) return dispatch(options, handler);
    const { method, origin } = options;
    const attributes = { 'http.request.method': method, 'server.address': String(origin) };
    const span = tracer.startSpan(`${method} ${String(origin)}`, { kind: SpanKind.CLIENT, attributes });
    const headers: Record<string, string> = {};
    propagation.inject(trace.setSpan(context.active(), span), headers);
    const told = { ...(options.headers as Record<string, string>), ...headers };
    return dispatch({ ...options, headers: told }, noting(span, handler));
  };
}

function noting(span: Span, handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (...start) => handler.onRequestStart?.(...start),
    onRequestUpgrade: (...upgrade) => {
      span.end();
      handler.onRequestUpgrade?.(...upgrade);
    },
    onResponseStart: (controller, status, ...head) => {
      span.setAttribute('http.response.status_code', status);
      handler.onResponseStart?.(controller, status, ...head);
    },
    onResponseData: (...data) => handler.onResponseData?.(...data),
    onResponseEnd: (...end) => {
      span.end();
      handler.onResponseEnd?.(...end);
    },
    onResponseError: (controller, error) => {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error.name });
      span.end();
      handler.onResponseError?.(controller, error);
    },
  };
}
