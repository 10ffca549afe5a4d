import { Agent } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AuthUnderTest, type Member, newSuperuser, startAuthForTest } from '@movies/auth/testing';
import { myProfile, type Operation, operations, register } from '@movies/contract';
import { BODIES, hostileNames, TEXTS, VALUES } from './testing/hostile.ts';
import {
  type Answered,
  expectNothingOfUs,
  type GatewayUnderTest,
  type Raw,
  rawRequest,
  startGatewayForTest,
} from './testing.ts';

let auth: AuthUnderTest;
let gateway: GatewayUnderTest;
let superuser: Member;

beforeAll(async () => {
  auth = await startAuthForTest();
  gateway = await startGatewayForTest(auth, { TRUST_PROXY: 'loopback' });
  superuser = await newSuperuser(auth);
});

afterAll(async () => {
  agent.destroy();
  await gateway.stop();
  await auth.stop();
});

/** Some operations log out whoever calls them. */
async function goodToken(): Promise<string> {
  const { status } = await gateway.api(myProfile, { token: superuser.token });
  if (status === 401) superuser = await newSuperuser(auth);
  return superuser.token;
}

const WIDTH = 8;
const agent = new Agent({ keepAlive: true, maxSockets: WIDTH });

/** Sends all, some at a time, and looks at every answer. */
async function sendAll(operation: Operation, requests: Raw[]): Promise<void> {
  const authorization = `Bearer ${await goodToken()}`;
  const waiting = [...requests];
  const sendNext = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const headers = { authorization, 'content-type': 'application/json', ...next.headers };
      const request = { method: operation.method, path: filled(operation), ...next, headers, agent };
      expectHarmless(await answered(() => rawRequest(gateway.url, request)), next);
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, sendNext));
}

/** A machine with other work is late now and then; what makes a service hang does so again. */
async function answered(send: () => Promise<Answered>): Promise<Answered> {
  const first = await send();
  return first.status === 503 || first.status === 504 ? send() : first;
}

function expectHarmless({ status, text }: Answered, { path, body, headers }: Raw): void {
  const asked = { path, headers, body: String(body).slice(0, 300) };
  if (status >= 500) throw new Error(`${status} ${text} to ${JSON.stringify(asked)}`);
  if (status < 400) return;
  expectNothingOfUs(text.replaceAll(/There is nothing at .*?"/g, '"'));
  expect(JSON.parse(text)).toMatchObject({ status: 'error', code: expect.any(String) });
}

const filled = ({ path }: Operation, value = '1000000') => path.replace(/:\w+/g, value);
const isShort = ({ length }: string) => length < 2_000;
const propertiesOf = (schema: unknown) =>
  (schema as { properties?: Record<string, object> } | undefined)?.properties ?? {};
const each = operations.map((operation) => [operation.id, operation] as const);

describe('no request makes anything fail, whatever is in', () => {
  test.each(each.filter(([, { params }]) => params))('the path of %s', async (_id, operation) => {
    const values = [...TEXTS, '-1', '0', '1e9', '99999999999999999999', 'NaN', '1,2', '1 OR 1=1', '01', '1.5'];
    const paths = [...values.filter(isShort), 'x'.repeat(190)];
    await sendAll(
      operation,
      paths.map((value) => ({ path: filled(operation, encodeURIComponent(value.toWellFormed())), body: '{}' })),
    );
  });

  // What several operations take is tried with the first of them.
  const tried = new Set<object>();
  const namesOfNew = (schema: unknown) =>
    Object.entries(propertiesOf(schema)).flatMap(([name, field]) => {
      if (tried.has(field)) return [];
      tried.add(field);
      return [name];
    });

  test.each(each)('the query of %s', async (_id, operation) => {
    const values = [...TEXTS, '-1', '0', '1e9', '99999999999999999999', 'NaN', 'true'].filter(isShort);
    const known = namesOfNew(operation.query).flatMap((name) => values.map((value) => [name, value] as const));
    const unknown = ['unknown', ...hostileNames].map((name) => [name, '1'] as const);
    const searches = [...known, ...unknown].map(
      ([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`,
    );
    const odd = ['&&&', '=', '%', '%ff=%ff', 'page=1&page=2', 'page[]=1', 'page[a]=1', '?', `a=1${'&b=2'.repeat(500)}`];
    await sendAll(
      operation,
      [...searches, ...odd].map((search) => ({ path: `${filled(operation)}?${search}`, body: '{}' })),
    );
  });

  // The gateway looks into no body: what is in one matters to the service, and only the auth service is behind it here.
  const looksInside = each.filter(([, { body, service }]) => body && service === 'auth');

  test.each(looksInside)('the fields of %s', async (_id, operation) => {
    const plausible = {
      email: 'someone@example.org',
      password: 'correct horse battery',
      token: 'abc',
      is_active: true,
    };
    const names = namesOfNew(operation.body);
    const bodies = names.flatMap((name) => VALUES.map((value) => ({ ...plausible, [name]: value })));
    await sendAll(
      operation,
      bodies.map((body) => ({ body: JSON.stringify(body) })),
    );
  });

  test.each(each.filter(([, { method }]) => method !== 'GET'))('the body of %s', async (_id, operation) => {
    await sendAll(
      operation,
      BODIES.map((body) => ({ body })),
    );
  });

  const TYPES = [
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
  ];
  const ODD_TYPES = [
    'application/json; charset=utf-16',
    'application/json, text/plain',
    'APPLICATION/JSON',
    'application/*',
  ];

  test('the headers', async () => {
    const names = [
      'accept',
      'accept-language',
      'cookie',
      'user-agent',
      'x-forwarded-for',
      'x-forwarded-host',
      'if-none-match',
    ];
    const printable = TEXTS.filter((text) => /^[\x20-\xff]+$/.test(text) && text.length < 8_000);
    const requests = names.flatMap((name) => printable.map((text) => ({ headers: { [name]: text }, body: '{}' })));
    for (const [, operation] of each) {
      if (['profile', 'refresh'].includes(operation.id)) await sendAll(operation, requests);
    }
  });

  test('the content type', async () => {
    const requests = [...TYPES, ...ODD_TYPES].map((type) => ({ headers: { 'content-type': type }, body: '{"a":1}' }));
    for (const [, operation] of each) if (operation.method !== 'GET') await sendAll(operation, requests);
  });

  test.each(TYPES)('but %s is not taken for JSON', async (type) => {
    const { status } = await rawRequest(gateway.url, {
      method: register.method,
      path: register.path,
      headers: { 'content-type': type },
      body: '{"email":"a@example.org","password":"correct horse battery"}',
    });
    expect([400, 415]).toContain(status);
  });
});
