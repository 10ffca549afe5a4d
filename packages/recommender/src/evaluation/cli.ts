// Measures the models on a data set of ratings: `pnpm recommend:evaluate --data <MovieLens folder or file>`.
import { parseArgs } from 'node:util';
import { inMegabytes, RecommenderError } from '../errors.ts';
import { type RatingsMatrix, ratingsMatrix } from '../matrix.ts';
import { memoryFor } from '../memory-for.ts';
import type { Progress } from '../progress.ts';
import { shapeOf } from '../shape.ts';
import { evaluateRanking, evaluateRatings, RANKERS, type StrongResult } from './protocols.ts';
import { readRatings } from './read-movielens.ts';
import { table } from './table.ts';

const USAGE = `pnpm recommend:evaluate --data <folder or file> [--protocol A|B] [--threads n] [--splits n]

  A  how well ratings are predicted: random 5-fold cross-validation, seed 42
  B  how well what people will like (a rating of 4 or more) is found: strong generalisation,
     the mean over as many random splits as --splits says (10), seeds 1, 2, 3 …
`;

interface Wishes {
  threads?: number;
  splits: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      protocol: { type: 'string' },
      threads: { type: 'string' },
      splits: { type: 'string', default: '10' },
    },
  });
  if (!values.data) return say(USAGE);
  const wishes: Wishes = { splits: Number(values.splits), ...(values.threads && { threads: Number(values.threads) }) };
  const matrix = ratingsMatrix(await readRatings(values.data));
  tellShape(matrix);
  const protocol = values.protocol?.toUpperCase();
  if (protocol !== 'B') await protocolA(matrix, wishes);
  if (protocol !== 'A') await protocolB(matrix, wishes);
  say(`\nAt most ${inMegabytes(process.resourceUsage().maxRSS * 1_024)} of memory in all.\n`);
}

function tellShape(matrix: RatingsMatrix): void {
  const shape = shapeOf(matrix);
  const counted = (count: number, what: string) => `${count.toLocaleString('en')} ${what}`;
  say(
    `${counted(shape.ratings, 'ratings')} of ${counted(shape.items, 'films')} by ${counted(shape.people, 'people')}\n`,
  );
  const needs = (['ratings', 'ranking'] as const).map((kind) => inMegabytes(memoryFor(shape, { kind })));
  say(`A fit of ratings needs ${needs[0]}, one of rankings ${needs[1]}\n`);
}

async function protocolA(matrix: RatingsMatrix, { threads }: Wishes): Promise<void> {
  const rows: number[][] = [];
  const onProgress = showProgress(() => `fold ${rows.length + 1} of 5`);
  for await (const { rmse, mae, seconds } of evaluateRatings(matrix, { onProgress, ...(threads && { threads }) })) {
    rows.push([rmse, mae, seconds]);
  }
  clearProgress();
  const texts = rows.map((row, fold) => [`${fold + 1}`, ...asTexts(row)]);
  const means = [0, 1, 2].map((column) => mean(rows.map((row) => row[column] as number)));
  say(`\nProtocol A: ratings, 5 folds\n\n`);
  say(table(['fold', 'RMSE', 'MAE', 'fit, s'], [...texts, ['mean', ...asTexts(means)]]));
}

const asTexts = ([rmse, mae, seconds]: number[]) => [fixed(rmse), fixed(mae), (seconds ?? 0).toFixed(2)];

async function protocolB(matrix: RatingsMatrix, { threads, splits }: Wishes): Promise<void> {
  const results: StrongResult[] = [];
  const onProgress = showProgress(() => `split ${results.length + 1} of ${splits}`);
  while (results.length < splits) {
    results.push(await evaluateRanking(matrix, { onProgress, ...(threads && { threads }) }, results.length + 1));
  }
  clearProgress();
  const rows = RANKERS.map((name) => {
    const measured = results.map(({ rankers }) => rankers[name]);
    const keys = ['ndcg10', 'ndcg100', 'recall20', 'coverage10'] as const;
    return [name, ...keys.map((key) => fixed(mean(measured.map((metrics) => metrics[key]))))];
  });
  say(`\nProtocol B: top lists, mean of ${splits} splits\n\n`);
  say(table(['', 'nDCG@10', 'nDCG@100', 'Recall@20', 'coverage@10'], rows));
  const seconds = mean(results.map((result) => result.seconds));
  const error = mean(results.map(({ rankers }) => rankers['EASE + iALS'].ndcg100Error)) / Math.sqrt(splits);
  say(`\nFit of EASE and iALS ${seconds.toFixed(2)} s; standard error of nDCG@100 about ${fixed(error)}\n`);
}

function showProgress(where: () => string) {
  let shown = 0;
  return ({ stage, done, of, seconds }: Progress) => {
    if (performance.now() - shown < 200 || !process.stderr.isTTY) return;
    shown = performance.now();
    process.stderr.write(`\r\x1b[K${where()}: ${stage} ${Math.round((100 * done) / of)} %, ${seconds.toFixed(0)} s`);
  };
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function fixed(value = 0): string {
  return value.toFixed(4);
}

function say(text: string): void {
  process.stdout.write(text);
}

await main().catch((error: unknown) => {
  if (!(error instanceof RecommenderError) && !(error instanceof TypeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
