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

    test('ratings are predicted as well as documented', async () => {
      const { value: first } = await evaluateRatings(matrix).next();
      expect(first?.rmse).toBeLessThan(0.838);
    });

    test('what people will like is found as well as documented', async () => {
      const { rankers } = await evaluateRanking(matrix);
      expect(rankers['EASE + iALS'].ndcg100).toBeGreaterThan(0.36);
      expect(rankers['EASE + iALS'].ndcg100).toBeGreaterThan(1.5 * rankers.popularity.ndcg100);
    });
  });
} else {
  test('is not measured on MovieLens: its data are not on this machine', () => {
    process.stderr.write(`NOT TESTED: there is no MovieLens data set at ${data}; MOVIELENS_DATA says where one is\n`);
  });
}
