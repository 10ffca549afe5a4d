// One training on generated ratings, in a process of its own so that its memory is its own: `training.ts <ratings>`.
import { ensureKernels, fitRanking, fitRatings, ratingsMatrix } from '@movies/recommender';
import { generatedRatings } from '@movies/recommender/generated';

export interface TrainingFigures {
  ratings: number;
  films: number;
  people: number;
  /** Seconds by the clock, and of the processors: on a busy machine only these say something. */
  clock: { ratings: number; ranking: number };
  processor: { ratings: number; ranking: number };
  peakMegabytes: number;
}

async function timed(work: () => Promise<unknown>): Promise<{ clock: number; processor: number }> {
  const [from, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { clock: (performance.now() - from) / 1e3, processor: (user + system) / 1e6 };
}

const matrix = ratingsMatrix(generatedRatings(Number(process.argv[2])));
await Promise.all([ensureKernels('own'), ensureKernels('shared')]);
const ratings = await timed(() => fitRatings(matrix));
const ranking = await timed(() => fitRanking(matrix));
const figures: TrainingFigures = {
  ratings: matrix.byPerson.values.length,
  films: matrix.itemIds.length,
  people: matrix.personIds.length,
  clock: { ratings: ratings.clock, ranking: ranking.clock },
  processor: { ratings: ratings.processor, ranking: ranking.processor },
  peakMegabytes: process.resourceUsage().maxRSS / 1_024,
};
process.stdout.write(JSON.stringify(figures));
