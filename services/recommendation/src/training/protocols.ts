// Measures the models on the ratings in the database by the protocols that others publish figures by.
import { evaluateRanking, evaluateRatings, ratingsMatrix, type TeamOptions } from '@movies/recommender';
import type { Database } from '@movies/service-kit';
import { rankingOptions, usualParameters } from './choosing.ts';
import { mean } from './measuring.ts';
import { readOpinions } from './reading.ts';
import { lastParameters } from './runs.repository.ts';

const SPLITS = 20;

/** With the hyper-parameters that were chosen here, where some were. */
export async function measureByProtocols(database: Database, team: TeamOptions): Promise<string> {
  const { ratings } = await readOpinions(database);
  const matrix = ratingsMatrix(ratings);
  const people = matrix.personIds.length;
  const parameters = { ...usualParameters(people, matrix.byPerson.values.length), ...(await lastParameters(database)) };
  const options = {
    ratings: { ...team, dimensions: parameters.rating_dimensions },
    ranking: { ...team, ...rankingOptions(parameters, people) },
  };
  const errors: number[] = [];
  for await (const { rmse } of evaluateRatings(matrix, options.ratings)) errors.push(rmse);
  const found: number[] = [];
  const popular: number[] = [];
  for (let split = 1; split <= SPLITS; split += 1) {
    const { rankers } = await evaluateRanking(matrix, options.ranking, split);
    found.push(rankers['EASE + iALS'].ndcg100);
    popular.push(rankers.popularity.ndcg100);
  }
  const counts = [matrix.byPerson.values.length, matrix.itemIds.length, matrix.personIds.length];
  const [rated, films, members] = counts.map((count) => count.toLocaleString('en'));
  return [
    `${rated} ratings of ${films} films by ${members} people`,
    `RMSE      ${mean(errors).toFixed(4)}  mean of five folds`,
    `nDCG@100  ${mean(found).toFixed(4)}  mean of ${SPLITS} splits by people; of what is popular ${mean(popular).toFixed(4)}`,
  ].join('\n');
}
