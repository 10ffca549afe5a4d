// One trace through gateway, service and SQL, as whoever receives traces sees it.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AuthUnderTest, newMember, startAuthForTest } from '@movies/auth/testing';
import { myProfile, profile } from '@movies/contract';
import { createLifecycle, createLog, startTracing } from '@movies/service-kit';
import { eventually } from '@movies/testing';
import { type GatewayUnderTest, rawRequest, startGatewayForTest } from './testing.ts';

interface ReceivedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
}

interface Received {
  resourceSpans: { scopeSpans: { scope: { name: string }; spans: ReceivedSpan[] }[] }[];
}

type Span = ReceivedSpan & { by: string };

async function startReceiver() {
  const spans: Span[] = [];
  const server = createServer(async (request, response) => {
    const { resourceSpans } = (await json(request)) as Received;
    for (const { scope, spans: some } of resourceSpans.flatMap(({ scopeSpans }) => scopeSpans)) {
      spans.push(...some.map((span) => ({ ...span, by: scope.name })));
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, spans, stop: () => new Promise((closed) => server.close(closed)) };
}

const lifecycle = createLifecycle(createLog('test', 'silent'));
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let auth: AuthUnderTest;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  receiver = await startReceiver();
  await startTracing('tests', { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url }, lifecycle);
  auth = await startAuthForTest();
  gateway = await startGatewayForTest(auth);
});
afterAll(async () => {
  await gateway.stop();
  await auth.stop();
  await lifecycle.end();
  await receiver.stop();
});

function attribute({ attributes }: Span, key: string) {
  return attributes.find((one) => one.key === key)?.value;
}

/** The spans of a request, once all of it is there. */
function spansOf(requestId: string | null): Promise<Span[]> {
  return eventually(() => {
    const root = receiver.spans.find(
      (span) => !span.parentSpanId && attribute(span, 'request_id')?.stringValue === requestId,
    );
    if (!root) throw new Error('the trace is not there yet');
    return receiver.spans.filter(({ traceId }) => traceId === root.traceId);
  });
}

const FOREIGN = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };

test('a request is one trace: gateway, service, SQL, each within the other', async () => {
  const { token } = await newMember(auth);
  const { headers } = await gateway.api(myProfile, { token, headers: FOREIGN });
  const spans = await spansOf(headers.get('x-request-id'));
  const parentOf = ({ parentSpanId }: Span) => spans.find(({ spanId }) => spanId === parentSpanId) as Span;
  const statement = spans.find(({ name }) => name === 'SELECT auth') as Span;
  expect(attribute(statement, 'db.query.text')?.stringValue).toMatch(/^SELECT .*\$1/);
  const inService = parentOf(statement);
  expect(inService).toMatchObject({ by: 'auth', name: 'GET /api/user/profile' });
  const between = parentOf(inService);
  expect(attribute(between, 'server.address')?.stringValue).toBe(auth.url);
  const atTheEdge = parentOf(between);
  expect(atTheEdge).toMatchObject({ by: 'gateway', name: 'GET /api/user/profile' });
  expect(attribute(atTheEdge, 'http.response.status_code')?.intValue).toBe(200);
  // Nobody outside begins a trace of ours.
  expect(atTheEdge.parentSpanId ?? '').toBe('');
});

test('no value of anyone is in a trace, and nothing that is asked for all the time', async () => {
  const person = await newMember(auth);
  await rawRequest(gateway.url, { path: '/health/live' });
  const { headers } = await gateway.api(profile, { params: { id: person.id } });
  await spansOf(headers.get('x-request-id'));
  const all = JSON.stringify(receiver.spans);
  for (const word of [person.email, person.username, person.password, person.token, '/health', '/internal/events']) {
    expect(all).not.toContain(word);
  }
});
