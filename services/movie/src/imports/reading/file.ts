// Reads a file that a member sent, whatever it is, line by line.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { emptyFile, nothingInIt, notUnderstood, ofManyPeople } from '../failures.ts';
import type { Source } from '../import.entity.ts';
import { type Columns, checked, columnsOf, type Line, type MovieLensFilms } from './columns.ts';
import { csvLines } from './csv.ts';
import { jsonItems } from './json.ts';
import { textOf } from './text.ts';
import { isTrakt, traktLine } from './trakt.ts';
import { linesOfZip } from './zipped-export.ts';

export interface FileLine extends Line {
  file: string;
  line: number;
  source: Source | null;
}

export async function* linesOf(path: string, name: string): AsyncGenerator<FileLine> {
  const kind = await kindOf(path);
  let count = 0;
  for await (const line of kind === 'zip' ? linesOfZip(path) : textLines(createReadStream(path), name, kind)) {
    count += 1;
    yield line;
  }
  if (count === 0) throw nothingInIt();
}

export type TextKind = 'csv' | 'json';

async function kindOf(path: string): Promise<TextKind | 'zip'> {
  const file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(1_024), 0, 1_024, 0).finally(() => file.close());
  const head = buffer.subarray(0, bytesRead);
  if (/^PK(\x03\x04|\x05\x06)/.test(head.toString('latin1'))) return 'zip';
  let text = '';
  for await (const part of textOf(asList(head))) text += part;
  if (text.trim() === '') throw emptyFile();
  if (text.trimStart().startsWith('<')) throw notUnderstood('The file is a web page, or XML.');
  return /^\s*[[{]/.test(text) ? 'json' : 'csv';
}

async function* asList(head: Buffer): AsyncGenerator<Buffer> {
  yield head;
}

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
    const person = columns.person(cells);
    if (columns.source === 'movielens' && person !== (whose ??= person)) throw ofManyPeople();
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
      yield { file, line, source: columns.source, ...checked(columns.read(keys.map((key) => cellOf(entry[key])))) };
    }
  }
}

function cellOf(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
}
