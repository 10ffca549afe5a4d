// Measures training and serving on generated data: `pnpm --filter @movies/recommender bench training 1000000`, or `serving 10000`.
import { ensureKernels } from '../build-kernels.ts';
import { inMegabytes } from '../errors.ts';
import { diversify } from '../lists/diversity.ts';
import { topOf } from '../lists/top.ts';
import { ratingsMatrix } from '../matrix.ts';
import { memoryFor } from '../memory-for.ts';
import { randomFrom } from '../random.ts';
import { fitRanking } from '../ranking/fit.ts';
import { openRanker } from '../ranking/ranker.ts';
import { fitRatings } from '../ratings/fit.ts';
import { openPredictor } from '../ratings/predictor.ts';
import { shapeOf } from '../shape.ts';
import { generatedRatings, rankingOf, ratingsModelOf } from './generated.ts';
import { table } from './table.ts';

const say = (text: string) => process.stdout.write(text);
const seconds = (since: number) => ((performance.now() - since) / 1_000).toFixed(1);
const peak = () => inMegabytes(process.resourceUsage().maxRSS * 1_024);

async function training(ratings: number): Promise<void> {
  let begin = performance.now();
  const matrix = ratingsMatrix(generatedRatings(ratings));
  const shape = shapeOf(matrix);
  const rows = [['matrix', seconds(begin), '', peak()]];
  await Promise.all([ensureKernels('own'), ensureKernels('shared')]);
  begin = performance.now();
  await fitRatings(matrix);
  rows.push(['fit of ratings', seconds(begin), inMegabytes(memoryFor(shape, { kind: 'ratings' })), peak()]);
  begin = performance.now();
  await fitRanking(matrix, { only: 'ials' });
  rows.push(['fit of iALS', seconds(begin), inMegabytes(memoryFor(shape, { kind: 'ranking', only: 'ials' })), peak()]);
  begin = performance.now();
  await fitRanking(matrix, { only: 'ease' });
  rows.push(['fit of EASE', seconds(begin), inMegabytes(memoryFor(shape, { kind: 'ranking', only: 'ease' })), peak()]);
  const counts = [shape.ratings, shape.people, shape.items].map((count) => count.toLocaleString('en'));
  say(`\nTraining on ${counts[0]} ratings of ${counts[2]} films by ${counts[1]} people\n\n`);
  say(table(['', 'seconds', 'memory foreseen', 'peak so far'], rows));
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
