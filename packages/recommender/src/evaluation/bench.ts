// Measures training and serving on generated data: `pnpm --filter @movies/recommender bench training 1000000`, or `serving 10000`.
import { ensureKernels } from '../build-kernels.ts';
import { inMegabytes } from '../errors.ts';
import { diversify } from '../lists/diversity.ts';
import { topOf } from '../lists/top.ts';
import { ratingsMatrix } from '../matrix.ts';
import { memoryFor, type WhatToFit } from '../memory-for.ts';
import { randomFrom } from '../random.ts';
import { fitRanking } from '../ranking/fit.ts';
import { openRanker } from '../ranking/ranker.ts';
import { fitRatings } from '../ratings/fit.ts';
import { openPredictor } from '../ratings/predictor.ts';
import { shapeOf } from '../shape.ts';
import { generatedRatings, rankingOf, ratingsModelOf } from './generated.ts';
import { table } from './table.ts';

const say = (text: string) => process.stdout.write(text);
const peak = () => inMegabytes(process.resourceUsage().maxRSS * 1_024);

/** Seconds by the clock and of the processors: on a machine that has other things to do only the latter say something. */
async function timed<T>(work: () => T | Promise<T>): Promise<{ result: T; took: string[] }> {
  const begin = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  const seconds = [(performance.now() - begin) / 1e3, (user + system) / 1e6];
  return { result, took: seconds.map((value) => value.toFixed(1)) };
}

async function training(ratings: number): Promise<void> {
  const columns = generatedRatings(ratings);
  const { result: matrix, took } = await timed(() => ratingsMatrix(columns));
  const rows = [['matrix', ...took, '', peak()]];
  const shape = shapeOf(matrix);
  await Promise.all([ensureKernels('own'), ensureKernels('shared')]);
  const measure = async (name: string, what: WhatToFit, fit: () => Promise<unknown>) => {
    rows.push([name, ...(await timed(fit)).took, inMegabytes(memoryFor(shape, what)), peak()]);
  };
  await measure('fit of ratings', { kind: 'ratings' }, () => fitRatings(matrix));
  await measure('fit of iALS', { kind: 'ranking', only: 'ials' }, () => fitRanking(matrix, { only: 'ials' }));
  await measure('fit of EASE', { kind: 'ranking', only: 'ease' }, () => fitRanking(matrix, { only: 'ease' }));
  const counts = [shape.ratings, shape.people, shape.items].map((count) => count.toLocaleString('en'));
  say(`\nTraining on ${counts[0]} ratings of ${counts[2]} films by ${counts[1]} people\n\n`);
  say(table(['', 'seconds', 'of processors', 'memory foreseen', 'peak so far'], rows));
}

/** A list as the product makes it: the best, with predicted ratings, not too much alike, with reasons. */
async function serving(films: number): Promise<void> {
  const ranker = await openRanker(rankingOf(films));
  const predictor = await openPredictor(ratingsModelOf(films));
  const random = randomFrom(7);
  const times = { top: [] as number[], list: [] as number[] };
  for (let request = 0; request < 600; request++) {
    const history = Array.from({ length: 100 }, () => ({ item: Math.floor(random() * films), strength: 1 }));
    const begin = performance.now();
    const candidates = topOf(ranker.items.ids, ranker.score(history), 200);
    const top = performance.now();
    const taste = predictor.foldIn(history.map(({ item }) => ({ item, value: 4 })));
    for (const { item } of candidates) predictor.predict(taste, item);
    const list = diversify(candidates, { take: 20, weight: 0.2, likeness: ranker.likeness });
    ranker.explain(
      history,
      list.map(({ item }) => item),
    );
    const end = performance.now();
    if (request < 100) continue;
    times.top.push(top - begin);
    times.list.push(end - begin);
  }
  const row = (name: string, all: number[]) => [name, quantile(all, 0.5).toFixed(2), quantile(all, 0.99).toFixed(2)];
  say(`\nServing of ${films.toLocaleString('en')} films, 100 ratings in the history, milliseconds\n\n`);
  say(table(['', 'p50', 'p99'], [row('the 200 best', times.top), row('20 diverse, rated, with reasons', times.list)]));
  say(`\n${peak()} of memory\n`);
}

function quantile(values: number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(part * (values.length - 1))] as number;
}

const [what, size] = process.argv.slice(2);
if (what === 'training') await training(Number(size ?? 1_000_000));
else if (what === 'serving') await serving(Number(size ?? 10_000));
else say('bench training <ratings> | bench serving <films>\n');
