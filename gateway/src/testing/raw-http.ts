// Requests as no well-behaved client sends them: paths and headers arrive as they are written here.

import { type Agent, type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from '@jest/globals';

export interface Raw {
  method?: string;
  path?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
  /** Where connections are kept for the next; without one, every request has its own. */
  agent?: Agent;
}

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  ms: number;
}

export function rawRequest(base: string, { body, ...asked }: Raw): Promise<Answered> {
  const { hostname, port } = new URL(base);
  const { method = 'GET', path = '/', agent = false } = asked;
  const headers = { ...lengthOf(body, asked.headers), ...asked.headers };
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers, agent }, (response) => {
      const { statusCode: status = 0, headers: received } = response;
      text(response).then(
        (whole) => resolve({ status, headers: received, text: whole, ms: performance.now() - started }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function lengthOf(body: Raw['body'], headers: Raw['headers'] = {}): Record<string, string> {
  if (body === undefined || 'transfer-encoding' in headers) return {};
  return { 'content-length': String(Buffer.byteLength(body)) };
}

/** Sends bytes over a connection of its own, and gives all that comes back until it is closed. */
export function rawExchange(base: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let received = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(received));
  });
}

/** The one shape of everything that goes wrong, with nothing in it of where and how it did. */
export function expectProblem(answered: Pick<Answered, 'status' | 'headers' | 'text'>, status: number, code?: string) {
  const { headers, text: body } = answered;
  expect({ status: answered.status, body }).toMatchObject({ status });
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  const problem = JSON.parse(body);
  expect(problem).toMatchObject({ status: 'error', message: expect.stringMatching(/^[A-Z].*[.]$/s) });
  expect(problem.request_id).toBe(headers['x-request-id']);
  if (code !== undefined) expect(problem.code).toBe(code);
  expectNothingOfUs(body);
}

const OF_US =
  /127\.0\.0\.1|localhost|\bat .*:\d+|node:|\.ts\b|node_modules|\bE(CONN|HOST|NET|PIPE|NOTFOUND|AI_)|UND_ERR|undici|fastify/;

/** No address, host name, path, stack trace or name of a library. */
export function expectNothingOfUs(body: string): void {
  expect(body).not.toMatch(OF_US);
}
