// Reads ratings as MovieLens has published them over the years: a folder, or a file of user, movie, rating and time
// between commas, tabs or double colons, with a heading or without.
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dataRefused } from '../errors.ts';

export interface Ratings {
  people: Uint32Array;
  items: Uint32Array;
  values: Float32Array;
  times: Float64Array;
}

const NAMES = ['ratings.csv', 'ratings.dat', 'u.data'];

export async function readRatings(path: string): Promise<Ratings> {
  const file = await open(await fileOf(path));
  const columns = growingColumns();
  let number = 0;
  let separator: string | undefined;
  for await (const line of file.readLines()) {
    number += 1;
    if (line.trim() === '') continue;
    separator ??= separatorOf(line);
    const cells = line.split(separator);
    if (number === 1 && !/^\d/.test(line)) continue;
    columns.add(asNumbers(cells, path, number));
  }
  return columns.all();
}

async function fileOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw dataRefused(`There is nothing at ${path}.`);
  if (!found.isDirectory()) return path;
  for (const name of NAMES) {
    const file = join(path, name);
    if (await stat(file).catch(() => undefined)) return file;
  }
  throw dataRefused(`There is none of ${NAMES.join(', ')} in ${path}.`);
}

function separatorOf(line: string): string {
  return ['::', '\t', ','].find((separator) => line.includes(separator)) ?? ',';
}

type Row = [person: number, item: number, value: number, time: number];

function asNumbers(cells: string[], path: string, line: number): Row {
  const [person, item, value, time = 0] = cells.map(Number);
  if (person === undefined || item === undefined || value === undefined || [person, item, value].some(Number.isNaN)) {
    throw dataRefused(`Line ${line} of ${path} is not a rating.`);
  }
  return [person, item, value, time];
}

function growingColumns() {
  let room = 1 << 16;
  let length = 0;
  let people = new Uint32Array(room);
  let items = new Uint32Array(room);
  let values = new Float32Array(room);
  let times = new Float64Array(room);

  function grow(): void {
    room *= 2;
    people = enlarged(new Uint32Array(room), people);
    items = enlarged(new Uint32Array(room), items);
    values = enlarged(new Float32Array(room), values);
    times = enlarged(new Float64Array(room), times);
  }

  function add(row: Row): void {
    if (length === room) grow();
    [people[length], items[length], values[length], times[length]] = row;
    length += 1;
  }

  const all = (): Ratings => ({
    people: people.subarray(0, length),
    items: items.subarray(0, length),
    values: values.subarray(0, length),
    times: times.subarray(0, length),
  });
  return { add, all };
}

function enlarged<Column extends Uint32Array | Float32Array | Float64Array>(column: Column, old: Column): Column {
  column.set(old);
  return column;
}
