import { describe, expect, test } from '@jest/globals';
import { rankingFromFactors } from './import-factors.ts';
import { readModel, writeModel } from './model-file.ts';
import { fitRanking } from './ranking/fit.ts';
import { openRanker } from './ranking/ranker.ts';
import { fitRatings } from './ratings/fit.ts';
import { campMatrix, lowRankMatrix } from './testing/generated.ts';

const ranking = (options: object) => fitRanking(campMatrix(), { dimensions: 8, sweeps: 2, threads: 1, ...options });

describe('the file of a model', () => {
  test('gives a model of ratings back as it was', async () => {
    const model = await fitRatings(lowRankMatrix(30, 20), { sweeps: 8, burnIn: 2, samples: 3, threads: 2 });
    const notes = { rmse: 0.83, trained: 'yesterday' };
    expect(readModel(writeModel(model, notes))).toEqual({ model, notes });
  });

  test.each([
    ['over the items', { dualPeople: 0 }],
    ['over the people', { dualPeople: 100, easeItems: 30 }],
    ['over some items', { dualPeople: 0, easeItems: 16 }],
    ['without EASE', { only: 'ials' }],
    ['without iALS', { only: 'ease' }],
  ])('gives a model of rankings %s back as it was', async (_, options) => {
    const model = await ranking(options);
    expect(readModel(writeModel(model))).toMatchObject({ model });
  });

  test('may lie anywhere in a larger buffer', async () => {
    const file = writeModel(await ranking({}));
    const larger = Buffer.alloc(file.length + 3);
    larger.set(file, 3);
    expect(readModel(larger.subarray(3))).toEqual(readModel(file));
  });

  test('begins its arrays where numbers can be mapped', async () => {
    const file = writeModel(await ranking({}));
    expect((16 + new DataView(file.buffer).getUint32(12, true)) % 8).toBe(0);
  });

  test.each([
    ['is empty', () => new Uint8Array()],
    ['is something else', () => new TextEncoder().encode('%PDF-1.7 and so on and so on')],
    ['is of a later version', (file: Uint8Array) => file.with(8, 9)],
    ['has a heading that is not JSON', (file: Uint8Array) => file.with(16, 0x21)],
    ['was cut off', (file: Uint8Array) => file.slice(0, -40)],
  ])('is refused when it %s', async (_, change) => {
    const file = writeModel(await ranking({ dualPeople: 0 }));
    expect(() => readModel(change(file))).toThrow(expect.objectContaining({ code: 'no_model' }));
  });

  test('is refused when it points outside of itself', async () => {
    const model = await ranking({ dualPeople: 0, easeItems: 16 });
    if (model.ease?.form !== 'primal') throw new Error('not over the items');
    const ease = { ...model.ease, items: model.ease.items.with(3, 4_000_000) };
    expect(() => readModel(writeModel({ ...model, ease }))).toThrow('points outside');
  });
});

describe('factors of another engine', () => {
  const lines = ['id,f1,f2,f3', '30,1,0,0', '10,0.9,0.1,0', '', '20,0,0,1'];
  const options = { unobserved: 0.1, lambda: 0.01 };

  test('serve as if they had been trained here', async () => {
    const ranker = await openRanker(await rankingFromFactors(lines, options));
    expect([...ranker.items.ids]).toEqual([10, 20, 30]);
    const scores = ranker.score([{ item: 30, strength: 1 }]);
    expect(scores[0]).toBeGreaterThan(scores[1] as number);
    expect(ranker.likeness(10, 30)).toBeGreaterThan(0.9);
  });

  test.each([
    ['a line of another length', [...lines, '40,1,2']],
    ['a line of words', [...lines, 'a,b,c,d']],
    ['nothing', []],
  ])('are refused with %s', async (_, those) => {
    await expect(rankingFromFactors(those, options)).rejects.toMatchObject({ code: 'data_refused' });
  });
});
