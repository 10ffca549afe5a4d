// How often someone may guess a password, and what the answers tell of who has an account.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { changePassword, deleteMyAccount, editMyProfile, forgotPassword, logIn } from '@movies/contract';
import { type AuthUnderTest, newMember, startAuthForTest } from '../testing.ts';

let auth: AuthUnderTest;

beforeAll(async () => {
  auth = await startAuthForTest();
});
afterAll(() => auth.stop());

const guess = (email: string, password = 'a wrong guess', headers: Record<string, string> = {}) =>
  auth.api(logIn, { body: { email, password }, headers });

async function guesses(email: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < times; n += 1) statuses.push((await guess(email)).status);
  return statuses;
}

describe('guessing the password of one account', () => {
  test('is checked ten times of a thousand, whatever the address and the spelling', async () => {
    const { email, username, password } = await newMember(auth, { username: 'Victim', email: 'victim@example.org' });
    const names = [email, username, 'VICTIM', ' Victim@Example.org '];
    const counts = new Map<number, number>();
    const guesser = async (_: unknown, n: number) => {
      for (let round = 0; round < 50; round += 1) {
        const headers = { 'x-forwarded-for': `198.51.${n}.${round}` };
        const { status } = await guess(names[round % names.length] ?? '', `guess ${n}-${round}`, headers);
        counts.set(status, (counts.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: 20 }, guesser));
    expect(Object.fromEntries(counts)).toEqual({ 401: 10, 429: 990 });

    const late = await guess(email, password);
    expect(late).toMatchObject({
      status: 429,
      body: { code: 'too_many_requests', message: expect.stringContaining('minutes') },
    });
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(800);
  });

  test('does not lock anyone else out', async () => {
    const victim = await newMember(auth);
    const other = await newMember(auth);
    expect(await guesses(victim.email, 11)).toEqual([...Array(10).fill(401), 429]);
    expect((await guess(other.email, other.password)).status).toBe(200);
  });

  test('is forgiven when the right one comes in time', async () => {
    const { email, password } = await newMember(auth);
    expect(await guesses(email, 8)).toEqual(Array(8).fill(401));
    expect((await guess(email, password)).status).toBe(200);
    expect(await guesses(email, 3)).toEqual([401, 401, 401]);
  });

  test('is counted as well where a stolen token is used to guess', async () => {
    const { token, email, password } = await newMember(auth);
    const wrong = 'a wrong guess';
    const ways = [
      () => auth.api(changePassword, { token, body: { current_password: wrong, new_password: 'mine from now on' } }),
      () => auth.api(deleteMyAccount, { token, body: { password: wrong } }),
      () => auth.api(editMyProfile, { token, body: { email: 'thief@example.org', current_password: wrong } }),
    ];
    for (let n = 0; n < 10; n += 1) expect((await ways[n % 3]?.())?.status).toBe(400);
    for (const way of ways) expect((await way()).status).toBe(429);
    expect((await guess(email, password)).status).toBe(429);
  });
});

interface Heard {
  status: number;
  body: unknown;
  headers: string[];
}

/** What one can hear of an answer, but for what differs with each request. */
function heard({ status, body, headers }: { status: number; body: object; headers: Headers }): Heard {
  const changing = new Set(['date', 'x-request-id', 'retry-after']);
  const lines = [...headers].filter(([name]) => !changing.has(name)).map(([name, value]) => `${name}: ${value}`);
  return { status, body: { ...body, ...('request_id' in body ? { request_id: '' } : {}) }, headers: lines.sort() };
}

describe('whether an address has an account', () => {
  test('is not told by a login, be it refused or refused for too many', async () => {
    const { email, username } = await newMember(auth);
    const refusal = heard(await guess(email));
    expect(refusal).toMatchObject({
      status: 401,
      body: { code: 'invalid_credentials', message: 'Invalid email or password' },
    });
    expect(refusal.headers).toContain('www-authenticate: Bearer');
    expect(heard(await guess(username))).toEqual(refusal);
    expect(heard(await guess('nobody@example.org'))).toEqual(refusal);
    expect(heard(await guess('nobody'))).toEqual(refusal);

    await guesses(email, 8);
    await guesses('nobody@example.org', 9);
    const tooMany = heard(await guess(email));
    expect(tooMany.status).toBe(429);
    expect(heard(await guess('Nobody@Example.org'))).toEqual(tooMany);
  });

  test('is not told by how long a login takes: the same work is done', async () => {
    const slow = await startAuthForTest({}, { passwords: 'usual' });
    const { email } = await newMember(slow);
    const guessSlowly = (name: string) => slow.api(logIn, { body: { email: name, password: 'a wrong guess' } });
    const known: number[] = [];
    const unknown: number[] = [];
    for (let n = 0; n < 7; n += 1) {
      known.push(await timeOf(() => guessSlowly(email)));
      unknown.push(await timeOf(() => guessSlowly(`nobody${n}@example.org`)));
    }
    await slow.stop();
    expect(median(unknown)).toBeGreaterThan(median(known) / 2);
  });

  test('is not told by asking for a new password', async () => {
    const { email } = await newMember(auth);
    const known = heard(await auth.api(forgotPassword, { body: { email } }));
    expect(known).toMatchObject({
      status: 202,
      body: { message: 'If this address has an account, a letter is on its way.' },
    });
    expect(heard(await auth.api(forgotPassword, { body: { email: 'nobody@example.org' } }))).toEqual(known);
  });
});

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
