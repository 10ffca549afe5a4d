// How long models take to train, and how much memory that wants, on generated ratings; and how long a list takes to be chosen.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TrainingFigures } from '../recommender/training.ts';
import { table } from '../table.ts';

const PROGRAM = join(import.meta.dirname, '../recommender/training.ts');
const SIZES = [100_000, 1_000_000, 10_000_000];

const SERVING = join(import.meta.dirname, '../../../../services/recommendation/src/serving/bench.ts');
const CATALOGUES = [10_000, 100_000];

interface ServingFigures {
  films: number;
  ratings: number;
  p50Ms: number;
  p99Ms: number;
  /** Of the processor, the median. */
  workMs: number;
}

export async function recommenderSuite() {
  const training: TrainingFigures[] = [];
  for (const size of SIZES) training.push(await trainingOf(size));
  const rows = training.map(({ ratings, films, clock, processor, peakMegabytes }) => [
    `${ratings.toLocaleString('en')} ratings of ${films.toLocaleString('en')} films`,
    clock.ratings,
    processor.ratings,
    clock.ranking,
    processor.ranking,
    peakMegabytes,
  ]);
  const heads = ['', 'ratings, s', 'of processors', 'EASE and iALS, s', 'of processors', 'peak, MB'];
  process.stdout.write(table('Training', heads, rows));
  const serving: ServingFigures[] = [];
  for (const films of CATALOGUES) serving.push(await servingOf(films));
  const lists = serving.map(({ films, ratings, p50Ms, p99Ms, workMs }) => [
    `20 of ${films.toLocaleString('en')} films, for ${ratings} ratings`,
    p50Ms,
    p99Ms,
    workMs,
  ]);
  process.stdout.write(
    table('Choosing a list, with predicted ratings and reasons', ['', 'p50 ms', 'p99 ms', 'of processors'], lists),
  );
  return { training, serving };
}

async function servingOf(films: number): Promise<ServingFigures> {
  const { stdout } = await promisify(execFile)(process.execPath, [SERVING, String(films)]);
  return JSON.parse(stdout) as ServingFigures;
}

async function trainingOf(ratings: number): Promise<TrainingFigures> {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, String(ratings)]);
  return JSON.parse(stdout) as TrainingFigures;
}
