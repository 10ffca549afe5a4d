// Chooses hyper-parameters on people who are then learnt from: at the first training, and whenever there is ten times as much
// to learn from. What is usual stays where nothing else is better beyond chance.
import {
  fitRanking,
  fitRatings,
  type RankingOptions,
  type RatingsMatrix,
  type RatingsOptions,
  rankingDefaults,
  ratingsDefaults,
  type TeamOptions,
} from '@movies/recommender';
import type { Case } from './held-out.ts';
import { measureRanking, measureRatings, withHidden } from './measuring.ts';
import { isClearlyBetter } from './verdict.ts';

export interface Parameters {
  /** EASE's ridge, as a multiple of what is usual for so many people. */
  ease_factor: number;
  ials_unobserved: number;
  ials_dimensions: number;
  rating_dimensions: number;
  /** How many ratings there were when they were chosen. */
  chosen_at: number;
}

const GROWTH = 10;

export function mustChoose(known: Partial<Parameters> | undefined, ratings: number): boolean {
  return known?.chosen_at === undefined || ratings >= GROWTH * known.chosen_at;
}

export function usualParameters(people: number, ratings: number): Parameters {
  const { unobserved, dimensions } = rankingDefaults(people);
  return {
    ease_factor: 1,
    ials_unobserved: unobserved,
    ials_dimensions: dimensions,
    rating_dimensions: ratingsDefaults(ratings).dimensions,
    chosen_at: ratings,
  };
}

export function rankingOptions(
  parameters: Parameters,
  people: number,
): Pick<RankingOptions, 'easeLambda' | 'unobserved' | 'dimensions'> {
  return {
    easeLambda: rankingDefaults(people).easeLambda * parameters.ease_factor,
    unobserved: parameters.ials_unobserved,
    dimensions: parameters.ials_dimensions,
  };
}

interface Lessons {
  ratings: RatingsMatrix;
  ranking: RatingsMatrix;
  validation: readonly Case[];
}

// A hundred people tell more or less ridge apart from noise; ten do not.
const LEAST_CASES = 10;

export async function choose(usual: Parameters, lessons: Lessons, team: TeamOptions): Promise<Parameters> {
  const { ratings, ranking, validation } = lessons;
  const raters = withHidden(validation);
  if (validation.length < LEAST_CASES || raters.length < LEAST_CASES) return usual;
  const lists = (only: 'ease' | 'ials') => async (parameters: Parameters) => {
    const model = await fitRanking(ranking, { ...rankingOptions(parameters, ranking.personIds.length), ...team, only });
    return (await measureRanking(validation, model)).ndcg100;
  };
  const guesses = async ({ rating_dimensions: dimensions }: Parameters) => {
    const model = await fitRatings(ratings, { ...QUICK, dimensions, ...team });
    return (await measureRatings(raters, model)).squares.map((value) => -value);
  };
  const ease = await best(usual, [{ ease_factor: 0.3 }, { ease_factor: 3 }], lists('ease'));
  const ials = await best(
    ease,
    [{ ials_unobserved: 0.03 }, { ials_unobserved: 0.3 }, { ials_dimensions: 32 }],
    lists('ials'),
  );
  return best(ials, [{ rating_dimensions: 8 }, { rating_dimensions: 32 }], guesses);
}

/** A short fit tells dimensions apart as well as a long one. */
const QUICK: Pick<RatingsOptions, 'sweeps' | 'samples'> = { sweeps: 40, samples: 12 };

async function best(
  usual: Parameters,
  others: readonly Partial<Parameters>[],
  scoresOf: (parameters: Parameters) => Promise<number[]>,
): Promise<Parameters> {
  let [leader, scores] = [usual, await scoresOf(usual)];
  for (const other of others) {
    const candidate = { ...usual, ...other };
    const theirs = await scoresOf(candidate);
    if (isClearlyBetter(theirs, scores)) [leader, scores] = [candidate, theirs];
  }
  return leader;
}
