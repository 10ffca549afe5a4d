// How one service reaches another: over all replicas behind a host name, leaving out those that do not answer.
import { Agent, type Dispatcher, interceptors } from 'undici';
import { tracingHere } from '../tracing/tracing.ts';
import { createReplicas, type Resolve, wasNotSent } from './replicas.ts';

// Any number of replicas may have gone at once, and are named for a second after.
const MOST_TRIES = 8;
const MOST_TIMES_SENT = 3;

/** The connection broke after it was sent: only what changes nothing is sent again. */
const BROKEN = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

const KEPT_MS = 3_000;

export function createAgent(resolve?: Resolve): Dispatcher {
  const agent = new Agent({
    connect: { timeout: 500 },
    connections: 256,
    pipelining: 1,
    keepAliveTimeout: KEPT_MS,
    // Whatever the other end offers: a replica that leaves waits for as long as this until nobody holds on to it.
    keepAliveMaxTimeout: KEPT_MS,
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
  });
  // Names are asked again every second, so a new replica gets its share and a removed one is forgotten.
  const { names, notice } = createReplicas(resolve);
  const byName = interceptors.dns({ maxTTL: 1_000, dualStack: false, affinity: 4, ...names });
  const everywhere = agent.compose(notice, byName, askAnother);
  const { asking } = tracingHere() ?? {};
  return asking ? everywhere.compose(asking) : everywhere;
}

const askAnother: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
  let tries = 0;
  let sent = 1;
  let answered = false;
  const repeating: Dispatcher.DispatchHandler = {
    onRequestStart: (...start) => handler.onRequestStart?.(...start),
    onRequestUpgrade: (...upgrade) => handler.onRequestUpgrade?.(...upgrade),
    onResponseStart: (...head) => {
      answered = true;
      handler.onResponseStart?.(...head);
    },
    onResponseData: (...data) => handler.onResponseData?.(...data),
    onResponseEnd: (...end) => handler.onResponseEnd?.(...end),
    onResponseError: (controller, error) => {
      tries += 1;
      if (BROKEN.has(codeOf(error))) sent += 1;
      if (answered || tries >= MOST_TRIES || sent > MOST_TIMES_SENT || !mayRepeat(options, error)) {
        handler.onResponseError?.(controller, error);
        return;
      }
      dispatch(options, repeating);
    },
  };
  return dispatch(options, repeating);
};

function mayRepeat({ method, body }: Dispatcher.DispatchOptions, error: Error): boolean {
  const code = codeOf(error);
  if (body && typeof body === 'object' && 'pipe' in body) return false;
  return wasNotSent(error) || (BROKEN.has(code) && (method === 'GET' || method === 'HEAD'));
}

function codeOf({ code = '' }: Error & { code?: string }): string {
  return code;
}
