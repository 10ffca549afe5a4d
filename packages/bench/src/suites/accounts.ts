// How many people can log in, and stay logged in, per second and processor core.
import { logIn, refresh, register } from '@movies/contract';
import { type Client, createClient } from '@movies/contract/client';
import type { Ground } from '../ground.ts';
import { type Latencies, repeat } from '../load.ts';
import { processorSeconds } from '../processes.ts';
import { table } from '../table.ts';

const SECONDS = 8;
const MEMBERS = 24;
const PASSWORD = 'correct horse battery';

export async function accountsSuite({ authUrl, authProcess, databaseProcess, gatewayUrl }: Ground) {
  const processes = [authProcess, databaseProcess];
  const api = createClient(authUrl);
  const tokens = await registerMembers(api);
  const logins = await perCore(processes, () => repeat(SECONDS, 4, (worker) => logInAs(api, worker)));
  const refreshes = await perCore(processes, () => repeat(SECONDS, 16, (worker) => refreshNext(api, tokens, worker)));
  const enumeration = await knownAndUnknown(createClient(gatewayUrl));
  process.stdout.write(
    table(
      'Accounts (per core: by the processor time of the auth service and of PostgreSQL, hashing included)',
      ['', 'per second', 'per second and core', 'p50 ms', 'p99 ms'],
      [row('logins', logins), row('refreshes', refreshes)],
    ),
  );
  process.stdout.write(
    table(
      'Failed logins through the gateway: does the time tell whether there is an account?',
      ['', 'median ms'],
      Object.entries(enumeration).map(([name, ms]) => [name, ms]),
    ),
  );
  return { logins, refreshes, enumeration };
}

async function registerMembers(api: Client): Promise<string[]> {
  const tokens: string[] = [];
  for (let number = 0; number < MEMBERS; number += 1) {
    const body = { username: `bench${number}`, email: `bench${number}@example.org`, password: PASSWORD };
    const answer = await api(register, { body });
    if (answer.status === 201) tokens.push(answer.body.refresh_token);
  }
  return tokens;
}

async function logInAs(api: Client, worker: number): Promise<void> {
  const { status } = await api(logIn, { body: { username: `bench${worker}`, password: PASSWORD } });
  if (status !== 200) throw new Error(`a login answered ${status}`);
}

async function refreshNext(api: Client, tokens: string[], worker: number): Promise<void> {
  const answer = await api(refresh, { body: { refresh_token: tokens[worker] ?? '' } });
  if (answer.status !== 200) throw new Error(`a refresh answered ${answer.status}`);
  tokens[worker] = answer.body.refresh_token;
}

async function perCore(pids: number[], measure: () => Promise<Latencies>): Promise<Latencies & { perCore: number }> {
  const before = await processorSeconds(pids);
  const measured = await measure();
  return { ...measured, perCore: measured.count / ((await processorSeconds(pids)) - before) };
}

function row(name: string, { count, seconds, perCore: each, p50, p99 }: Latencies & { perCore: number }) {
  return [name, count / seconds, each, p50, p99];
}

const PAIRS = 100;

/** Each account gets few guesses, so that no limit answers in its place. */
async function knownAndUnknown(api: Client): Promise<{ known: number; unknown: number }> {
  const took = { known: [] as number[], unknown: [] as number[] };
  for (let pair = 0; pair < PAIRS; pair += 1) {
    took.known.push(await failedLogin(api, `bench${pair % MEMBERS}`));
    took.unknown.push(await failedLogin(api, `nobody${pair % MEMBERS}`));
  }
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  return { known: middle(took.known), unknown: middle(took.unknown) };
}

async function failedLogin(api: Client, username: string): Promise<number> {
  const from = performance.now();
  const { status } = await api(logIn, { body: { username, password: 'not this one' } });
  if (status !== 401) throw new Error(`a wrong password was answered with ${status}`);
  return performance.now() - from;
}
