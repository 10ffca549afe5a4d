// Loads item factors that another engine has trained, so that its model serves here: people are folded in from their histories.
import { dataRefused } from './errors.ts';
import { placesOf } from './ids.ts';
import type { RankingModel } from './ranking/model.ts';

export interface FactorsOptions {
  /** The weight of what did not happen; with Spark's implicit ALS 1 / alpha. */
  unobserved: number;
  /** The ridge for each entry of a history; with Spark's implicit ALS regParam / alpha. */
  lambda: number;
}

interface Row {
  id: number;
  factors: number[];
}

/**
 * One item a line: its id and its factors between commas, a heading or not, all lines of one length. Spark:
 * `model.itemFactors.selectExpr("concat_ws(',', id, array_join(features, ','))").write.text("factors")`
 */
export async function rankingFromFactors(
  lines: Iterable<string> | AsyncIterable<string>,
  { unobserved, lambda }: FactorsOptions,
): Promise<RankingModel> {
  const rows: Row[] = [];
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '' || (number === 1 && !/^\s*\d/.test(line))) continue;
    rows.push(rowOf(line, number, rows[0]));
  }
  const [first] = rows;
  if (!first) throw dataRefused('There are no factors.');
  // Kernels read eight numbers at a time; those that fill up are zero and change nothing.
  const dimensions = Math.ceil(first.factors.length / 8) * 8;
  const places = placesOf(
    rows.map(({ id }) => id),
    'Item',
  );
  const factors = new Float32Array(places.ids.length * dimensions);
  for (const { id, factors: own } of rows) factors.set(own, (places.placeOf(id) as number) * dimensions);
  const ials = { dimensions, lambda, unobserved, factors };
  return {
    kind: 'ranking',
    itemIds: places.ids,
    counts: new Uint32Array(places.ids.length),
    seed: 0,
    ease: null,
    ials,
  };
}

function rowOf(line: string, number: number, first: Row | undefined): Row {
  const [id, ...factors] = line.split(',').map(Number);
  const length = first?.factors.length ?? Math.max(1, factors.length);
  if (id === undefined || factors.length !== length || !factors.every(Number.isFinite)) {
    throw dataRefused(`Line ${number} is not an id and ${length} factors.`);
  }
  return { id, factors };
}
