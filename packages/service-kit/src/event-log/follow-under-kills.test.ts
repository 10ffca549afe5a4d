import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '@movies/testing';
import { type DatabaseUnderTest, databaseForTest } from '../testing/database.ts';
import { makeNotebook, notebook } from '../testing/follower.ts';
import { type Producer, startProducer } from '../testing/producer.ts';

const EVENTS = 10_000;
const KILLS = 4;
const program = fileURLToPath(new URL('../testing/follower-process.ts', import.meta.url));

let source: DatabaseUnderTest;
let producer: Producer;
let own: DatabaseUnderTest;
const followers = new Map<string, ChildProcess>();

beforeAll(async () => {
  [source, own] = await Promise.all([databaseForTest(), databaseForTest()]);
  producer = await startProducer(source.url);
  await makeNotebook(own.database);
});
afterAll(async () => {
  await Promise.all([...followers.keys()].map(kill));
  await producer.stop();
  await Promise.all([source.close(), own.close()]);
});

function start(name: string): ChildProcess {
  const follower = spawn(process.execPath, [program, name, producer.url, own.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  followers.set(name, follower);
  return follower;
}

async function kill(name: string): Promise<void> {
  const follower = followers.get(name);
  if (!follower || follower.signalCode !== null) return;
  const exited = once(follower, 'exit');
  follower.kill('SIGKILL');
  await exited;
}

/** Kills whoever works, at some moment of its work, and starts it again. */
async function killWhoeverWorks(): Promise<void> {
  const working = [...followers].map(async ([name, { stdout }]) => {
    if (stdout) await once(stdout, 'data');
    return name;
  });
  const name = await Promise.race(working);
  await sleep(Math.random() * 15);
  await kill(name);
  start(name);
}

async function tellAll(): Promise<void> {
  const chunk = 50;
  for (let first = 0; first < EVENTS; first += chunk) {
    await producer.tell(...Array.from({ length: chunk }, (_, index) => first + index));
    // Slowly enough that there is something to do through all the kills.
    await sleep(15);
  }
}

test('10,000 events take effect once each and in order, whoever is killed in the middle', async () => {
  start('one');
  start('two');
  const told = tellAll();
  for (let kills = 0; kills < KILLS; kills += 1) await killWhoeverWorks();
  await told;
  const inOrder = Array.from({ length: EVENTS }, (_, number) => number);
  await eventually(async () => {
    const row = await own.database.row<{ count: number }>('SELECT count(*) AS count FROM notebook');
    expect(row?.count).toBeGreaterThanOrEqual(EVENTS);
  });
  const written = await notebook(own.database);
  expect(written.map(({ number }) => number)).toEqual(inOrder);
  expect(new Set(written.map(({ follower }) => follower))).toEqual(new Set(['one', 'two']));
}, 30_000);

test('where one is killed for good, the other takes over within 3 seconds', async () => {
  const last = async () => (await notebook(own.database)).at(-1);
  await producer.tell(EVENTS);
  await eventually(async () => expect((await last())?.number).toBe(EVENTS));
  const working = (await last())?.follower ?? '';
  await kill(working);
  const killed = performance.now();
  await producer.tell(EVENTS + 1);
  await eventually(async () => expect((await last())?.number).toBe(EVENTS + 1));
  expect(performance.now() - killed).toBeLessThan(3_000);
  expect((await last())?.follower).not.toBe(working);
});
