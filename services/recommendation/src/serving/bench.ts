// Measures how long a list takes to be chosen, from a member's history to films with reasons: `node src/serving/bench.ts 10000`.
// Models and films are made up; they say nothing about quality. The last line is the figures as JSON.
import { predictorAt, rankerAt, shelveRanking, shelveRatings } from '@movies/recommender';
import { rankingOf, ratingsModelOf } from '@movies/recommender/generated';
import type { Engine } from '../context.ts';
import { createFilms, type Films } from './films/films.ts';
import { wantedOf } from './films/wanted.ts';
import { choose } from './for-me/choosing.ts';
import { type History, nothingDone } from './history/history.ts';
import { chanceOf } from './weighing/shape.ts';

const WARM_UP = 100;
const REQUESTS = 500;
const RATINGS = 100;

const count = Number(process.argv[2] ?? 10_000);
const films = madeUpFilms(count);
const ranker = await rankerAt(await shelveRanking(rankingOf(count + 1), 'shared'));
const predictor = await predictorAt(shelveRatings(ratingsModelOf(count + 1), 'shared'));
const engine: Engine = { modelId: 1, trainedAt: new Date(), ranker, predictor };
const times: number[] = [];
const work: number[] = [];
for (let request = 0; request < WARM_UP + REQUESTS; request++) {
  const history = madeUpHistory(request);
  const asked = { isWanted: wantedOf(films, {}), exclude: [], adventure: undefined, limit: 20, now: new Date() };
  const [from, before] = [performance.now(), process.cpuUsage()];
  choose({ userId: request, films, engine, history, ...asked });
  const { user, system } = process.cpuUsage(before);
  if (request < WARM_UP) continue;
  times.push(performance.now() - from);
  work.push((user + system) / 1_000);
}
const figures = {
  films: count,
  ratings: RATINGS,
  p50Ms: part(times, 0.5),
  p99Ms: part(times, 0.99),
  workMs: part(work, 0.5),
};
process.stdout.write(`${JSON.stringify(figures)}\n`);

function madeUpFilms(howMany: number): Films {
  const made = createFilms();
  for (let id = 1; id <= howMany; id++) {
    const genre = Math.floor(chanceOf(1, id) * 19);
    const rating_count = Math.floor(1_000 * chanceOf(2, id) ** 3);
    made.put({
      id,
      media_type: 'movie',
      release_date: `${1950 + Math.floor(chanceOf(3, id) * 75)}-01-01`,
      genres: [genre, (genre + 5) % 19].map((each) => ({ id: each + 1, name: `Genre ${each}` })),
      directors: [`Director ${id % 500}`],
      people: [`Player ${id % 3_000}`, `Player ${id % 1_700}`],
      popularity: 0,
      vote_average: null,
      vote_count: 0,
      rating_sum: rating_count * (2 + 2 * chanceOf(4, id)),
      rating_count,
    });
  }
  return made;
}

function madeUpHistory(request: number): History {
  const history = nothingDone();
  for (let index = 0; index < RATINGS; index++) {
    history.ratings.set(
      1 + Math.floor(count * chanceOf(request, index)),
      1 + Math.floor(9 * chanceOf(index, request)) / 2,
    );
  }
  return history;
}

function part(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor(share * (sorted.length - 1))] as number) * 100) / 100;
}
