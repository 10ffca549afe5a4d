// A training from beginning to end: read, choose, fit, measure, compare, store.
import { createHash } from 'node:crypto';
import {
  fitRanking,
  fitRatings,
  popularity,
  type RankingModel,
  type RatingsMatrix,
  type RatingsModel,
  type TeamOptions,
  writeModel,
} from '@movies/recommender';
import type { Database, Transaction } from '@movies/service-kit';
import { choose, mustChoose, type Parameters, rankingOptions, usualParameters } from './choosing.ts';
import { type Case, type HeldOut, holdOut } from './held-out.ts';
import { rankingLessons, ratingLessons, type Signals, signalsOf } from './lessons.ts';
import {
  mean,
  measureGuesses,
  measurePopularity,
  measureRanking,
  measureRatings,
  type RankingQuality,
  type RatingQuality,
  withHidden,
} from './measuring.ts';
import { currentModel, promote, readModels, removeOldModels, storeModel } from './models.repository.ts';
import { type Opinions, readOpinions } from './reading.ts';
import { finishRun, lastParameters, type Outcome } from './runs.repository.ts';
import type { Result } from './training.ts';
import { type Contest, verdict } from './verdict.ts';

interface Data {
  opinions: Opinions;
  signals: Signals;
  held: HeldOut;
}

interface Fitted {
  ratings: RatingsModel;
  ranking: RankingModel;
  /** What a film is thought of on the whole, the fewer have rated it the nearer to the mean of all. */
  usual: (item: number) => number;
  fingerprint: string;
}

export async function trainModel(database: Database, runId: number, team: TeamOptions): Promise<Result> {
  const from = performance.now();
  const data = await readData(database);
  const parameters = await parametersFor(database, data, team);
  const chosen = performance.now();
  const fitted = await fitBoth(data, parameters, team);
  const seconds = { choosing_seconds: (chosen - from) / 1_000, fitting_seconds: (performance.now() - chosen) / 1_000 };
  const { metrics, why } = await judge(database, data.held, fitted);
  const outcome: Outcome = {
    status: why === undefined ? 'promoted' : 'kept_current',
    ...shapeOf(data),
    memory_bytes: process.resourceUsage().maxRSS * 1_024,
    fingerprint: fitted.fingerprint,
    metrics: rounded({ ...metrics, ...seconds }),
    parameters: { ...parameters },
    error: why ?? null,
  };
  return store(database, runId, fitted, outcome);
}

async function readData(database: Database): Promise<Data> {
  const opinions = await readOpinions(database);
  const signals = signalsOf(opinions);
  return { opinions, signals, held: holdOut(opinions, signals) };
}

function shapeOf({ opinions: { ratings } }: Data) {
  return { ratings: ratings.values.length, people: new Set(ratings.people).size, movies: new Set(ratings.items).size };
}

const MOST_TO_CHOOSE_BY = 1_000_000;

async function parametersFor(database: Database, data: Data, team: TeamOptions): Promise<Parameters> {
  const { opinions, signals, held } = data;
  const ratings = opinions.ratings.values.length;
  const known = (await lastParameters(database)) as Partial<Parameters> | undefined;
  const usual = { ...usualParameters(new Set(signals.people).size, ratings), ...known };
  if (!mustChoose(known, ratings)) return usual;
  // Where there is plenty, a part of the people is enough to choose by.
  const share = MOST_TO_CHOOSE_BY / ratings;
  const kept = new Set([...held.test, ...held.validation].map(({ person }) => person));
  const without = new Set(kept);
  if (share < 1)
    for (const person of new Set(signals.people)) if ((person * 0.618_034) % 1 > share) without.add(person);
  const lessons = { ratings: ratingLessons(opinions, without), ranking: rankingLessons(signals, without) };
  return { ...(await choose(usual, { ...lessons, validation: held.validation }, team)), chosen_at: ratings };
}

async function fitBoth({ opinions, signals, held }: Data, parameters: Parameters, team: TeamOptions): Promise<Fitted> {
  const without = new Set(held.test.map(({ person }) => person));
  const rated = ratingLessons(opinions, without);
  const ratings = await fitRatings(rated, { ...team, dimensions: parameters.rating_dimensions });
  const wanted = rankingLessons(signals, without);
  const ranking = await fitRanking(wanted, { ...team, ...rankingOptions(parameters, wanted.personIds.length) });
  return { ratings, ranking, usual: usualRatings(rated), fingerprint: fingerprint([rated, wanted]) };
}

function usualRatings(matrix: RatingsMatrix): (item: number) => number {
  const { means } = popularity(matrix);
  const overall = mean([...means]);
  const byItem = new Map(Array.from(matrix.itemIds, (id, place) => [id, means[place] as number]));
  return (item) => byItem.get(item) ?? overall;
}

function fingerprint(matrices: RatingsMatrix[]): string {
  const hash = createHash('sha256');
  for (const { personIds, itemIds, byPerson } of matrices) {
    for (const numbers of [personIds, itemIds, byPerson.starts, byPerson.columns, byPerson.values]) {
      hash.update(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
    }
  }
  return hash.digest('hex');
}

interface Judged {
  metrics: Record<string, number>;
  /** Why the model should not serve. */
  why: string | undefined;
}

async function judge(database: Database, { test }: HeldOut, fitted: Fitted): Promise<Judged> {
  const raters = withHidden(test);
  if (test.length === 0 || raters.length === 0) return { metrics: { held_out_people: 0 }, why: undefined };
  const ours = await qualityOf(test, raters, fitted);
  const simple = {
    lists: measurePopularity(test, fitted.ranking),
    guesses: measureGuesses(raters, () => fitted.usual),
  };
  const current = await currentModel(database);
  const before = current && (await qualityOf(test, raters, await readModels(database, current.id)));
  const contests = [
    ...contestsOf(ours, simple, 'what is popular'),
    ...(before ? contestsOf(ours, before, 'the model that serves') : []),
  ];
  return {
    metrics: {
      held_out_people: test.length,
      ...metricsOf(ours),
      ...prefixed('popular', metricsOf(simple)),
      ...(before ? prefixed('current', metricsOf(before)) : {}),
    },
    why: verdict(contests),
  };
}

interface Quality {
  lists: RankingQuality;
  guesses: RatingQuality;
}

async function qualityOf(
  test: readonly Case[],
  raters: readonly Case[],
  { ranking, ratings }: Pick<Fitted, 'ranking' | 'ratings'>,
): Promise<Quality> {
  return { lists: await measureRanking(test, ranking), guesses: await measureRatings(raters, ratings) };
}

function contestsOf(ours: Quality, theirs: Quality, than: string): Contest[] {
  const errors = ({ guesses }: Quality) => guesses.squares.map((value) => -value);
  return [
    { what: 'nDCG@100 of its lists', than, ours: ours.lists.ndcg100, theirs: theirs.lists.ndcg100 },
    { what: 'mean squared error of its ratings', than, ours: errors(ours), theirs: errors(theirs) },
  ];
}

function metricsOf({ lists, guesses }: Quality): Record<string, number> {
  return {
    ndcg_10: mean(lists.ndcg10),
    ndcg_100: mean(lists.ndcg100),
    recall_20: mean(lists.recall20),
    coverage_10: lists.coverage10,
    rmse: guesses.rmse,
    mae: guesses.mae,
  };
}

function prefixed(prefix: string, metrics: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [`${prefix}_${name}`, value]));
}

function rounded(metrics: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, Math.round(value * 1e4) / 1e4]));
}

/** All of it or nothing, and nothing where the run has been declared dead meanwhile. */
async function store(
  database: Database,
  runId: number,
  { ratings, ranking }: Fitted,
  outcome: Outcome,
): Promise<Result> {
  const { metrics, parameters, fingerprint: of } = outcome;
  const notes = { metrics, parameters, fingerprint: of };
  const files = { ratings: writeModel(ratings, notes), ranking: writeModel(ranking, notes) };
  return database.transaction(async (tx) => {
    if (!(await isStillOurs(tx, runId)))
      return { failure: 'It took so long to be heard of that it was declared dead.' };
    const modelId = await storeModel(tx, runId, files);
    await finishRun(tx, runId, outcome);
    if (outcome.status === 'promoted') await promote(tx, modelId);
    await removeOldModels(tx);
    return { promoted: outcome.status === 'promoted' };
  });
}

async function isStillOurs(tx: Transaction, runId: number): Promise<boolean> {
  const run = await tx.row(`SELECT FROM training_runs WHERE id = $1 AND status = 'running' FOR UPDATE`, [runId]);
  return run !== undefined;
}
