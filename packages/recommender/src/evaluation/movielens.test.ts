import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type RatingsMatrix, ratingsMatrix } from '../matrix.ts';
import { evaluateRanking, evaluateRatings } from './protocols.ts';
import { readRatings } from './read-movielens.ts';

const data = process.env.MOVIELENS_DATA ?? resolve('../shared/data/ml-latest-small');

if (existsSync(data)) {
  describe('on MovieLens (ml-latest-small)', () => {
    let matrix: RatingsMatrix;

    beforeAll(async () => {
      matrix = ratingsMatrix(await readRatings(data));
    });

    // A fifth of the usual sweeps; with all of them it is .834.
    test('ratings are predicted well', async () => {
      const { value: first } = await evaluateRatings(matrix, { sweeps: 30, samples: 16 }).next();
      expect(first?.rmse).toBeLessThan(0.855);
    }, 60_000);

    test('what people will like is found, far better than by popularity', async () => {
      const { rankers } = await evaluateRanking(matrix);
      expect(rankers['EASE + iALS'].ndcg100).toBeGreaterThan(0.36);
      expect(rankers['EASE + iALS'].ndcg100).toBeGreaterThan(1.5 * rankers.popularity.ndcg100);
    }, 60_000);
  });
} else {
  test('is not measured on MovieLens: its data are not on this machine', () => {
    process.stderr.write(`NOT TESTED: there is no MovieLens data set at ${data}; MOVIELENS_DATA says where one is\n`);
  });
}
