import { expect, test } from '@jest/globals';
import { createLog } from '@movies/service-kit';
import { testClock } from '../testing/time.ts';
import { createGate } from './gate.ts';

const AWAY = { kind: 'unavailable', code: 'tmdb_unavailable' };

function newGate() {
  const clock = testClock();
  let asked = 0;
  const gate = createGate(clock, createLog('test', 'silent'));
  const well = async () => {
    asked += 1;
  };
  const ill = async () => {
    asked += 1;
    throw new Error('no answer');
  };
  const fail = async (times: number) => {
    for (let count = 0; count < times; count += 1) await gate.pass(ill).catch(() => undefined);
  };
  return { gate, clock, well, ill, fail, asked: () => asked };
}

test('closes after five failures in a row, for ten seconds', async () => {
  const { gate, clock, well, fail, asked } = newGate();
  await fail(5);
  clock.pass(9_999);
  await expect(gate.pass(well)).rejects.toMatchObject({ ...AWAY, retryAfterSeconds: 0.001 });
  expect(asked()).toBe(5);
  clock.pass(1);
  await gate.pass(well);
  expect(asked()).toBe(6);
});

test('four failures and an answer are not five failures', async () => {
  const { gate, well, fail, asked } = newGate();
  await fail(4);
  await gate.pass(well);
  await fail(4);
  await gate.pass(well);
  expect(asked()).toBe(10);
});

test('after the ten seconds one request tries, while the others are turned away', async () => {
  const { gate, clock, well, fail, asked } = newGate();
  await fail(5);
  clock.pass(10_000);
  const trial = Promise.withResolvers<void>();
  const first = gate.pass(() => trial.promise);
  await expect(gate.pass(well)).rejects.toMatchObject(AWAY);
  trial.resolve();
  await first;
  await gate.pass(well);
  expect(asked()).toBe(6);
});

test('a try that fails closes it again', async () => {
  const { gate, clock, well, ill, fail } = newGate();
  await fail(5);
  clock.pass(10_000);
  await expect(gate.pass(ill)).rejects.toMatchObject(AWAY);
  clock.pass(9_999);
  await expect(gate.pass(well)).rejects.toMatchObject(AWAY);
  clock.pass(1);
  await gate.pass(well);
});

test('stays closed for as long as it is told, not for less', async () => {
  const { gate, clock, well } = newGate();
  gate.closeFor(60_000);
  gate.closeFor(1_000);
  clock.pass(59_000);
  expect(() => gate.look()).toThrow(expect.objectContaining({ retryAfterSeconds: 1 }));
  clock.pass(1_000);
  await gate.pass(well);
});
