// How one service reaches another: over all replicas behind a host name, leaving out those that do not answer.
import { Agent, type Dispatcher, interceptors } from 'undici';

const MOST_TRIES = 3;

/** Failures before anything was sent: whatever the method, another replica may be asked. */
const NOT_SENT = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'EAI_AGAIN']);
/** The connection broke after it was sent: only what changes nothing is sent again. */
const BROKEN = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

export function createAgent(): Dispatcher {
  const agent = new Agent({
    connect: { timeout: 500 },
    connections: 256,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
  });
  // Names are asked again every second, so a new replica gets its share and a removed one is forgotten.
  return agent.compose(interceptors.dns({ maxTTL: 1_000, dualStack: false, affinity: 4 }), askAnother);
}

const askAnother: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
  let tries = 1;
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
      if (answered || tries >= MOST_TRIES || !mayRepeat(options, error)) {
        handler.onResponseError?.(controller, error);
        return;
      }
      tries += 1;
      dispatch(options, repeating);
    },
  };
  return dispatch(options, repeating);
};

function mayRepeat({ method, body }: Dispatcher.DispatchOptions, { code = '' }: Error & { code?: string }): boolean {
  if (body && typeof body === 'object' && 'pipe' in body) return false;
  return NOT_SENT.has(code) || (BROKEN.has(code) && (method === 'GET' || method === 'HEAD'));
}
