import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { logIn, myProfile } from '@movies/contract';
import {
  type Answered,
  expectProblem,
  type GatewayUnderTest,
  rawRequest,
  type Script,
  type ScriptedService,
  startGatewayForTest,
  startScriptedService,
} from './testing.ts';

let service: ScriptedService;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  service = await startScriptedService();
  gateway = await startGatewayForTest(service);
});

afterAll(async () => {
  await gateway.stop();
  await service.stop();
});

// The 2 seconds that a service has, and what a busy machine adds.
const LATEST_MS = 2_500;

/** Bytes one after another, as long as anyone listens. */
const dripAnswer =
  (first: string, then: string): Script =>
  (_hit, { socket }) => {
    socket?.write(first);
    const timer = setInterval(() => socket?.write(then), 50);
    socket?.on('close', () => clearInterval(timer));
  };

const SLOW: Record<string, Script> = {
  'says nothing': () => undefined,
  'drips its headers': dripAnswer('HTTP/1.1 200 OK\r\n', 'x-slow: 1\r\n'),
  'drips its body': dripAnswer('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n', ' '),
  'drips its chunks': dripAnswer('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', '1\r\n \r\n'),
  'sends headers and no body': dripAnswer('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n', ''),
};

const WAYS = Object.keys(SLOW);
const WAITING = 8;
const asked = new Map<string, Promise<Answered[]>>();

/** One write, one read, and some guests who want what nobody has asked for yet. */
function askAll(how: string): Promise<Answered[]> {
  const id = WAYS.indexOf(how) + 1;
  const ask = (method: string, path: string, headers = {}) =>
    rawRequest(gateway.url, { method, path, headers: { ...headers, 'user-agent': how } });
  return Promise.all([
    ask('POST', logIn.path),
    ask('GET', myProfile.path, { authorization: `Bearer ${service.token()}` }),
    ...Array.from({ length: WAITING }, () => ask('GET', `/api/profile/${id}`)),
  ]);
}

interface Dripped {
  answer: string;
  ms: number;
}

/** Sends a letter now and then until the other side has had enough; tells what it said, and after how long. */
async function dripRequest(start: string, piece: string): Promise<Dripped> {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  let answer = '';
  socket.on('data', (data) => {
    answer += data;
  });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const started = performance.now();
  socket.write(start);
  const timer = setInterval(() => socket.write(piece), 200);
  await closed;
  clearInterval(timer);
  return { answer, ms: performance.now() - started };
}

const HEAD = 'GET /api/auth/status HTTP/1.1\r\nHost: x\r\n';
let dripped: Promise<Dripped[]>;

// All at once: each takes as long as the gateway has patience.
beforeAll(() => {
  service.answer((hit, response) => SLOW[hit.headers['user-agent'] ?? '']?.(hit, response));
  for (const how of WAYS) asked.set(how, askAll(how));
  dripped = Promise.all(Array.from({ length: 100 }, () => dripRequest(HEAD, 'x-a: b\r\n')));
});

describe.each(WAYS)('a service that %s', (how) => {
  test('is given up in time, also by all who wait for one answer', async () => {
    for (const answer of (await asked.get(how)) ?? []) {
      expectProblem(answer, 504, 'too_late');
      expect(answer.ms).toBeLessThan(LATEST_MS);
    }
  });

  test('is asked once, and by guests who want the same together', async () => {
    await asked.get(how);
    const hits = service.hits.filter(({ headers }) => headers['user-agent'] === how).map(({ url }) => url);
    expect(hits.sort()).toEqual([logIn.path, `/api/profile/${WAYS.indexOf(how) + 1}`, myProfile.path]);
  });
});

describe('clients that send their request drop by drop', () => {
  test('keep nobody else waiting', async () => {
    const { status, ms } = await rawRequest(gateway.url, { path: '/health/live' });
    expect(status).toBe(200);
    expect(ms).toBeLessThan(500);
  });

  test('are told so and cut off in time', async () => {
    for (const { answer, ms } of await dripped) {
      expect(answer).toMatch(/^HTTP\/1\.1 408 .*"code":"too_slow"/s);
      expect(ms).toBeLessThan(7_000);
    }
    expect(service.hits.map(({ url }) => url)).not.toContain('/api/auth/status');
  });
});
