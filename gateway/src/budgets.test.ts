import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { exportMyData, logIn, logOut, myProfile } from '@movies/contract';
import {
  type Answered,
  expectProblem,
  type GatewayUnderTest,
  rawRequest,
  type ScriptedService,
  startGatewayForTest,
  startScriptedService,
} from './testing.ts';

let service: ScriptedService;
let gateway: GatewayUnderTest;

beforeAll(async () => {
  service = await startScriptedService();
});

afterAll(() => service.stop());

beforeEach(() => {
  service.hits.length = 0;
});

// Small enough to be spent here: 10 credentials, 12 writes, 120 reads, 1 heavy a minute.
const FACTOR = 0.1;

function withGateway(settings: object = {}): void {
  beforeAll(async () => {
    gateway = await startGatewayForTest(service, { RATE_LIMIT_FACTOR: FACTOR, ...settings });
  });
  afterAll(() => gateway.stop());
}

interface Asker {
  token?: string;
  address?: string;
}

const ask = ({ method, path }: { method: string; path: string }, { token, address }: Asker = {}) =>
  rawRequest(gateway.url, {
    method,
    path,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(address === undefined ? {} : { 'x-forwarded-for': address }),
    },
  });

async function askTimes(times: number, operation: { method: string; path: string }, who?: Asker): Promise<Answered[]> {
  const answers = [];
  for (let i = 0; i < times; i += 1) answers.push(await ask(operation, who));
  return answers;
}

const statuses = (answers: Answered[]) => answers.map(({ status }) => status);
const budgetOf = ({ headers }: Answered) => [headers['ratelimit-limit'], headers['ratelimit-remaining']];

const publicRead = { method: 'GET', path: '/api/auth/status' };

describe('every class of operations has its budget', () => {
  withGateway();

  test.each([
    ['credentials', logIn, 10, false],
    ['reads of guests', publicRead, 120, false],
    ['reads of members', myProfile, 120, true],
    ['writes', logOut, 12, true],
    ['what is heavy', exportMyData, 1, true],
  ])('%s', async (_class, operation, limit, isMember) => {
    const who = isMember ? { token: service.token() } : {};
    const answers = await askTimes(limit, operation, who);
    expect(statuses(answers)).toEqual(Array(limit).fill(200));
    expect(answers.map(budgetOf)).toEqual(answers.map((_, i) => [String(limit), String(limit - 1 - i)]));
    expect(Number(answers[0]?.headers['ratelimit-reset'])).toBeLessThanOrEqual(60);
    const refused = await ask(operation, who);
    expectProblem(refused, 429, 'too_many_requests');
    expect(budgetOf(refused)).toEqual([String(limit), '0']);
    const seconds = Number(refused.headers['retry-after']);
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refused.headers['ratelimit-reset']).toBe(String(seconds));
    expect(service.hits).toHaveLength(limit);
  });

  test('health, documents and what is not there cost nothing', async () => {
    for (const path of ['/health/live', '/openapi.json', '/nothing']) {
      const answer = await ask({ method: 'GET', path });
      expect(answer.headers['ratelimit-limit']).toBeUndefined();
    }
  });
});

describe('the budget of a member', () => {
  withGateway();

  test('in one class is not spent by another', async () => {
    const token = service.token();
    await askTimes(13, logOut, { token });
    expect(statuses([await ask(logOut, { token }), await ask(myProfile, { token })])).toEqual([429, 200]);
  });

  test('is not spent by another member, nor by guests of the same address', async () => {
    const [one, other] = [{ token: service.token() }, { token: service.token() }];
    await askTimes(13, logOut, one);
    expect(statuses([await ask(logOut, one), await ask(logOut, other)])).toEqual([429, 200]);
    await askTimes(121, publicRead);
    expect(statuses([await ask(publicRead), await ask(myProfile, one)])).toEqual([429, 200]);
  });
});

describe('the budget of an address', () => {
  withGateway();

  test('is spent by guessing tokens', async () => {
    const guesses = await askTimes(121, myProfile, { token: 'guessed' });
    expect(new Set(statuses(guesses.slice(0, 120)))).toEqual(new Set([401]));
    expectProblem(guesses.at(-1) as Answered, 429);
    expectProblem(await ask(publicRead), 429);
    expect((await ask(myProfile, { token: service.token() })).status).toBe(200);
  });

  test('is spent on credentials, whoever someone says they are', async () => {
    const change = { method: 'PUT', path: '/api/auth/password' };
    for (let i = 0; i < 10; i += 1) await ask(change, { token: service.token() });
    expectProblem(await ask(change, { token: service.token() }), 429);
    expectProblem(await ask(logIn), 429);
  });

  test('is not that of another which is only claimed', async () => {
    for (let i = 0; i < 10; i += 1) await ask(logIn, { address: `9.9.9.${i}` });
    expectProblem(await ask(logIn, { address: '9.9.9.99' }), 429);
  });
});

describe('behind a proxy that is trusted', () => {
  withGateway({ TRUST_PROXY: '127.0.0.0/8' });

  test('every client has a budget of its own', async () => {
    await askTimes(10, logIn, { address: '9.9.9.1' });
    expectProblem(await ask(logIn, { address: '9.9.9.1' }), 429);
    expect((await ask(logIn, { address: '9.9.9.2' })).status).toBe(200);
    expect(service.hits.at(-1)?.headers['x-forwarded-for']).toBe('9.9.9.2');
  });

  test('what a client put in front of the list itself is not believed', async () => {
    for (let i = 0; i < 10; i += 1) await ask(logIn, { address: `8.8.8.${i}, 9.9.9.3` });
    expectProblem(await ask(logIn, { address: '8.8.8.99, 9.9.9.3' }), 429);
    expect((await ask(logIn, { address: '9.9.9.3, 9.9.9.4' })).status).toBe(200);
  });

  test('an IPv6 customer is one, whatever address of their network they take', async () => {
    for (let i = 0; i < 10; i += 1) await ask(logIn, { address: `2001:db8:1:2:${i}::${i}` });
    expectProblem(await ask(logIn, { address: '2001:db8:1:2:ffff::1' }), 429);
    expect((await ask(logIn, { address: '2001:db8:1:3::1' })).status).toBe(200);
  });

  test.each(['', 'unknown', '1.2.3', '<script>', ',,,', '::', '1.2.3.4:80', '[2001:db8::1]:443'])(
    'an address that is none (%j) breaks nothing',
    async (address) => {
      expect((await ask(logIn, { address })).status).toBe(200);
    },
  );
});

describe('a factor of zero', () => {
  withGateway({ RATE_LIMIT_FACTOR: 0 });

  test('switches the budgets off', async () => {
    const answers = await Promise.all(Array.from({ length: 150 }, () => ask(logIn)));
    expect(new Set(statuses(answers))).toEqual(new Set([200]));
    expect(answers[0]?.headers['ratelimit-limit']).toBeUndefined();
  });
});
