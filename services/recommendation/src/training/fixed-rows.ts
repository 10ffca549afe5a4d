// PostgreSQL's binary COPY, where every column is four bytes and nothing is NULL, so that every row has one length:
//   19 bytes  heading
//   rows      int16 columns, then for each int32 length (4) and the four bytes
//   int16     -1
import type { Readable } from 'node:stream';

const HEADING = 19;
const COUNT = 2;
const COLUMN = 8;

/** `at` says where a column's four bytes lie. */
export type Take = (bytes: Buffer, at: (column: number) => number, row: number) => void;

/** Answers how many rows there were. */
export async function fixedRows(stream: Readable, columns: number, take: Take): Promise<number> {
  const size = COUNT + columns * COLUMN;
  let rest: Buffer = Buffer.alloc(0);
  let toSkip = HEADING;
  let row = 0;
  let from = 0;
  const at = (column: number) => from + COUNT + column * COLUMN + 4;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    from = Math.min(toSkip, bytes.length);
    toSkip -= from;
    for (; from + size <= bytes.length; from += size) take(bytes, at, row++);
    rest = bytes.subarray(from);
  }
  return row;
}
