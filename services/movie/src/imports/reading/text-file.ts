// Lines of a text file that a member sent: a CSV, or a list in JSON.
import type { Readable } from 'node:stream';
import { ofManyPeople } from '../failures.ts';
import type { Source } from '../import.entity.ts';
import { type Columns, columnsOf, type Line, type MovieLensFilms } from './columns.ts';
import { csvLines } from './csv.ts';
import { jsonItems } from './json.ts';
import { textOf } from './text.ts';
import { isTrakt, traktLine } from './trakt.ts';

export interface FileLine extends Line {
  file: string;
  line: number;
  source: Source | null;
}

export type TextKind = 'csv' | 'json';

export function textLines(
  bytes: Readable,
  name: string,
  kind: TextKind,
  films?: MovieLensFilms,
): AsyncGenerator<FileLine> {
  const text = textOf(bytes);
  return kind === 'json' ? jsonLines(text, name) : csvFileLines(text, name, films);
}

async function* csvFileLines(
  text: AsyncIterable<string>,
  file: string,
  films: MovieLensFilms | undefined,
): AsyncGenerator<FileLine> {
  let columns: Columns | undefined;
  let whose: string | undefined;
  for await (const { line, cells } of csvLines(text)) {
    if (!columns) {
      columns = columnsOf(cells, file, films);
      continue;
    }
    whose ??= columns.person(cells);
    if (columns.source === 'movielens' && columns.person(cells) !== whose) throw ofManyPeople();
    yield { file, line, source: columns.source, ...columns.read(cells) };
  }
}

/** Trakt's, or a plain list of objects: then their keys are the columns. */
async function* jsonLines(text: AsyncIterable<string>, file: string): AsyncGenerator<FileLine> {
  let columns: Columns | undefined;
  let keys: string[] = [];
  let line = 0;
  for await (const item of jsonItems(text)) {
    line += 1;
    if (isTrakt(item)) yield { file, line, source: 'trakt', ...traktLine(item, file) };
    else {
      const entry = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>;
      if (!columns) {
        keys = Object.keys(entry);
        columns = columnsOf(keys, file);
      }
      yield { file, line, source: columns.source, ...columns.read(keys.map((key) => cellOf(entry[key]))) };
    }
  }
}

function cellOf(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
}
