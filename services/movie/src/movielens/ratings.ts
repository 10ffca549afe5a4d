// Ratings of a MovieLens data set, as they are written there, many at once.
import type { DataSet, Writing } from './data-set.ts';
import { linesOf } from './lines.ts';

/** Columns rather than rows: millions of small objects would take more time than the database. */
export interface RatingBatch {
  people: number[];
  films: number[];
  ratings: number[];
  times: number[];
  /** Lines of the file that are read now, with those before. */
  lines: number;
  /** How far into the file that is. */
  bytes: number;
  skipped: number;
}

const SEPARATORS: Record<Writing, string> = { csv: ',', dat: '::', tabs: '\t' };

/** Goes on after as many lines as are in already. */
export async function* ratingBatches(
  { writing, ratings }: DataSet,
  { after, size }: { after: number; size: number },
): AsyncGenerator<RatingBatch> {
  const separator = SEPARATORS[writing];
  let batch = emptyBatch(0, 0);
  for await (const lines of linesOf(await ratings.open())) {
    for (const line of lines) {
      batch.lines += 1;
      batch.bytes += line.length + 1;
      if (batch.lines > after && !isHead(batch.lines, writing) && line !== '' && !add(batch, line, separator))
        batch.skipped += 1;
      if (batch.people.length < size) continue;
      yield batch;
      batch = emptyBatch(batch.lines, batch.bytes);
    }
  }
  if (batch.lines > after) yield batch;
}

function emptyBatch(lines: number, bytes: number): RatingBatch {
  return { people: [], films: [], ratings: [], times: [], lines, bytes, skipped: 0 };
}

function isHead(line: number, writing: Writing): boolean {
  return line === 1 && writing === 'csv';
}

const LATEST = 4_102_444_800;

function add({ people, films, ratings, times }: RatingBatch, line: string, separator: string): boolean {
  const [person, film, rating, time] = line.split(separator, 4).map(Number) as [number, number, number, number];
  if (!isNumber(person) || !isNumber(film) || !isInHalves(rating)) return false;
  if (!(time >= 0 && time < LATEST)) return false;
  people.push(person);
  films.push(film);
  ratings.push(rating);
  times.push(Math.trunc(time));
  return true;
}

function isNumber(id: number): boolean {
  return Number.isInteger(id) && id > 0 && id <= 2_147_483_647;
}

function isInHalves(rating: number): boolean {
  return rating >= 0 && rating <= 5 && Number.isInteger(rating * 2);
}
