import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { kernelsAt, shelfFor } from './shelf.ts';

const LARGE = 2 ** 26;

test.each(['own', 'shared'] as const)('a shelf in %s memory goes when nobody needs it any more', async (sharing) => {
  let gone = 0;
  const registry = new FinalizationRegistry(() => {
    gone += 1;
  });
  for (let round = 0; round < 100 && gone === 0; round += 1) {
    const shelf = shelfFor({ numbers: LARGE }, sharing, 'take less');
    await kernelsAt(shelf);
    registry.register(shelf.memory, undefined);
    await sleep(20);
  }
  expect(gone).toBeGreaterThan(0);
});

test('a shelf that would be too large is refused with advice', () => {
  expect(() => shelfFor({ numbers: 2 ** 33 }, 'shared', 'take fewer numbers')).toThrow('take fewer numbers');
});
