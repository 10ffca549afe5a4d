import { describe, expect, test } from '@jest/globals';
import { rangesInTurns, setInTurns, takeTurns } from './turns.ts';

const LONG = 2_000_000;

/** How often others came to do something while the work went on. */
async function turnsOfOthers(work: Promise<void>): Promise<number> {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  await work;
  clearInterval(timer);
  return turns;
}

describe.each([
  ['a round', takeTurns(0)],
  ['a pause', takeTurns(0, 2)],
])('long work that leaves others %s', (_, turn) => {
  test('copies all numbers, and others come to do something meanwhile', async () => {
    const source = Float32Array.from({ length: LONG }, (_, place) => place);
    const target = new Float32Array(LONG);
    expect(await turnsOfOthers(setInTurns(turn, target, source))).toBeGreaterThan(0);
    expect(target.every((value, place) => value === place)).toBe(true);
  });

  test('goes through all rows once, in their order', async () => {
    const seen: [number, number][] = [];
    await rangesInTurns(turn, 10, (from, to) => seen.push([from, to]), 4);
    expect(seen).toEqual([
      [0, 4],
      [4, 8],
      [8, 10],
    ]);
  });
});

test('work that is called off ends at its next turn', async () => {
  const over = new AbortController();
  const source = new Float32Array(LONG);
  const work = setInTurns(takeTurns(0, 60_000, over.signal), new Float32Array(LONG), source);
  over.abort(new Error('called off'));
  await expect(work).rejects.toThrow();
});

test('work that is done before it is the turn of others does not stop', async () => {
  const source = new Float32Array(LONG);
  expect(await turnsOfOthers(setInTurns(takeTurns(60_000), source, source))).toBe(0);
});
