import { describe, expect, test } from '@jest/globals';
import { campMatrix } from '../testing/generated.ts';
import { type FitRankingOptions, fitRanking } from './fit.ts';
import { openRanker } from './ranker.ts';
import { openIals, shelveIals } from './serve-ials.ts';

const only: FitRankingOptions = { only: 'ials', dimensions: 8, sweeps: 8, threads: 1 };

describe('iALS', () => {
  test('finds what people of the same camp like', async () => {
    const ranker = await openRanker(await fitRanking(campMatrix(), only));
    const scores = ranker.score([2, 8, 14].map((item) => ({ item, strength: 1 })));
    const mean = (camp: number) =>
      [...scores].filter((score, item) => item % 2 === camp && score > -10).reduce((a, b) => a + b) / 20;
    expect(mean(0)).toBeGreaterThan(mean(1) + 1);
    expect(ranker.likeness(2, 8)).toBeGreaterThan(ranker.likeness(2, 9));
  });

  test('is the same for any number of threads', async () => {
    const [one, three] = await Promise.all([1, 3].map((threads) => fitRanking(campMatrix(), { ...only, threads })));
    expect(three).toEqual(one);
  });

  test('explains a score by parts that add up to it', async () => {
    const { ials } = await fitRanking(campMatrix(), only);
    if (!ials) throw new Error('no iALS');
    const scorer = await openIals(await shelveIals(ials, 'own'));
    const history = [
      { place: 2, strength: 1 },
      { place: 9, strength: -0.5 },
      { place: 30, strength: 0.3 },
    ];
    const parts = scorer.explain(history)(12);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(scorer.score(history)[12] as number, 4);
  });

  test('that begins where an earlier model stood is there sooner', async () => {
    const matrix = campMatrix(200, 100);
    const settled = await fitRanking(matrix, { ...only, sweeps: 40 });
    const [warm, cold] = await Promise.all([
      fitRanking(matrix, { ...only, sweeps: 1, from: settled }),
      fitRanking(matrix, { ...only, sweeps: 1 }),
    ]);
    const asScores = async (model: typeof warm) => (await openRanker(model)).score([{ item: 4, strength: 1 }]);
    const [goal, soon, late] = (await Promise.all([settled, warm, cold].map(asScores))) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const distance = (scores: Float32Array) =>
      scores.reduce((sum, score, at) => (at === 4 ? sum : sum + (score - (goal[at] as number)) ** 2), 0);
    expect(distance(soon)).toBeLessThan(distance(late) / 4);
  });
});
