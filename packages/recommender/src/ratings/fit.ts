// Bayesian matrix factorisation with biases, by Gibbs sampling: every sweep draws what is believed of people, the people, what is
// believed of items, the items, and the noise, each given all the others. The model keeps a few of the draws.
import type { Call, Piece } from '../engine/kernels.ts';
import { sumOf, type Team, type TeamOptions, withTeam, writeRows } from '../engine/team.ts';
import { dataRefused, diverged } from '../errors.ts';
import { type Range, type RatingsMatrix, ranges, type SparseRows } from '../matrix.ts';
import { type Report, startClock } from '../progress.ts';
import { gamma, type Random, randomFrom, uniform } from '../random.ts';
import { PIECES, shapeOf } from '../shape.ts';
import { type RatingsModel, type RatingsOptions, ratingsDefaults } from './model.ts';
import { type RatingsNeed, ratingsNeed } from './need.ts';
import { drawPrior, type Moments, type Prior } from './priors.ts';
import { createSamples, type Samples } from './samples.ts';

/** One side of the matrix: the rows that are drawn, and what they are drawn from. */
interface Side {
  rows: number;
  others: number;
  count: number;
  starts: number;
  columns: number;
  values: number;
  pieces: Range[];
  moments: number;
  isLast: boolean;
}

interface Chain {
  team: Team;
  need: RatingsNeed;
  options: RatingsOptions;
  random: Random;
  mean: number;
  noise: number;
}

export interface FitRatingsOptions extends Partial<RatingsOptions>, TeamOptions {
  onProgress?: Report;
}

export async function fitRatings(matrix: RatingsMatrix, options: FitRatingsOptions = {}): Promise<RatingsModel> {
  const { values } = matrix.byPerson;
  if (values.length === 0) throw dataRefused('There are no ratings to learn from.');
  const full = { ...ratingsDefaults(values.length), ...options };
  checkOptions(full);
  const need = ratingsNeed(shapeOf(matrix), full, options);
  return withTeam(need, options, (team) => sample(team, need, matrix, full, options.onProgress));
}

function checkOptions({ dimensions, sweeps, burnIn, samples }: RatingsOptions): void {
  if (dimensions < 8 || dimensions % 8 !== 0) throw dataRefused('The dimensions are a multiple of 8.');
  if (samples < 1 || sweeps - burnIn < samples) throw dataRefused('There are fewer sweeps after burn-in than samples.');
}

async function sample(
  team: Team,
  need: RatingsNeed,
  matrix: RatingsMatrix,
  options: RatingsOptions,
  onProgress?: Report,
): Promise<RatingsModel> {
  const { mean, variance } = moments(matrix.byPerson.values);
  const chain: Chain = { team, need, options, random: randomFrom(options.seed), mean, noise: 1.5 / variance };
  const { people, items } = occupy(chain, matrix);
  const samples = createSamples(matrix, options, mean);
  for (const side of [people, items]) await team.run(side.pieces.map((_, piece) => [momentsCall(chain, side, piece)]));
  const clock = startClock('ratings', options.sweeps, onProgress);
  for (let sweep = 0; sweep < options.sweeps; sweep++) {
    const believed = await drawSide(chain, people, 2 * sweep);
    const expected = await drawSide(chain, items, 2 * sweep + 1);
    const error = squaredErrors(chain, items);
    chain.noise = (2 * gamma((matrix.byPerson.values.length + 1) / 2, chain.random)) / (1 + error);
    if (!Number.isFinite(chain.noise)) throw diverged('The fit of ratings');
    if (isKept(sweep, options)) keepSample(samples, chain, items, believed, expected);
    clock.tick(sweep + 1, { rmse: Math.sqrt(error / matrix.byPerson.values.length) });
  }
  return samples.model();
}

/** Spread evenly over the sweeps after burn-in, the last one among them. */
function isKept(sweep: number, { sweeps, burnIn, samples }: RatingsOptions): boolean {
  const keptBy = (done: number) => Math.floor((Math.max(0, done - burnIn) * samples) / (sweeps - burnIn));
  return keptBy(sweep + 1) > keptBy(sweep);
}

function occupy({ team, need, options, random }: Chain, matrix: RatingsMatrix): { people: Side; items: Side } {
  const { at } = need.layout;
  const k = options.dimensions;
  writeRows(team, matrix.byPerson, at.personStarts, at.personColumns, at.personValues);
  writeRows(team, matrix.byItem, at.itemStarts, at.itemColumns, at.itemValues);
  for (const [address, rows] of [
    [at.people, matrix.personIds.length] as const,
    [at.items, matrix.itemIds.length] as const,
  ]) {
    const numbers = team.floats(address, rows * k);
    for (let i = 0; i < numbers.length; i++) numbers[i] = 0.1 * uniform(random);
  }
  const side = (rows: SparseRows) => ({ count: rows.starts.length - 1, pieces: ranges(rows, k / 2, PIECES) });
  const people = {
    ...side(matrix.byPerson),
    starts: at.personStarts,
    columns: at.personColumns,
    values: at.personValues,
  };
  const items = { ...side(matrix.byItem), starts: at.itemStarts, columns: at.itemColumns, values: at.itemValues };
  return {
    people: { ...people, rows: at.people, others: at.items, moments: at.personMoments, isLast: false },
    items: { ...items, rows: at.items, others: at.people, moments: at.itemMoments, isLast: true },
  };
}

async function drawSide(chain: Chain, side: Side, seed: number): Promise<Prior> {
  const { team, need, options, mean, noise } = chain;
  const { at } = need.layout;
  const k = options.dimensions;
  const prior = drawPrior(momentsOf(chain, side), chain.random);
  team.floats(at.precision, k * k).set(prior.precision);
  team.floats(at.shift, k).set(prior.shift);
  const sides = [side.rows, side.others, side.starts, side.columns, side.values, k];
  const beliefs = [mean, noise, at.precision, at.shift, options.seed * 7919 + seed, 1];
  const draw = ([from, to]: Range, piece: number): Piece => [
    ['gibbsRows', ...sides, from, to, ...beliefs, side.isLast ? at.errors + 8 * piece : 0],
    momentsCall(chain, side, piece),
  ];
  await team.run(side.pieces.map(draw));
  return prior;
}

/** Each piece adds up what it has drawn, for the next sweep's beliefs. */
function momentsCall({ options: { dimensions: k } }: Chain, side: Side, piece: number): Call {
  const [from, to] = side.pieces[piece] as Range;
  return ['moments', side.rows, k, from, to, side.moments + 4 * (k + k * k) * piece];
}

function momentsOf({ team, options: { dimensions: k } }: Chain, side: Side): Moments {
  const total = sumOf(team, side.moments, k + k * k, side.pieces.length);
  return { count: side.count, sum: total.subarray(0, k), gram: total.subarray(k) };
}

/** Piece by piece in one order, so that the sum is the same for any number of threads. */
function squaredErrors({ team, need }: Chain, { pieces }: Side): number {
  return team.doubles(need.layout.at.errors, pieces.length).reduce((sum, error) => sum + error, 0);
}

function keepSample(samples: Samples, { team, options, noise }: Chain, items: Side, people: Prior, prior: Prior): void {
  const rows = team.floats(items.rows, items.count * options.dimensions);
  samples.keep({ rows, unknown: prior.mean, precision: people.precision, shift: people.shift, noise });
}

function moments(values: Float32Array): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, variance: Math.max(variance, 1e-3) };
}
