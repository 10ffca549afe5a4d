// Lines of a CSV, whatever separates its columns.
import { pipeline, Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import { lineTooLong, notUnderstood } from '../failures.ts';

export interface CsvLine {
  line: number;
  cells: string[];
}

const LONGEST_LINE = 256 * 1024;
const LOOK_AT = 4_096;

export async function* csvLines(text: AsyncIterable<string>): AsyncGenerator<CsvLine> {
  const pieces = text[Symbol.asyncIterator]();
  let head = '';
  while (head.length < LOOK_AT) {
    const { value, done } = await pieces.next();
    if (done) break;
    head += value;
  }
  const parser = parserOf(head);
  pipeline(Readable.from(joined(head, pieces)), parser, () => undefined);
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      yield { line, cells: record.map((cell) => cell.trim()) };
      line = info.lines + 1;
    }
  } catch (error) {
    throw error instanceof CsvError ? refusal(error, line) : error;
  }
}

function parserOf(head: string) {
  return parse({
    delimiter: separatorOf(head),
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
  });
}

async function* joined(head: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield head;
  yield* { [Symbol.asyncIterator]: () => rest };
}

function refusal({ code }: CsvError, line: number): Error {
  return code === 'CSV_MAX_RECORD_SIZE' || code === 'CSV_QUOTE_NOT_CLOSED'
    ? lineTooLong(line - 1)
    : notUnderstood(`Line ${line} is not a line of a CSV.`);
}

/** The one that the first line has most of. */
function separatorOf(head: string): string {
  const names = (head.split(/[\r\n]/, 1)[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const counted = [',', ';', '\t', '|'].map((mark) => ({ mark, count: names.split(mark).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}
